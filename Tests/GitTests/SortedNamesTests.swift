import TestSupport
import Testing

@testable import Git

@Suite("Abbreviated names among many") struct SortedNamesTests {
    private static func id(_ text: String) throws -> ObjectID {
        try #require(ObjectID(text + String(repeating: "0", count: 40 - text.utf8.count)))
    }

    private static let ids = [
        "0123456789abcdef0123456789abcdef01234567", "0123456789abcdef0123456789abcdef01234568",
        "0123456789abcdef0123456789abcdf001234567", "0123456889abcdef0123456789abcdef01234567",
        "ffffffffffffffffffffffffffffffffffffffff",
    ]

    @Test("both find what an abbreviated name fits, of any length", arguments: 1...40)
    func findsWhatFits(digits: Int) throws {
        let ids = try Self.ids.map { try #require(ObjectID($0)) }
        let sorted = SortedNames(ids.shuffled())
        for text in Self.ids {
            let name = try Self.id(String(text.prefix(digits)))
            let fitting = ids.filter { $0.description.hasPrefix(text.prefix(digits)) }
            #expect(Array(sorted.fitting(name, digits: digits)) == fitting.sorted())
            #expect(try #require(ObjectID(text)).truncated(to: digits) == name)
            var names = AbbreviatedNames()
            names.insert(name, digits: digits)
            #expect(ids.filter(names.fit) == fitting)
        }
        #expect(sorted.fitting(try Self.id("7"), digits: 1).isEmpty)
    }

    @Test("a message can name any number of commits that nobody has: those that exist are found as before")
    func findsCommitsAmongManyNames() throws {
        let test = try TestRepository()
        let commits = try (1...3).map { try test.commit("\($0)") }
        try test.git("repack", "-adq")
        let last = try test.commit("loose")
        let repository = try test.opened()
        let named = { (text: String) in
            try repository.commits(named: #require(CommitName(leading: Array(text.utf8)[...]))).map(\.id.description)
        }
        for round in 1...2 {
            for commit in commits + [last] {
                #expect(try named(commit) == [commit], "\(round)")
                #expect(try named(String(commit.prefix(9))) == [commit], "\(round)")
            }
            #expect(try named(test.resolve("HEAD^{tree}")).isEmpty, "a tree is no commit")
            for number in 0..<600 { _ = try named(String(1_000_000 + number)) }
        }
    }
}
