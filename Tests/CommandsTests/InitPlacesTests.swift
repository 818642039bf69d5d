import TestSupport
import Testing

@Suite("sluice init in odd places")
struct InitPlacesTests {
    @Test("the default branch is the remote's, or else the one that is checked out, or else a usual one")
    func findsTheDefaultBranch() throws {
        let origin = try TestRepository()
        try origin.commit("Start")
        try origin.git("branch", "-m", "trunk")
        let clone = try origin.clone()
        try clone.checkout("topic", create: true)
        #expect(try proposedBranch(clone) == "trunk")
        #expect(try proposedBranch(origin) == "trunk")
        try origin.branch("master")
        try origin.git("checkout", "--quiet", "--detach")
        #expect(try proposedBranch(origin) == "master")
    }

    private func proposedBranch(_ repository: TestRepository) throws -> String? {
        let policy = try repository.sluice("init", "--dry-run").output
        let line = policy.split(separator: "\n").first { $0.hasPrefix("\tbranch = ") }
        return line.map { String($0.dropFirst("\tbranch = ".count)) }
    }

    @Test func setsUpABareRepository() throws {
        let repository = try TestRepository(bare: true)
        let result = try repository.sluice("init")
        #expect(result.status == 0)
        #expect(result.output.contains("\npre-receive: installed\n") && !result.output.contains("commit-msg"))
        #expect(try repository.git("show", "sluice/ledger:format").hasPrefix("1\n"))
    }

    @Test func setsUpALinkedWorkTreeForAll() throws {
        let repository = try TestRepository()
        try repository.commit("Start")
        let tree = try repository.worktree("feature")
        #expect(try tree.sluice("init", "--no-hooks").status == 0)
        #expect(try repository.sluice("policy", "check").status == 0)
    }

    @Test func readsAShallowCloneAsFarAsItGoes() throws {
        let origin = try TestRepository()
        for number in 1...4 { try origin.commit("TRACK-\(number): a") }
        let clone = try origin.clone(options: ["--depth=2", "--no-single-branch"])
        let result = try clone.sluice("init", "--dry-run")
        #expect(result.status == 0)
        #expect(result.output.hasPrefix("Read 2 commits and 0 tags.\n"))
    }

    @Test func makesNoSecondLedgerInACloneThatDoesNotSeeTheFirst() throws {
        let origin = try TestRepository()
        try origin.commit("Start")
        try origin.sluice("init", "--no-hooks")
        let clone = try origin.clone(options: ["--single-branch"])
        let result = try clone.sluice("init", "--no-hooks", "--offline")
        #expect(result.status == 3)
        #expect(result.errors.contains("brings only some branches of origin"))
        #expect(try clone.sluice("init", "--no-hooks").output.hasPrefix("Took the ledger"))
    }

    @Test func writesNothingWhereGitKnowsNobody() throws {
        let repository = try TestRepository()
        try repository.git("config", "user.useConfigOnly", "true")
        repository.variables = ["GIT_COMMITTER_NAME": "", "GIT_COMMITTER_EMAIL": ""]
        let result = try repository.sluice("init")
        #expect(result.status == 3)
        #expect(result.errors.hasPrefix("error: Git does not know who you are"))
        #expect(result.errors.contains("`git config --global user.email you@example.org`"))
        #expect(try repository.git("for-each-ref") == "")
    }

    @Test func refusesAFolderWithoutRepository() throws {
        let repository = try TestRepository()
        let result = try repository.sluice("init", directory: "..")
        #expect(result.status == 3)
        #expect(result.errors.contains("git init"))
    }
}
