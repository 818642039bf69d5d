import Foundation
import TestSupport
import Testing

@Suite("When the commit hooks are asked")
struct CommitOccasionTests {
    private let repository: TestRepository

    init() throws {
        repository = try .withHooks()
        try repository.commit("RFC-1: first")
    }

    @Test(arguments: ["topic", "other/main"])
    func staysSilentOnBranchesThatThePolicyDoesNotName(branch: String) throws {
        try repository.checkout(branch, create: true)
        try repository.commit("a change")
    }

    @Test func staysSilentOnADetachedHead() throws {
        try repository.git("checkout", "--quiet", "--detach")
        try repository.commit("a change")
    }

    @Test func asksOnABranchWithoutCommits() throws {
        try repository.git("checkout", "--quiet", "--orphan", "feature/new")
        #expect(throws: CommandFailure.self) { try repository.commit("a change") }
    }

    @Test("L9: autosquash commits pass", arguments: ["fixup! ", "squash! ", "amend! "])
    func letsAutosquashCommitsPass(prefix: String) throws {
        try repository.commit("\(prefix)whatever")
    }

    @Test("L9: merges pass, with and without conflicts")
    func letsMergesPass() throws {
        try repository.checkout("topic", create: true)
        try repository.commit("on topic", files: ["a": "1\n"])
        try repository.checkout("main")
        try repository.commit("RFC-1: on main", files: ["a": "2\n"])
        #expect(try repository.tryGit("merge", "--no-edit", "topic").status == 1)
        try repository.write("a", "3\n")
        try repository.git("add", "a")
        try repository.git("commit", "--no-edit")
        try repository.git("checkout", "--quiet", "-b", "quiet", "HEAD~1")
        try repository.commit("elsewhere", files: ["b": "1\n"])
        try repository.checkout("main")
        try repository.merge("quiet")
    }

    @Test("L9: revert and cherry-pick pass, as Git does not ask")
    func letsGitsOwnMessagesPass() throws {
        try repository.git("revert", "--no-edit", "HEAD")
        try repository.checkout("topic", create: true)
        let picked = try repository.commit("no item")
        try repository.checkout("main")
        try repository.git("cherry-pick", picked)
    }

    @Test("L9: a rebase passes, but a message that is written anew during it is judged")
    func judgesRewordedMessages() throws {
        try repository.checkout("feature/one", create: true)
        try repository.commit("RFC-1: second")
        try repository.checkout("main")
        try repository.commit("RFC-1: third")
        try repository.checkout("feature/one")
        try repository.git("rebase", "main")
        repository.variables["GIT_SEQUENCE_EDITOR"] = "sed -i s/^pick/reword/"
        repository.variables["GIT_EDITOR"] = "sed -i 's/RFC-1: second/second/'"
        let rebase = try repository.tryGit("rebase", "-i", "HEAD~1")
        #expect(rebase.status != 0)
        #expect(rebase.errors.contains("hint: then go on: `git commit --amend`, `git rebase --continue`"))
    }

    @Test("L9: `commit -n` passes")
    func canBeSkipped() throws {
        try repository.git("commit", "--allow-empty", "-n", "-m", "a change")
    }

    @Test("L9: a PATH without Sluice does no harm")
    func needsNoPath() throws {
        repository.variables["PATH"] = "/usr/bin:/bin"
        try repository.commit("RFC-1: x")
        #expect(throws: CommandFailure.self) { try repository.commit("x") }
    }

    @Test("H7: works in a linked worktree")
    func worksInALinkedWorktree() throws {
        let worktree = try repository.worktree("feature-tree")
        try worktree.git("checkout", "--quiet", "-b", "feature/tree")
        try worktree.commit("RFC-1: x")
        let refused = try worktree.tryGit("commit", "--allow-empty", "-m", "x")
        #expect(refused.errors.contains("names no item"))
        #expect(refused.errors.contains("/worktrees/feature-tree/COMMIT_EDITMSG` goes on"))
    }

    @Test("H7: works with `--work-tree`, `GIT_DIR` and an index of one's own")
    func worksWithPlacesOfOnesOwn() throws {
        let place = ["--git-dir=\(repository.path)/.git", "--work-tree=\(repository.path)"]
        for message in ["RFC-1: x", "x"] {
            let commit = try repository.start(
                ["git"] + place + ["commit", "--allow-empty", "-m", message], directory: "/"
            ).wait()
            #expect((commit.status == 0) == message.hasPrefix("RFC-1"), "\(commit.errors)")
        }
        try repository.write("b", "1\n")
        try repository.git("add", "b")
        try repository.git("commit", "-m", "RFC-1: x", "--", "b")
        repository.variables["GIT_INDEX_FILE"] = "index.lock"
        #expect(try repository.sluice("hook", "commit-msg", ".git/COMMIT_EDITMSG").status == 0)
    }

    @Test func namesTheMessageFromAnyFolder() throws {
        try repository.write("deep/er/file", "1\n")
        let commit = try repository.start(
            ["git", "commit", "--allow-empty", "-m", "x"], directory: "deep/er"
        ).wait()
        #expect(commit.errors.contains("`git commit -eF \(repository.path)/.git/COMMIT_EDITMSG` goes on"))
    }

    @Test func staysSilentWithoutALedger() throws {
        try repository.git("branch", "-D", "sluice/ledger")
        try repository.commit("a change")
    }

    @Test func letsCommitsPassWhereTheLedgerCannotBeRead() throws {
        try repository.git("branch", "-f", "sluice/ledger", "main")
        try repository.forgetLedger()
        let commit = try repository.tryGit("commit", "--allow-empty", "-m", "x")
        #expect(commit.status == 0)
        #expect(commit.errors.contains("warning: this commit was not checked: branch sluice/ledger is no ledger"))
    }

    @Test func readsTheLedgerOfTheRemoteInAFreshClone() throws {
        let clone = try repository.clone()
        try clone.sluice("hooks", "install")
        try clone.commit("RFC-1: x")
        #expect(throws: CommandFailure.self) { try clone.commit("RFC-9: x") }
    }

    @Test func readsBothLedgersWhereTheRemoteIsAhead() throws {
        let clone = try repository.clone()
        try clone.git("branch", "sluice/ledger", "origin/sluice/ledger")
        try clone.sluice("hooks", "install")
        try repository.addItems(["TASK-8"])
        try clone.git("fetch", "--quiet")
        try clone.commit("RFC-1: x")
        let commit = try clone.tryGit("commit", "--allow-empty", "-m", "TASK-8: x")
        #expect(commit.status == 0, "\(commit.errors)")
    }
}
