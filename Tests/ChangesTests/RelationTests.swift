import Changes
import Git
import Testing

/// What messages say of other commits.
@Suite struct RelationTests {
    private let full = String(repeating: "0123456789", count: 4)

    private func relations(_ text: String) -> CommitRelations { read(text).relations }

    private func reverts(_ text: String) -> [String] {
        relations(text).reverts.map { "\($0.commit)" + ($0.mainline.map { " to \($0)" } ?? "") }
    }

    @Test("R9: `git revert` names a commit, whole or short, once or more")
    func readsReverts() {
        #expect(reverts("Revert \"x\"\n\nThis reverts commit \(full).\n") == [full])
        #expect(
            reverts("x\n\nThis reverts commit ABCDEF0 (x, 2026-01-05).\nThis reverts commit 1234567\n") == [
                "abcdef0", "1234567",
            ])
        #expect(
            reverts("x\n\nThis reverts commit 123456.\nthis reverts commit \(full)\n> This reverts commit \(full)")
                == [])
        #expect(reverts("x\n\nThis reverts commit \(full)0.") == [])
    }

    @Test("R10: the revert of a merge names the parent that comes back, also on the next line", arguments: [" ", "\n"])
    func readsRevertsOfMerges(gap: String) {
        let text = "Revert \"x\"\n\nThis reverts commit \(full), reversing\(gap)changes made to abcdef012.\n"
        #expect(reverts(text) == ["\(full) to abcdef012"])
    }

    @Test(
        "a quoted subject is read with the quotes that it holds, and behind the IDs that lead",
        arguments: [
            ("Revert \"KEY-1 say \"hello\"\" (#12)", "KEY-1 say \"hello\""),
            ("Reapply \"KEY-1 x\"", "Revert \"KEY-1 x\""),
            ("KEY-2: Revert \"KEY-1 x\"", "KEY-1 x"), ("Revert \"Revert \"x\"\"", "Revert \"x\""),
        ])
    func readsQuotedSubjects(subject: String, quoted: String) {
        #expect(relations(subject).revertedSubject.map { String(decoding: $0, as: UTF8.self) } == quoted)
    }

    @Test("R11: prose about reverts is none", arguments: ["KEY-1 Revert KEY-2 x", "Reverting \"x\"", "Revert x\""])
    func readsNoProse(subject: String) {
        #expect(!relations(subject).isRevert)
    }

    @Test func readsPicksInTheirOrderAndTheLastChangeID() {
        let change = "I" + full
        let text =
            "x\n\nChange-Id: I\(full.reversed().map(String.init).joined())\n(cherry picked from commit \(full))\n"
            + "(cherry picked from commit abcdef0)\nChange-Id: \(change)\n"
        #expect(relations(text).pickedFrom.map(\.description) == [full, "abcdef0"])
        #expect(relations(text).changeID == Array(change.utf8))
        #expect(relations("x\n\nChange-Id: Ixyz\nChange-Id: \(full)") == .none)
    }

    @Test("the number of a pull request and runs of blanks make no other subject")
    func plainsSubjects() {
        let subjects = ["KEY-1  a fix (#12) (#345)", "KEY-1 a fix", " KEY-1 a\tfix (#1)"]
        #expect(Set(subjects.map { plainSubject(of: Array($0.utf8)) }) == [Array("KEY-1 a fix".utf8)])
        #expect(plainSubject(of: Array("see (#x)".utf8)) == Array("see (#x)".utf8))
    }

    @Test("a list of commits is read to its end, and `Refs:` below `revert:` names what is reverted")
    func readsLists() {
        let other = String(full.reversed())
        #expect(reverts("x\n\nThis reverts commits \(full), \(other)\nand abcdef0.\n") == [full, other, "abcdef0"])
        #expect(reverts("x\n\nThis reverts commit \(full) and abcdef0.\nabcdef1 stays\n") == [full, "abcdef0"])
        #expect(reverts("revert: the noodle incident\n\nRefs: 676104e, a215868\n") == ["676104e", "a215868"])
        #expect(reverts("KEY-1: revert(web): x\n\nRefs: 676104e, KEY-2\n") == ["676104e"])
        #expect(reverts("fix: x\n\nRefs: 676104e\n") == [])
    }

    @Test(
        "what people and hosts write without an ID is a hint",
        arguments: [
            ("Revert [KEY-1] tune", "[KEY-1] tune", []), ("revert: feat: x", "feat: x", []),
            ("KEY-5 Revert KEY-2 turn it on", "KEY-2 turn it on", []), ("Reverting x", nil, []),
            ("Revert \"x\" (#12)\n\nReverts org/repo#11", nil, ["#11"]),
            ("Revert \"x\"\n\nThis reverts merge request group/project!5", nil, ["!5"]),
            ("x\n\nReverts nothing", nil, []),
        ] as [(String, String?, [String])])
    func readsHints(message: String, subject: String?, requests: [String]) {
        let hints = relations(message).hints
        #expect(hints.subject.map { String(decoding: $0, as: UTF8.self) } == subject)
        #expect(hints.requests.map(\.name) == requests)
    }

    @Test(
        "hosts name the request that a commit merged",
        arguments: [
            ("TASK-2: b (#11)", ["#11"]), ("x (#11) (#30)", ["#30", "#11"]), ("x (see #11)", []),
            ("Merge pull request #11 from a/b\n\nx", ["#11"]), ("Merged in x (pull request #11)", ["#11"]),
            ("Merged PR 11: x", ["#11"]), ("Merge branch 'x'\n\nSee merge request group/project!5", ["!5"]),
        ])
    func readsRequests(message: String, requests: [String]) {
        #expect(MergeRequest.merged(by: Array(message.utf8)[...]).map(\.name) == requests)
    }
}
