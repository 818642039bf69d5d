import TestSupport
import Testing

/// What the gate makes of commits that were taken back, or carried over: it believes changes, not messages.
@Suite struct GateRevertTests {
    private let repository: TestRepository

    init() throws { repository = try TestRepository.withOpenGate() }

    private func approveAll() throws {
        try #require(try repository.sluice("approve", "--all", "--release", "1.0", person: .tester).status == 0)
    }

    @Test("a planned item that was reverted away is refused, and dropped it is no stowaway")
    func refusesARevertedItem() throws {
        try repository.commit("RFC-2: second", files: ["b": "2\n"])
        try repository.sluice("release", "add", "1.0", "RFC-2")
        try approveAll()
        #expect(try repository.gate(status: 0).open)
        try repository.git("revert", "--no-edit", "HEAD")
        let verdict = try repository.gate(status: 1)
        #expect(verdict.codes.contains("reverted") && !verdict.codes.contains("unlinked"))
        try repository.sluice("release", "drop", "1.0", "RFC-2", "--reason", "reverted")
        #expect(try repository.gate(status: 0).open)
        try #require(try repository.sluice("tag", "1.0").status == 0)
        let manifest = try repository.git("grep", "-h", "revertedBy", "sluice/ledger")
        #expect(manifest.contains("\"gone\":true"))
    }

    @Test("a revert that is touched up proves nothing: what is left of both has to belong to something")
    func believesNoTouchedUpRevert() throws {
        try repository.commit("RFC-2: second", files: ["b": "2\n"])
        try repository.git("revert", "-n", "HEAD")
        try repository.commit(
            "Revert \"RFC-2: second\"\n\nThis reverts commit \(repository.resolve("HEAD")).", files: ["a": "evil\n"])
        let verdict = try repository.gate(status: 1)
        #expect(verdict.codes == ["unlinked", "stowaway"])
        #expect(verdict.findings[1].found.contains("not exactly"))
    }

    @Test("the mend speaks for the change and for a revert that belongs to its item, too", arguments: [false, true])
    func mendsATouchedUpRevert(isLinked: Bool) throws {
        let change = try repository.commit("RFC-2: second", files: ["b": "2\n"])
        try repository.git("revert", "-n", "HEAD")
        let trailer = isLinked ? "\n\nRfC: RFC-2" : ""
        let revert = try repository.commit(
            "Revert \"RFC-2: second\"\n\nThis reverts commit \(change).\(trailer)", files: ["a": "evil\n"])
        if !isLinked { try repository.sluice("link", revert, "--exempt", "--reason", "seen", person: .tester) }
        let finding = try #require(try repository.gate(status: 1).findings.first { $0.code == "stowaway" })
        #expect(finding.found.hasPrefix("\(revert.prefix(10)) reverts \(change.prefix(10)), and not exactly"))
        let mend = try #require(finding.mend.first).replacing("…", with: "seen")
        let script = "sluice() { '\(Places.program)' \"$@\"; }; set -e; \(mend)"
        #expect(try repository.start(["sh", "-c", script], person: .tester).wait().status == 0)
        #expect(try repository.gate(status: 0).open)
    }

    @Test("a revert that takes the same lines away at another place leaves both commits to be spoken for")
    func seesLinesThatMovedAway() throws {
        let (block, added) = ("begin\n1\n2\n3\nend\n", "begin\n1\n2\nx\n3\nend\n")
        let apart = String(repeating: "-\n", count: 9)
        try repository.commit("RFC-1: blocks", files: ["f": block + apart + added])
        try approveAll()
        let change = try repository.commit("RFC-2: add", files: ["f": added + apart + added])
        try repository.commit(
            "Revert \"RFC-2: add\"\n\nThis reverts commit \(change).", files: ["f": added + apart + block])
        #expect(try repository.gate(status: 1).codes == ["unlinked", "stowaway"])
    }

    @Test("a revert on a side branch, of the same change made there by another commit, takes nothing out")
    func believesNoRevertBesideItsTarget() throws {
        try repository.checkout("side", create: true)
        try repository.commit("RFC-1: same", files: ["a": "2\n"])
        try repository.checkout("main")
        let change = try repository.commit("RFC-2: first", files: ["a": "2\n"])
        try repository.checkout("side")
        try repository.commit("Revert \"RFC-2: first\"\n\nThis reverts commit \(change).", files: ["a": "1\n"])
        try repository.checkout("main")
        try repository.merge("side")
        let codes = try repository.gate(status: 1).codes
        #expect(codes.contains("unlinked") && codes.contains("stowaway"))
    }

    @Test("a message that claims to be picked from a released commit gets nothing past the gate")
    func believesNoPick() throws {
        try approveAll()
        try #require(try repository.sluice("tag", "1.0").status == 0)
        let released = try repository.resolve("HEAD")
        try repository.commit("RFC-2: evil\n\n(cherry picked from commit \(released))\n", files: ["a": "evil\n"])
        try repository.sluice("release", "new", "1.1")
        #expect(try repository.gate("1.1", status: 1).codes.contains("stowaway"))
    }

    @Test("T4: a rebase without change keeps the approval, and says so; a blank more does not")
    func keepsApprovalsOverARebase() throws {
        try repository.sluice("release", "add", "1.0", "RFC-2")
        try repository.commit("RFC-1: work", files: ["c": "if x:\n    y\n"])
        try repository.branch("work")
        try repository.git("reset", "-q", "--hard", "HEAD^")
        try repository.commit("RFC-2: came first", files: ["d": "1\n"])
        try repository.git("merge", "-q", "--no-edit", "work")
        try approveAll()
        try repository.git("reset", "-q", "--hard", "HEAD^")
        try repository.git("cherry-pick", "work")
        try repository.git("branch", "-q", "-D", "work")
        let result = try repository.sluice("gate", "tag", "1.0")
        #expect(result.status == 0, "\(result.output)")
        #expect(result.output.contains("rebased without change since it was signed off: RFC-1"))
        try repository.commit("x", files: ["c": "if x:\n     y\n"])
        try repository.git("reset", "-q", "--soft", "HEAD~2")
        try repository.git("commit", "-q", "-m", "RFC-1: work")
        #expect(try repository.gate(status: 1).codes == ["stale"])
    }

    @Test("T4: a rebase gets nobody out of a rejection, and the policy may take it for stale")
    func heedsRejectionsAndPolicyOverARebase() throws {
        let reject = try repository.sluice("reject", "RFC-1", "--release", "1.0", "--note", "no", person: .tester)
        try #require(reject.status == 0, "\(reject.errors)")
        try repository.git("commit", "-q", "--amend", "-m", "RFC-1: other words")
        #expect(try repository.gate(status: 1).codes.contains("signoff"))
        try repository.sluice("approve", "RFC-1", "--release", "1.0", person: .tester)
        #expect(try repository.gate(status: 0).open)
        try repository.git("commit", "-q", "--amend", "-m", "RFC-1: yet other words")
        #expect(try repository.gate(status: 0).open)
        let policy = try repository.sluice("policy", "show").output
        try repository.write("policy.txt", policy + "\n[sign-off]\n\trebased = stale\n")
        let edit = try repository.sluice("policy", "edit", "--file", "policy.txt", "--reason", "strict")
        try #require(edit.status == 0, "\(edit.errors)")
        #expect(try repository.gate(status: 1).codes == ["stale"])
    }

    /// Tags 1.0 here, and goes on with `main` from an earlier commit.
    private func release(leaving commit: String) throws {
        try approveAll()
        try #require(try repository.sluice("tag", "1.0").status == 0)
        try repository.git("reset", "-q", "--hard", commit)
    }

    /// 1.0 took a commit back that `main` still has.
    private func release(without message: String) throws -> String {
        let change = try repository.commit(message, files: ["b": "2\n"])
        try repository.git("revert", "--no-edit", "HEAD")
        try release(leaving: change)
        return change
    }

    @Test("R21: what the last release took back on its branch comes with the next one, which has the same commit")
    func asksForWhatComesBack() throws {
        let change = try release(without: "tune")
        try repository.commit("RFC-1: more", files: ["c": "1\n"])
        try repository.approve("1.1", "RFC-1")
        try repository.sluice("release", "add", "1.1", "RFC-2")
        let finding = try #require(try repository.gate("1.1", status: 1).findings.first { $0.code == "unlinked" })
        #expect(finding.found.contains("it comes back: 1.0 took it back by"))
        try repository.sluice("link", change, "RFC-2", "--reason", "seen", person: .tester)
        try repository.sluice("approve", "--all", "--release", "1.1", person: .tester)
        #expect(try repository.gate("1.1", status: 0).open)
        try #require(try repository.sluice("tag", "1.1").status == 0)
        try repository.commit("RFC-1: yet more", files: ["c": "2\n"])
        try repository.approve("1.2", "RFC-1")
        #expect(try repository.gate("1.2", status: 0).open)
    }

    @Test("R21: it does not come back where the candidate took it back too, or has something else instead")
    func leavesWhatIsTakenBackTwice() throws {
        let change = try release(without: "RFC-2: tune")
        try repository.git("revert", "--no-edit", change)
        try repository.git("commit", "-q", "--amend", "-m", "RFC-1: not wanted\n\nThis reverts commit \(change).")
        try repository.approve("1.1", "RFC-1")
        #expect(try repository.gate("1.1", status: 0).open)
        // Now nobody can say from the file alone whether it has the change.
        try repository.commit("RFC-1: otherwise", files: ["b": "3\n"])
        try repository.sluice("approve", "--all", "--release", "1.1", person: .tester)
        #expect(try repository.gate("1.1", status: 0).open)
    }

    @Test("R21: a message of the base that claims a revert brings nothing back which the base has")
    func believesNoRevertOfTheBase() throws {
        let change = try repository.commit("RFC-2: tune", files: ["b": "2\n"])
        try repository.sluice("release", "add", "1.0", "RFC-2")
        try release(leaving: change)
        try repository.commit("RFC-1: Revert\n\nThis reverts commit \(change).", files: ["d": "1\n"])
        try repository.approve("1.1", "RFC-1")
        try #require(try repository.sluice("tag", "1.1").status == 0)
        try repository.git("reset", "-q", "--hard", change)
        try repository.commit("RFC-1: more", files: ["c": "1\n"])
        try repository.approve("1.2", "RFC-1")
        let log = try repository.sluice("log", "1.2").output
        #expect(try repository.gate("1.2", status: 0).open && !log.contains("coming back"))
    }

    @Test("R21: a change that the release branch took back and made again does not come back")
    func leavesWhatTheBaseMadeAgain() throws {
        let change = try repository.commit("RFC-2: tune", files: ["b": "2\n"])
        try repository.sluice("release", "add", "1.0", "RFC-2")
        try repository.git("revert", "--no-edit", "HEAD")
        try repository.git("revert", "--no-edit", "HEAD")
        try release(leaving: change)
        try repository.commit("RFC-1: more", files: ["c": "1\n"])
        try repository.approve("1.1", "RFC-1")
        #expect(try repository.gate("1.1", status: 0).open)
    }

    @Test("R35: a revert of a part leaves the item in the release, with what is left, and is no dead end")
    func knowsARevertOfAPart() throws {
        let change = try repository.commit("RFC-2: two files", files: ["b": "2\n", "new": "2\n"])
        try repository.git("rm", "-q", "new")
        try repository.commit("RFC-2: take new back\n\nThis reverts commit \(change) in part.", files: [:])
        try repository.sluice("release", "collect", "1.0")
        try approveAll()
        #expect(try repository.gate(status: 0).open)
        let log = try repository.sluice("log", "1.0").output
        #expect(log.contains("partly taken back by") && !log.contains("gone"), "\(log)")
        #expect(try repository.sluice("notes", "1.0").output.contains("RFC-2"))
        #expect(try repository.sluice("tag", "1.0").status == 0)
    }

    @Test("R45: a planned item that something takes back without a word is refused; dropped it is no stowaway")
    func refusesAnItemTakenBackWithoutAWord() throws {
        try repository.commit("RFC-2: second", files: ["new": "2\n"])
        try repository.sluice("release", "add", "1.0", "RFC-2")
        try repository.commit("RFC-1: between", files: ["a": "2\n"])
        try approveAll()
        #expect(try repository.gate(status: 0).open)
        try repository.git("rm", "-q", "new")
        try repository.commit("tidy up", files: ["folder/c": "1\n"])
        let codes = try repository.gate(status: 1).codes
        #expect(codes.contains("reverted") && !codes.contains("unlinked") && !codes.contains("stowaway"), "\(codes)")
        try repository.sluice("release", "drop", "1.0", "RFC-2", "--reason", "reverted")
        #expect(try repository.gate(status: 0).open)
    }

    @Test("R45: what takes back more than the change, or something else, takes nothing out")
    func believesNothingThatIsNotExact() throws {
        try repository.commit("RFC-2: second", files: ["new": "2\n"])
        try repository.git("rm", "-q", "new")
        try repository.commit("tidy up", files: ["a": "evil\n"])
        #expect(try repository.gate(status: 1).codes == ["unlinked", "stowaway"])
    }

    @Test("R45: a line that took a change back without a word brings it with the next release")
    func asksForWhatComesBackWithoutAWord() throws {
        try repository.sluice("release", "add", "1.0", "RFC-2")
        let change = try repository.commit("RFC-2: second", files: ["new": "2\n"])
        try repository.git("rm", "-q", "new")
        try repository.commit("RFC-1: tidy up", files: ["folder/c": "1\n"])
        try repository.sluice("release", "drop", "1.0", "RFC-2", "--reason", "reverted")
        try release(leaving: change)
        try repository.commit("RFC-1: more", files: ["d": "1\n"])
        try repository.approve("1.1", "RFC-1")
        let finding = try #require(try repository.gate("1.1", status: 1).findings.first { $0.code == "stowaway" })
        #expect(finding.found.contains("it comes back: 1.0 took it back by"), "\(finding.found)")
    }
}
