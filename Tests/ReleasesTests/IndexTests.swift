import Changes
import Git
import TestSupport
import Testing

@testable import Releases

/// What an index says of random histories, against what Git says of them.
@Suite struct IndexTests {
    private let history: IndexedHistory
    private let index: HistoryIndex
    private var test: TestRepository { history.repository }

    init() throws {
        history = try IndexedHistory(seed: 3)
        index = try #require(try history.repository.keeper().index(having: [], withReadings: true)?.index)
    }

    private func lines(_ arguments: String...) throws -> [[String]] {
        let result = try test.start(["git"] + arguments).wait()
        try #require(result.status == 0, "\(result.errors)")
        return result.output.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
    }

    private func position(_ commit: String) throws -> Int {
        let id = try #require(ObjectID(commit))
        return try #require(index.position(of: id), "\(commit)")
    }

    @Test func hasEachCommitWithItsParentsBeforeIt() throws {
        let commits = try lines("rev-list", "--all", "--parents")
        #expect(index.count == commits.count)
        for words in commits {
            var parents: [Int] = []
            index.forEachParent(of: try position(words[0])) { parents.append($0) }
            #expect(try parents == words.dropFirst().map { try position($0) })
            #expect(try parents.allSatisfy { $0 < (try position(words[0])) })
        }
        #expect(index.position(of: .zero) == nil)
    }

    @Test func knowsTimesAndGenerations() throws {
        try index.check([.times, .generations])
        let generations = try index.file.uint32s(.generations)
        for words in try lines("rev-list", "--all", "--timestamp", "--parents") {
            let place = try position(words[1])
            #expect(index.times[place] == Int64(words[0]))
            let parents = try words.dropFirst(2).map { generations[try position($0)] }
            #expect(generations[place] == (parents.max() ?? 0) + 1)
        }
    }

    @Test func knowsWhatMessagesLinkTo() throws {
        let repository = try Repository.open(at: test.path)
        let messages = MessageReader(rules: .test)
        var expected: [ItemID: Set<Int>] = [:]
        for words in try lines("rev-list", "--all") {
            let commit = try repository.commit(#require(ObjectID(words[0])))
            let links = messages.read(Array(commit.message), isMerge: commit.isMerge).links
            for link in links { expected[link.item, default: []].insert(try position(words[0])) }
        }
        #expect(expected.count > 5)
        for (item, commits) in expected { #expect(try index.commits(linkedTo: [item]) == commits) }
        #expect(try index.commits(linkedTo: Set(expected.keys)) == Set(expected.values.joined()))
        #expect(try index.commits(linkedTo: [ItemID(key: "KEY", number: 99_999)]).isEmpty)
    }

    @Test func knowsWhichConfigurationFilesChange() throws {
        let repository = try Repository.open(at: test.path)
        for words in try lines("rev-list", "--all") {
            let commit = try repository.commit(#require(ObjectID(words[0])))
            let changed = try repository.ownChanges(of: commit)
            let expected = changed.filter { ConfigurationNames.usual.includes($0[...]) }
            #expect(try index.configurationFiles(changedBy: commit.id) == expected)
            #expect(index.flags(at: try position(words[0])).contains(.differsFromAllParents) == !changed.isEmpty)
        }
    }

    @Test("a range is a set difference, in the order in which the repository itself is read")
    func rangesAreThoseOfTheWalk() throws {
        let repository = try Repository.open(at: test.path)
        let all = try lines("rev-list", "--all").compactMap { ObjectID($0[0]) }
        var random = SequenceGenerator(seed: 9)
        for _ in 0..<60 {
            let ends = (0..<3).map { _ in all[Int.random(in: 0..<all.count, using: &random)] }
            let positions = try #require(index.positions(of: ends))
            let found = try index.ordered(index.members(of: [positions[0]], without: Array(positions[1...])))
            let expected = try CommitRange.commits(of: [ends[0]], without: Array(ends[1...]), in: repository)
            #expect(found.map { index.id(at: $0) } == expected.map(\.id))
        }
        #expect(index.members(of: [], without: []).isEmpty)
    }

    @Test("the tips that contain a commit agree with `git tag --contains`")
    func knowsWhichTipsContainWhat() throws {
        let tags = try lines("for-each-ref", "--format=%(refname) %(objectname) %(*objectname)", "refs/tags/")
        let tips = try tags.map { try position($0.last ?? "") }
        let table = IndexMembership(index, tips: tips)
        for words in try lines("rev-list", "--all") {
            let names = Set(
                try lines("for-each-ref", "--format=%(refname)", "--contains=\(words[0])", "refs/tags/").joined())
            let found = table.tips(containing: try #require(ObjectID(words[0])))
            #expect(Set(found.map { tags[$0][0] }) == names)
        }
    }

    @Test("a rule that changes tells indexes apart, whichever it is")
    func everyRuleCounts() {
        #expect(Mirror(reflecting: LinkRules.test).children.count == IndexRules.ruleCount)
        let changes: [(inout LinkRules) -> Void] = [
            { $0.keys = ["OTHER"] }, { $0.caseSensitive = false }, { $0.trailers = [] },
            { $0.closingTrailers = ["Fixes"] },
            { $0.closingWords = ["Closes"] }, { $0.numberMarks = ["#": "KEY"] }, { $0.squashBodies = .off },
            { $0.lenientTrailers = false }, { $0.branchNames = false }, { $0.commentString = Array(";".utf8) },
            { $0.mergedBranches = .commits },
        ]
        let prints = changes.map { change in
            var rules = LinkRules.test
            change(&rules)
            return IndexRules(links: rules).fingerprint
        }
        #expect(Set(prints + [IndexRules(links: .test).fingerprint]).count == changes.count + 1)
    }

    @Test("the same change carried elsewhere has the same mark, another one has not")
    func marksChanges() throws {
        let test = try TestRepository()
        let repository = try Repository.open(at: test.path)
        let person = "A <a@example.org> 1700000000 +0000"
        func mark(_ author: String, _ message: String) throws -> UInt64 {
            let tree = try test.git("write-tree")
            let text = "tree \(tree)\nauthor \(author)\ncommitter B <b@example.org> 1800000000 +0000\n\n\(message)"
            let id = try #require(ObjectID(test.writeObject("commit", Array(text.utf8))))
            return CommitReading(try repository.commit(id), MessageReader(rules: .test)).mark
        }
        #expect(try mark(person, "a  b\n\nbody") == mark(person, "a b\n\n(cherry picked from commit x)"))
        #expect(try mark(person, "a b") != mark(person, "a c"))
        #expect(try mark(person, "a b") != mark("A <a@example.org> 1700000001 +0000", "a b"))
    }
}

extension LinkRules {
    static var test: LinkRules {
        var rules = LinkRules(keys: ["KEY"])
        rules.trailers = ["Refs"]
        return rules
    }
}

extension TestRepository {
    /// What a command uses that reads this repository by the rules of these tests.
    func keeper(_ rules: LinkRules = .test) throws -> IndexKeeper {
        let repository = try Repository.open(at: path)
        return try #require(
            try IndexKeeper(repository, rules: IndexRules(links: rules), ledgerBranch: "sluice/ledger") { _ in })
    }
}
