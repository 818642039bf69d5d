import TestSupport
import Testing

/// Ways in which commits that nobody approved could drop out of a range: by dates that lie, by pairs of change and revert
/// that do not cancel each other out, and by changes that an earlier release only seems to have.
@Suite("What takes a commit out of a range")
struct GateRangeTests {
    private let repository: TestRepository

    /// 1.0 is tagged through the gate: `a` was 1 and is 2 in it.
    init() throws {
        repository = try TestRepository.withOpenGate()
        try repository.commit("RFC-1: fix", files: ["a": "2\n"])
        try repository.addItems(["TASK-1", "TASK-2"])
        try release("1.0", "RFC-1")
    }

    private func release(_ version: String, _ item: String, from branch: String = "main") throws {
        try approve(version, item, from: branch)
        let tag = try repository.sluice("tag", version)
        try #require(tag.status == 0, "\(tag.output)\(tag.errors)")
    }

    private func approve(_ version: String, _ item: String, from branch: String = "main") throws {
        _ = try repository.sluice("release", "new", version, "--target", branch)
        try repository.sluice("release", "add", version, item)
        try #require(try repository.sluice("approve", "--all", "--release", version, person: .tester).status == 0)
    }

    /// Whether the gate of 1.1 names these commits, besides which it has TASK-1.
    private func refuses(_ commits: String..., file: String = "t") throws {
        try repository.commit("TASK-1: work", files: [file: "1\n"])
        try approve("1.1", "TASK-1")
        let result = try repository.sluice("gate", "tag", "1.1")
        #expect(result.status == 1, "\(result.output)")
        for commit in commits { #expect(result.output.contains(commit.prefix(10)), "\(result.output)") }
    }

    private func revert(_ commit: String) throws -> String {
        try repository.git("revert", "--no-edit", commit)
        return try repository.resolve("HEAD")
    }

    @Test("a revert that was made on two branches, and reverted once, brings its target back")
    func seesARevertOfTheOtherRevert() throws {
        let change = try repository.commit("tune", files: ["a": "evil\n"])
        try repository.branch("side")
        _ = try revert(change)
        try repository.checkout("side")
        let second = try revert(change)
        try repository.checkout("main")
        try repository.merge("side")
        let back = try revert(second)
        #expect(try repository.read("a") == "evil\n")
        try refuses(back)
    }

    @Test("a branch that takes its revert back after half of it was merged brings the target back")
    func seesARevertThatWasMergedByHalves() throws {
        let change = try repository.commit("tune", files: ["a": "evil\n"])
        try repository.branch("side")
        _ = try revert(change)
        try repository.checkout("side")
        let second = try revert(change)
        try repository.checkout("main")
        try repository.merge("side")
        try repository.checkout("side")
        let back = try revert(second)
        try repository.checkout("main")
        try repository.merge("side")
        #expect(try repository.read("a") == "evil\n")
        try refuses(back)
    }

    @Test("a fix of the base is not taken away by making it again on a branch, and reverting that")
    func keepsAFixThatWasMadeTwice() throws {
        try repository.checkout("HEAD~1")
        try repository.checkout("side", create: true)
        let again = try repository.commit("again", files: ["a": "2\n"])
        try repository.checkout("main")
        try repository.merge("side")
        let revert = try revert(again)
        #expect(try repository.read("a") == "1\n")
        try refuses(again, revert)
    }

    @Test("a message that claims to revert a revert of a revert takes nothing out")
    func believesNoFurtherRevert() throws {
        let change = try repository.commit("tune", files: ["a": "evil\n"])
        let revert = try revert(change)
        try repository.git("revert", "-n", revert)
        let back = try repository.commit(
            "TASK-1: again\n\nThis reverts commit \(revert).", files: ["a": "evil\n"])
        try repository.git("commit", "-q", "--allow-empty", "-m", "TASK-1: no\n\nThis reverts commit \(back).")
        try refuses(change)
    }

    @Test("a pair on a branch with a root of its own cancels out, and so does one whose commits have no date")
    func cancelsPairsOfAnotherRoot() throws {
        try repository.git("checkout", "-q", "--orphan", "other")
        try repository.git("rm", "-rfq", ".")
        let root = try repository.commit("TASK-1: other", files: ["o": "1\n"])
        var tip = root
        for (text, tree) in [("tune", "2\n"), ("Revert \"tune\"", "1\n")] {
            try repository.write("o", tree)
            try repository.git("add", "o")
            let lines = [
                "tree \(try repository.git("write-tree"))", "parent \(tip)", "author A <a@b> x +0000",
                "committer A <a@b>", "", text + (tip == root ? "" : "\n\nThis reverts commit \(tip)."),
            ]
            tip = try repository.writeObject("commit", Array(lines.joined(separator: "\n").utf8))
        }
        try repository.git("reset", "-q", "--hard", tip)
        try repository.checkout("main")
        try repository.git("merge", "-q", "--no-edit", "--allow-unrelated-histories", "other")
        try approve("1.1", "TASK-1")
        #expect(try repository.gate("1.1", status: 0).open)
    }

    @Test("dates that lie make no commit of the base one of the range, and none of a pair")
    func findsTheBaseBelowOldDates() throws {
        try repository.git("checkout", "-q", "--orphan", "library")
        try repository.git("rm", "-rfq", ".")
        let fix = try repository.commit("TASK-2: check", files: ["check": "on\n"])
        let now = repository.time
        for number in 0..<24 {
            repository.time = 100_000_000 + number * 100
            try repository.commit("TASK-2: \(number)", files: ["n": "\(number)\n"])
        }
        repository.time = now
        try repository.checkout("main")
        try repository.git("merge", "-q", "--no-edit", "--allow-unrelated-histories", "library")
        try release("1.1", "TASK-2")
        try repository.git("checkout", "-q", "-b", "side", fix)
        let revert = try revert(fix)
        try repository.checkout("main")
        try repository.commit("TASK-1: work", files: ["t": "1\n"])
        try repository.merge("side")
        try approve("1.2", "TASK-1")
        let verdict = try repository.gate("1.2", status: 1)
        #expect(verdict.codes == ["unlinked"], "\(verdict.findings)")
        #expect(verdict.findings.first?.mend.first?.contains(revert.prefix(10)) == true)
    }

    @Test("twenty records that were written in 1982 hide no state of the ledger from its newest one")
    func findsLedgerTipsBelowOldDates() throws {
        try repository.commit("TASK-1: work", files: ["t": "1\n"])
        try approve("1.1", "TASK-1")
        let now = repository.time
        repository.time = 378_691_200
        for _ in 0..<20 {
            let commit = try repository.git(
                "commit-tree", "-p", "sluice/ledger", "-m", "records", "sluice/ledger^{tree}")
            try repository.git("update-ref", "refs/heads/sluice/ledger", commit)
        }
        repository.time = now
        #expect(try repository.gate("1.1", status: 0).open)
        #expect(try repository.sluice("tag", "1.1").status == 0)
    }
}

/// What an earlier release has already, where that is on another line.
@Suite("What is released already")
struct GateReleasedTests {
    private let repository: TestRepository

    /// 1.0 is tagged through the gate; from there go the branches `line` and `next`. TASK-1 is at work on the first.
    init() throws {
        repository = try TestRepository.withOpenGate()
        try repository.addItems(["TASK-1", "TASK-2"])
        try #require(try repository.sluice("tag", "1.0").status == 0)
        try repository.branch("next")
        try repository.checkout("line", create: true)
    }

    private func approve(_ version: String, _ item: String, from branch: String) throws {
        try repository.sluice("release", "new", version, "--target", branch)
        try repository.sluice("release", "add", version, item)
        try #require(try repository.sluice("approve", "--all", "--release", version, person: .tester).status == 0)
    }

    private func release() throws {
        try approve("1.0.1", "TASK-1", from: "line")
        let tag = try repository.sluice("tag", "1.0.1")
        try #require(tag.status == 0, "\(tag.output)\(tag.errors)")
        try repository.checkout("next")
    }

    @Test("a change that the base took back counts again")
    func seesThatTheBaseTookItBack() throws {
        let change = try repository.commit("tune", files: ["a": "evil\n"])
        try repository.git("revert", "--no-edit", "HEAD")
        try repository.commit("TASK-1: one", files: ["one": "1\n"])
        try release()
        try repository.git("cherry-pick", change)
        try repository.commit("TASK-2: two", files: ["two": "1\n"])
        try approve("1.0.2", "TASK-2", from: "next")
        #expect(try repository.gate("1.0.2", status: 1).codes == ["lost", "unlinked"])
    }

    @Test("a change that the base has does not count, unless the range took it away in between")
    func seesThatTheRangeTookItAway() throws {
        let text = (0..<20).map { "\($0)\n" }.joined()
        let change = try repository.commit("TASK-1: add", files: ["x": text, "a": "1\nmore\n"])
        try release()
        try repository.git("cherry-pick", change)
        try repository.commit("TASK-2: remove", files: ["a": "1\n", "b": "2\n"])
        try repository.git("rm", "-q", "x")
        try repository.git("commit", "-q", "-m", "TASK-2: and this")
        try approve("1.0.2", "TASK-2", from: "next")
        #expect(try repository.gate("1.0.2", status: 1).codes == ["lost"])
        try repository.git("cherry-pick", change)
        #expect(try repository.gate("1.0.2", status: 1).codes == ["stowaway"])
    }

    @Test("a file that went on to change elsewhere has a change where making it again makes no difference")
    func looksIntoFilesThatWentOn() throws {
        let lines = { (changes: [Int: String]) in
            (0..<30).map { changes[$0] ?? "line \($0)" }.joined(separator: "\n") + "\n"
        }
        try repository.checkout("main")
        try repository.commit("RFC-2: file", files: ["f": lines([:])])
        try approve("1.1", "RFC-2", from: "main")
        try #require(try repository.sluice("tag", "1.1").status == 0)
        try repository.checkout("line1", create: true)
        let change = try repository.commit("TASK-1: change", files: ["f": lines([4: "four"])])
        let more = try repository.commit("TASK-1: more", files: ["f": lines([4: "four", 25: "five"])])
        try approve("1.1.1", "TASK-1", from: "line1")
        try #require(try repository.sluice("tag", "1.1.1").status == 0)
        try repository.git("checkout", "-q", "-b", "next1", "main")
        try repository.git("cherry-pick", change)
        try repository.commit("TASK-2: two", files: ["two": "1\n"])
        try approve("1.1.2", "TASK-2", from: "next1")
        let verdict = try repository.gate("1.1.2", status: 1)
        #expect(verdict.codes == ["lost"] && verdict.findings[0].found.hasPrefix("\(more.prefix(10)): "))
    }

    @Test("a tag of a stranger releases nothing")
    func countsNoForeignTag() throws {
        let policy = try repository.sluice("policy", "show").output
        let text = policy.replacing("[sign-off]", with: "[release] backports = first-release\n[sign-off]")
        try #require(try repository.sluice("policy", "edit", "--file", "-", input: Array(text.utf8)).status == 0)
        let change = try repository.commit("tune", files: ["a": "evil\n"])
        try repository.tag("v1.0.5")
        try repository.checkout("next")
        try repository.git("cherry-pick", change)
        try repository.commit("TASK-2: two", files: ["two": "1\n"])
        try repository.sluice("release", "new", "1.1", "--target", "next", "--base", "1.0")
        try approve("1.1", "TASK-2", from: "next")
        #expect(try repository.gate("1.1", status: 1).codes == ["unlinked"])
    }
}
