import Git
import TestSupport
import Testing

/// What revisions name: as Git reads them, without its guesses.
@Suite struct RevisionTests {
    private let test: TestRepository
    private let first: ObjectID
    private let second: ObjectID

    init() throws {
        test = try TestRepository()
        first = try #require(ObjectID(try test.commit("first")))
        second = try #require(ObjectID(try test.commit("second")))
    }

    private func commit(_ revision: String) throws -> ObjectID {
        try test.opened().commitID(ofRevision: revision)
    }

    @Test func readsGitsSpellings() throws {
        try test.tag("v1", at: "\(first)")
        for (revision, expected) in [
            ("main", second), ("HEAD~1", first), ("v1^{commit}", first), ("refs/heads/main", second),
            ("\(first)", first), (first.abbreviated, first), ("main^", first), ("@", second), (":/first", first),
        ] {
            #expect(try commit(revision) == expected, "\(revision)")
        }
    }

    @Test("T16: what names nothing, or begins with a dash, is told and never an option")
    func refusesWhatNamesNothing() throws {
        for revision in [
            "nowhere", "-x", "--help", "--output=/tmp/x", "", "main~9", "v1..main", String(repeating: "0", count: 40),
        ] {
            #expect(throws: RepositoryProblem.unknownRevision(revision), "\(revision)") { try commit(revision) }
        }
    }

    @Test("T16: a branch and a tag of one name are told apart by their full names only")
    func refusesANameOfTwo() throws {
        try test.tag("same", annotated: false, at: "\(first)")
        try test.branch("same")
        for revision in ["same", "same~1", "same^{commit}", "same@{0}"] {
            #expect(throws: RepositoryProblem.ambiguousRevision(revision)) { try commit(revision) }
        }
        #expect(try commit("refs/tags/same") == first)
        #expect(try commit("refs/heads/same") == second)
    }

    @Test func takesANameOfTwoThatMeansOneCommit() throws {
        try test.tag("same")
        try test.branch("same")
        #expect(try commit("same") == second)
    }

    @Test("a branch that is named like a commit does not stand for it")
    func prefersACommitToABranchOfItsName() throws {
        try test.git("update-ref", "refs/heads/\(first)", "\(second)")
        #expect(try commit("\(first)") == first)
    }

    @Test func refusesAnAbbreviationOfTwo() throws {
        var stage = ObjectStage(in: try test.opened())
        let ids = try (0..<2_000).map { try stage.add(Array("\($0)\n".utf8), .blob) }
        try stage.write()
        let counts = Dictionary(grouping: ids) { String($0.description.prefix(4)) }
        let shared = try #require(counts.first { $0.value.count > 1 }?.key)
        #expect(throws: RepositoryProblem.self) { try commit(shared) }
    }

    @Test func tellsAncestors() throws {
        let repository = try test.opened()
        #expect(try repository.isAncestor(first, of: second))
        #expect(try repository.isAncestor(first, of: first))
        #expect(try !repository.isAncestor(second, of: first))
    }
}

/// Where commits parted, held against `git merge-base --all` on generated histories.
@Suite struct MergeBaseTests {
    @Test func agreesWithGitOnGeneratedHistories() throws {
        let test = try TestRepository()
        let repository = try test.opened()
        var random = SequenceGenerator(seed: 11)
        var stage = ObjectStage(in: repository)
        let tree = try stage.addFiles([(["f"], try stage.add([1], .blob))], to: nil)
        var commits: [ObjectID] = []
        for number in 0..<120 {
            let parents = commits.suffix(9).shuffled(using: &random).prefix(Int.random(in: 0...2, using: &random))
            let signature = "A <a@b> \(number + Int.random(in: 0..<3, using: &random)) +0000"
            commits.append(
                try stage.addCommit(tree: tree, parents: Array(parents), signature: signature, message: "\(number)"))
        }
        try stage.write()
        for _ in 0..<150 {
            guard let first = commits.randomElement(using: &random), let second = commits.randomElement(using: &random)
            else { return }
            let listed = try test.tryGit("merge-base", "--all", "\(first)", "\(second)").output.split(separator: "\n")
            let found = Set(try repository.mergeBases(of: first, second).map(\.description))
            #expect(found.isSuperset(of: listed.map(String.init)) && found.isEmpty == listed.isEmpty)
        }
    }
}
