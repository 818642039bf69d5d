import TestSupport
import Testing

@Suite struct ReleasePlanTests {
    private let repository: TestRepository

    init() throws {
        repository = try TestRepository()
        try repository.commit("start")
        try repository.tag("v1.0.0")
        try expect(["init", "--no-hooks"])
        try expect(["rfc", "add", "RFC-1", "--title", "One"])
        try expect(["task", "add", "TASK-1", "--title", "First", "--rfc", "RFC-1"])
        try expect(["task", "add", "TASK-2", "--title", "Second"])
    }

    /// Runs a command that has to end with a status; gives what it said.
    @discardableResult
    private func expect(_ arguments: [String], _ status: Int32 = 0, in place: TestRepository? = nil) throws
        -> CommandResult
    {
        let result = try (place ?? repository).run(arguments)
        guard result.status == status else { throw CommandFailure(result: result) }
        return result
    }

    private func ledgerTip() throws -> String { try repository.resolve("refs/heads/sluice/ledger") }

    @Test func plansAReleaseOnTheCheckedOutBranch() throws {
        try repository.commit("TASK-1: one")
        let result = try expect(["release", "new", "1.1.0"])
        let head = try repository.resolve("main").prefix(10)
        #expect(result.output == "Planned 1.1.0 ← v1.0.0 (next lower version): 1 commit up to main (\(head)).\n")
        #expect(try expect(["release", "list", "--json"]).output.contains("\"target\": \"refs/heads/main\""))
    }

    @Test func takesTheDefaultBranchWhereAnotherOneIsCheckedOut() throws {
        try repository.checkout("feature/x", create: true)
        #expect(try expect(["release", "new", "1.1.0"]).output.contains("up to main"))
        try repository.checkout("release/1.x", create: true)
        #expect(try expect(["release", "new", "1.2.0"]).output.contains("up to release/1.x"))
        try repository.git("checkout", "--quiet", "--detach")
        #expect(try expect(["release", "new", "1.3.0"]).output.contains("up to main"))
    }

    @Test func takesBranchesThatAreAtTheRemoteOnly() throws {
        try repository.branch("release/1.0")
        try repository.commit("TASK-1: one")
        let clone = try repository.clone()
        try clone.git("checkout", "--quiet", "--detach")
        try clone.git("branch", "--quiet", "-D", "main")
        let result = try expect(["release", "new", "1.1.0"], in: clone)
        #expect(result.output.contains("1 commit up to main"))
        try expect(["release", "new", "1.0.1", "--target", "release/1.0"], in: clone)
        let list = try expect(["release", "list", "--json"], in: clone)
        #expect(list.output.contains("\"target\": \"refs/heads/release/1.0\""))
    }

    @Test func takesTheBranchOfABareRepository() throws {
        let bare = try repository.clone("bare.git", bare: true)
        try bare.git("branch", "--quiet", "trunk", "main")
        try bare.git("symbolic-ref", "HEAD", "refs/heads/trunk")
        #expect(try expect(["release", "new", "1.1.0"], in: bare).output.contains("up to trunk"))
    }

    @Test func keepsACommitAsTheTarget() throws {
        let commit = try repository.commit("TASK-1: one")
        try expect(["release", "new", "1.1.0", "--target", "HEAD"])
        try repository.commit("TASK-2: two")
        let result = try expect(["log", "1.1.0", "--json"])
        #expect(result.output.contains("\"commit\": \"\(commit)\"") && !result.output.contains("TASK-2"))
    }

    @Test func changesTheEndsOfWhatIsPlannedOnlyWhenAsked() throws {
        let commit = try repository.commit("TASK-1: one")
        try expect(["release", "new", "1.1.0"])
        let tip = try ledgerTip()
        let refusal = try expect(["release", "new", "1.1.0"], 1)
        #expect(refusal.errors.contains("release 1.1.0 is planned already"))
        #expect(try expect(["release", "new", "1.1.0", "--target", "main"]).errors.contains("nothing changes"))
        #expect(try ledgerTip() == tip)
        let changed = try expect(["release", "new", "1.1.0", "--base", commit])
        #expect(changed.output.hasPrefix("Changed the plan of 1.1.0 ← \(commit.prefix(10)) (own base): 0 commits"))
        #expect(changed.errors.contains("the release is empty"))
        #expect(
            try expect(["release", "new", "1.1.0", "--base="]).output.contains(
                "← v1.0.0 (next lower version): 1 commit"))
    }

    @Test(arguments: [
        (["release", "new", "1.0.0"], 1, "tagged already (v1.0.0)"), (["release", "new", "main"], 2, "no version"),
        (["release", "new", "2.0.0", "--base", "nope"], 3, "the base 'nope' names nothing"),
        (["release", "new", "2.0.0", "--target", "nope"], 3, "'nope' names nothing"),
        (["release", "add", "2.0.0", "RFC-1"], 3, "neither tagged nor planned"),
        (["release", "add", "1.1.0", "RFC-9"], 1, "RFC-9 is not in the ledger"),
        (["release", "add", "1.1.0", "x"], 2, "no item's ID"), (["release", "drop", "1.1.0", "RFC-1"], 2, "--reason"),
        (["release", "show", "2.0.0"], 3, "neither tagged nor planned"),
    ])
    func refusesAndWritesNothing(arguments: [String], status: Int32, text: String) throws {
        try expect(["release", "new", "1.1.0"])
        let tip = try ledgerTip()
        let result = try expect(arguments, status)
        #expect(result.output.isEmpty && result.errors.contains(text), "\(result.errors)")
        #expect(try ledgerTip() == tip)
    }

    @Test("T16: a target that is a branch and a tag has to be told in full")
    func refusesAnAmbiguousTarget() throws {
        try repository.branch("same")
        try repository.commit("TASK-1: one")
        try repository.tag("same")
        try expect(["release", "new", "1.1.0", "--target", "same"], 2)
        try expect(["release", "new", "1.1.0", "--target", "refs/heads/same"])
        #expect(try expect(["release", "list", "--json"]).output.contains("\"refs/heads/same\""))
    }

    @Test func addsAndDropsItems() throws {
        try expect(["release", "new", "1.1.0"])
        let added = try expect(["release", "add", "v1.1.0", "TASK-2", "RFC-1", "TASK-2"])
        #expect(added.output == "Planned RFC-1 in 1.1.0.\nPlanned TASK-2 in 1.1.0.\n")
        let tip = try ledgerTip()
        #expect(try expect(["release", "add", "1.1.0", "RFC-1"]).errors.contains("RFC-1: nothing changes"))
        #expect(
            try expect(["release", "drop", "1.1.0", "TASK-1", "-m", "x"]).errors.contains("TASK-1: nothing changes"))
        #expect(try ledgerTip() == tip)
        #expect(try expect(["release", "drop", "1.1.0", "TASK-2", "-m", "x"]).output == "Dropped TASK-2 from 1.1.0.\n")
        try expect(["release", "add", "1.1.0", "RFC-1", "--without-commits", "-m", "at the provider"])
        let show = try expect(["release", "show", "1.1.0", "--json"]).output
        #expect(show.contains("\"withoutCommits\": true") && !show.contains("TASK-2"))
    }

    @Test func collectsWhatTheLedgerKnowsAndTellsTheRest() throws {
        try expect(["release", "new", "1.1.0"])
        try repository.commit("TASK-1: one")
        try repository.commit("TASK-8: not known")
        try repository.commit("no item")
        let result = try expect(["release", "collect", "1.1.0"])
        #expect(result.output == "Planned RFC-1 in 1.1.0.\nPlanned TASK-1 in 1.1.0.\n")
        #expect(result.errors.contains("`sluice task add TASK-8 --title"))
        #expect(result.errors.contains("1 commit belongs to no item"))
        let tip = try ledgerTip()
        #expect(try expect(["release", "collect", "1.1.0"]).errors.contains("Nothing changes"))
        #expect(try ledgerTip() == tip)
    }

    @Test func showsEndsItemsAndSignOffs() throws {
        try repository.commit("TASK-1: one")
        try repository.commit("TASK-2: two")
        try expect(["release", "new", "1.1.0"])
        try expect(["release", "add", "1.1.0", "RFC-1", "TASK-1"])
        try repository.as(.tester) { try expect(["approve", "TASK-1", "--release", "1.1.0"]) }
        try expectSnapshot(repository.run(["release", "show", "1.1.0"]), named: "release-show")
        try expectSnapshot(repository.run(["release", "show", "1.1.0", "--json"]), named: "release-show-json")
        try expectSnapshot(repository.run(["release", "list"]), named: "release-list")
    }

    @Test func closesThePlanOfATaggedRelease() throws {
        try repository.commit("TASK-1: one")
        try expect(["release", "new", "1.1.0"])
        try expect(["release", "add", "1.1.0", "TASK-1"])
        try repository.as(.tester) { try expect(["approve", "TASK-1"]) }
        try expect(["tag", "1.1.0"])
        for verb in [["add", "1.1.0", "TASK-2"], ["drop", "1.1.0", "TASK-1", "-m", "x"], ["collect", "1.1.0"]] {
            #expect(try expect(["release"] + verb, 1).errors.contains("its plan is closed"))
        }
        #expect(try expect(["release", "list"]).output.contains("tagged"))
    }
}
