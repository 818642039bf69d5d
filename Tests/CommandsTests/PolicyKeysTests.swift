import Foundation
import TestSupport
import Testing

@Suite("sluice policy keys")
struct PolicyKeysTests {
    private let repository: TestRepository

    init() throws { repository = try TestRepository() }

    @Test func isTheArticleOfTheDocumentation() throws {
        let article = try Article("\(Article.catalogue)/PolicyReference.md").text
        let written = try repository.sluice("policy", "keys", "--format", "markdown").output
        #expect(
            article == written,
            "renew it: sluice policy keys --format markdown > Sources/sluice/Sluice.docc/PolicyReference.md")
    }

    @Test func showsASectionWithItsValues() throws {
        let result = try repository.sluice("policy", "keys", "sign-off")
        #expect(
            result.output == """
                [sign-off]
                  role  several
                      Roles that have to approve every item of a release.
                  rebased  one of keep, stale
                      Whether a sign-off stays valid after a rebase with exactly the same changes: keep or stale.

                """)
    }

    @Test func hasEachKeyOnceForPrograms() throws {
        let result = try repository.sluice("policy", "keys", "--json")
        let keys = try #require(
            try JSONSerialization.jsonObject(with: Data(result.outputBytes)) as? [[String: Any]])
        let names = keys.compactMap { $0["key"] as? String }
        #expect(names.count == keys.count && Set(names).count == names.count)
        let classKey = try #require(keys.first { $0["key"] as? String == "status.*.class" })
        #expect((classKey["values"] as? [String])?.contains("approved") == true)
        #expect((classKey["values"] as? [String])?.contains("rejected") == false)
        let path = try #require(keys.first { $0["key"] as? String == "exempt.path" })
        #expect(path["repeatable"] as? Bool == true && path["values"] == nil)
    }

    @Test func refusesASectionThatNoPolicyHas() throws {
        let result = try repository.sluice("policy", "keys", "signoff")
        #expect(result.status == 2)
        #expect(result.errors.contains("no policy has a section 'signoff'"))
    }

    @Test("a new policy takes each value that the list offers")
    func offersValuesThatAPolicyTakes() throws {
        let result = try repository.sluice("policy", "keys", "release", "--json")
        let keys = try #require(
            try JSONSerialization.jsonObject(with: Data(result.outputBytes)) as? [[String: Any]])
        let backports = try #require(keys.first { $0["key"] as? String == "release.backports" }?["values"] as? [String])
        for value in backports {
            try repository.write("draft", TestRepository.hookPolicy + "\n[release]\n\tbackports = \(value)\n")
            #expect(try repository.sluice("policy", "check", "draft").status == 0, "\(value)")
        }
    }
}
