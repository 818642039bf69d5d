import Changes
import Ledger
import Testing

@testable import Git
@testable import Releases

@Suite("Tags that are not the ones that the ledger knows")
struct DoubtfulTagTests {
    private static let here = id("1")
    private static let elsewhere = id("2")

    private static func id(_ digit: Character) -> ObjectID {
        ObjectID(String(repeating: digit, count: 40)) ?? .zero
    }

    private func tag(on commit: ObjectID, isAnnotated: Bool = true) throws -> ReleaseTag {
        ReleaseTag(
            version: try #require(Version("1.0")), name: "v1.0", object: isAnnotated ? Self.id("9") : commit,
            target: commit, targetKind: .commit, isPending: false)
    }

    @Test("T11: a tag on another commit than its gate was opened for, or than before the ledger, is moved")
    func findsMovedTags() throws {
        let gated = DoubtfulTag(try tag(on: Self.here), gated: [Self.elsewhere], adopted: nil)
        #expect(gated?.fault == .moved && gated?.commit == Self.here && gated?.recorded == Self.elsewhere)
        for isAnnotated in [true, false] {
            let tag = try tag(on: Self.here, isAnnotated: isAnnotated)
            let adopted = DoubtfulTag(tag, gated: [], adopted: Self.elsewhere)
            #expect(adopted?.fault == .moved && adopted?.recorded == Self.elsewhere)
        }
    }

    @Test("T11: a lightweight tag in the place of the annotated one is reported")
    func findsLightweightTags() throws {
        let tag = try tag(on: Self.here, isAnnotated: false)
        let found = DoubtfulTag(tag, gated: [Self.here], adopted: nil)
        #expect(found?.fault == .lightweight && found?.recorded == Self.here)
    }

    @Test("the right tag, and one of which the ledger knows nothing, are not reported")
    func leavesOthers() throws {
        #expect(DoubtfulTag(try tag(on: Self.here), gated: [Self.elsewhere, Self.here], adopted: nil) == nil)
        for isAnnotated in [true, false] {
            let tag = try tag(on: Self.here, isAnnotated: isAnnotated)
            #expect(DoubtfulTag(tag, gated: [], adopted: Self.here) == nil)
            #expect(DoubtfulTag(tag, gated: [], adopted: nil) == nil)
        }
    }
}
