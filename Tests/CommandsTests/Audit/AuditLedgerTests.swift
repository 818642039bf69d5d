import Git
import Ledger
import TestSupport
import Testing

/// What an audit finds in a ledger that was tampered with.
@Suite struct AuditLedgerTests {
    private let repository: TestRepository

    init() throws { repository = try TestRepository.withOpenGate() }

    @Test func findsNothingInAnHonestLedger() throws {
        let audit = try repository.audit(status: 0)
        #expect(audit.result == "clean")
        #expect(Set(audit.findings.map(\.code)) == ["unsigned", "unpinned"])
        let text = try repository.sluice("audit")
        #expect(text.output.hasPrefix("audit: all verifies, nothing is out of order\n"))
        #expect(text.output.contains("Quinn Tester <quinn@example.org>"))
        #expect(try repository.sluice("audit").outputBytes == text.outputBytes)
    }

    @Test("T10: a deleted record is found, with the commit that took it out and what brings it back")
    func findsADeletedRecord() throws {
        let path = try repository.ledgerPaths("releases/1.0/items")[0]
        let commit = try repository.rewriteLedger(["--force-remove", path])
        let audit = try repository.audit(status: 4)
        #expect(audit.codes == ["removed"])
        #expect(audit.subjects("removed") == [path])
        #expect(audit.findings[0].mend[0] == "git show --stat \(commit.prefix(10))")
        #expect(audit.findings[0].what.contains(commit.prefix(10)))
    }

    @Test("T10: a record that was edited in place is found, by its name and by history")
    func findsAnEditedRecord() throws {
        let path = try repository.ledgerPaths("releases/1.0/items")[0]
        let text = try repository.git("cat-file", "blob", "sluice/ledger:\(path)")
            .replacing("\"approve\"", with: "\"reject\"")
        let blob = try repository.writeObject("blob", Array("\(text)\n".utf8))
        try repository.rewriteLedger(["--cacheinfo", "100644,\(blob),\(path)"])
        let audit = try repository.audit(status: 4)
        #expect(audit.codes == ["changed"])
        #expect(audit.subjects("name") == [path])
    }

    @Test("T10: a record that was renamed is found under both names")
    func findsARenamedRecord() throws {
        let path = try repository.ledgerPaths("items")[0]
        let blob = try repository.ledgerBlob(path)
        let name = path.dropLast(21) + "0000000000000000.json"
        try repository.rewriteLedger(
            ["--force-remove", path], ["--add", "--cacheinfo", "100644,\(blob),\(name)"])
        let audit = try repository.audit(status: 4)
        #expect(audit.codes == ["removed"])
        #expect(audit.subjects("removed") == [path])
        #expect(audit.subjects("name") == [String(name)])
    }

    @Test("T10: a record that stands where another subject's stand is found, and one where none may stand")
    func findsMisplacedRecords() throws {
        let path = try repository.ledgerPaths("items")[0]
        let name = path.split(separator: "/").last ?? ""
        let blob = try repository.ledgerBlob(path)
        let places = ["items/00/00/RFC-9/\(name)", "elsewhere/\(name)", "releases/9.9/\(name)"]
        try repository.rewriteLedger(places.flatMap { ["--add", "--cacheinfo", "100644,\(blob),\($0)"] })
        let audit = try repository.audit(status: 0)
        #expect(audit.codes.isEmpty)
        #expect(audit.subjects("place") == places.sorted())
    }

    @Test("T13: links, submodules and folders in the place of files are told and never followed")
    func followsNoLinks() throws {
        let target = try repository.writeObject("blob", Array("../../../../format".utf8))
        let commit = try repository.resolve("main")
        let path = try repository.ledgerPaths("items")[0]
        try repository.rewriteLedger(
            ["--cacheinfo", "120000,\(target),\(path)"],
            ["--add", "--cacheinfo", "160000,\(commit),items/aa/bb/RFC-8"],
            ["--add", "--cacheinfo", "120000,\(target),link"], ["--add", "--cacheinfo", "100644,\(target),note.txt"])
        let audit = try repository.audit(status: 4)
        #expect(audit.subjects("not-a-file") == ["items/aa/bb/RFC-8", path, "link"].sorted())
        #expect(audit.subjects("stray") == ["note.txt"])
        #expect(audit.subjects("changed") == [path])
    }

    @Test("T10: all that is broken is told, not only the first")
    func tellsAllOfThem() throws {
        try repository.addItems((10...21).map { "RFC-\($0)" })
        let paths = try repository.ledgerPaths("items").prefix(10)
        let blob = try repository.writeObject("blob", Array("{}\n".utf8))
        try repository.rewriteLedger(paths.flatMap { ["--cacheinfo", "100644,\(blob),\($0)"] })
        let audit = try repository.audit(status: 4)
        #expect(audit.subjects("content") == paths.sorted())
        #expect(audit.subjects("changed") == paths.sorted())
        let text = try repository.sluice("audit")
        #expect(text.status == 4)
        #expect(text.output.contains("audit: 10 things do not verify"), "\(text.output)")
        for path in paths { #expect(text.output.contains("content  \(path)\n")) }
    }

    @Test("a record that another one had seen, and that is not there, is missing")
    func findsAMissingRecord() throws {
        try repository.addItems(["RFC-1"], state: "closed")
        let paths = try repository.ledgerPaths("items").filter { $0.contains("RFC-1/") }
        try #require(paths.count == 2)
        try repository.rewriteLedger(["--force-remove", paths[0]])
        let audit = try repository.audit(status: 4)
        #expect(audit.codes == ["removed", "missing"])
        #expect(audit.subjects("missing") == [paths[0]])
    }

    @Test("two ledgers that were joined lost nothing, and every record entered where it was written")
    func acceptsAJoinedLedger() throws {
        let clone = try repository.clone()
        try clone.git("branch", "sluice/ledger", "origin/sluice/ledger")
        try #require(try clone.sluice("rfc", "add", "RFC-8", "--title", "eight").status == 0)
        try #require(try repository.sluice("rfc", "add", "RFC-9", "--title", "nine").status == 0)
        try repository.git("fetch", "--quiet", clone.path, "sluice/ledger:refs/heads/other")
        let tree = try repository.git("merge-tree", "--write-tree", "sluice/ledger", "other")
        let join = try repository.git("commit-tree", "-p", "sluice/ledger", "-p", "other", "-m", "join", tree)
        try repository.git("update-ref", "refs/heads/sluice/ledger", join)
        try repository.git("branch", "-D", "other")
        #expect(try repository.audit(status: 0).codes == [])
        #expect(try repository.audit("--since", "\(join)^2", status: 0).records.count == 1)
    }

    @Test("F7: a policy that cannot be used is told, and those before it judge")
    func survivesAnUnusablePolicy() throws {
        let text = try repository.writeObject("blob", Array("[unknown]\n\tkey = 1\n".utf8))
        try repository.append([.policy(.init(version: 2, text: try #require(ObjectID(text)), reason: "broken"))])
        try repository.rewriteLedger(["--add", "--cacheinfo", "100644,\(text),trust/2/policy"])
        let audit = try repository.audit(status: 3)
        #expect(audit.codes == ["policy-unusable"])
    }

    @Test("T9: without a ledger nothing is told, and that is no clean audit")
    func needsALedger() throws {
        try repository.git("update-ref", "-d", "refs/heads/sluice/ledger")
        let result = try repository.sluice("audit")
        #expect(result.status == 3)
        #expect(result.errors.contains("there is no ledger here"))
    }

    @Test("T9: a ledger that was rewound lacks what a tag names")
    func findsARewoundLedger() throws {
        try #require(try repository.sluice("tag", "1.0").status == 0)
        #expect(try repository.audit(status: 0).tags.map(\.state) == ["released"])
        try repository.git("update-ref", "refs/heads/sluice/ledger", "sluice/ledger~1")
        #expect(try repository.sluice("audit").status == 4, "this clone has seen more")
        try repository.forgetLedger()
        let audit = try repository.audit(status: 4)
        #expect(audit.codes == ["tag-beyond"])
        #expect(audit.subjects("tag-beyond") == ["tag v1.0"])
    }

    @Test("R13: a shallow clone is told what it lacks, with exit status 3")
    func needsTheWholeHistory() throws {
        let clone = try repository.clone("shallow", options: ["--depth=1", "--no-single-branch"])
        let result = try clone.sluice("audit")
        #expect(result.status == 3, "\(result.output)")
        #expect((result.output + result.errors).contains("git fetch --unshallow"))
    }
}
