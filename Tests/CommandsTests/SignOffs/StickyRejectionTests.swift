import TestSupport
import Testing

/// A rejection stays with the change that was rejected, whatever commit and item carry it; Quinn and Rene are QA.
@Suite("Rejections stick to the change")
struct StickyRejectionTests {
    private let signed: SignedRepository
    private var test: TestRepository { signed.test }

    /// Quinn rejected TASK-1, one commit; the ledger records answers.
    init() throws {
        signed = try SignedRepository(more: "[ledger]\n needs = 2\n")
        try signed.use("dana")
        try #require(try test.sluice("task", "add", "TASK-2", "--title", "Second").status == 0)
        try sluice("quinn", "reject", "TASK-1", "--release", "1.0.0", "--note", "never")
    }

    @discardableResult
    private func sluice(_ name: String, _ words: String..., status: Int32 = 0) throws -> CommandResult {
        try signed.use(name)
        let result = try test.start([Places.program] + words).wait()
        try #require(result.status == status, "\(words): \(result.output)\(result.errors)")
        return result
    }

    /// The first digits of the rejection's name, as the gate's command has them.
    private func rejection() throws -> String {
        let words = try signed.gate().output.split(whereSeparator: \.isWhitespace)
        let place = try #require(words.firstIndex(of: "--answers"), "the refusal names the command")
        return String(words[place + 1])
    }

    /// The same change, as a commit of TASK-2; TASK-1 is dropped.
    private func giveToAnotherItem() throws {
        try test.git("commit", "--quiet", "--amend", "--message", "TASK-2: tune")
        try sluice("dana", "release", "drop", "1.0.0", "TASK-1", "--reason", "x")
        try sluice("dana", "release", "add", "1.0.0", "TASK-2")
    }

    @Test("T17: given to another item by an amended message, it stays rejected until its author takes it back")
    func keepsARejectionOfAnAmendedCommit() throws {
        try giveToAnotherItem()
        try sluice("rene", "approve", "--all", "--release", "1.0.0")
        let gate = try signed.gate()
        #expect(gate.status == 1)
        #expect(
            gate.output.contains("quinn rejected \(try test.resolve("main").prefix(10)) as TASK-1, which was dropped"))
        try sluice("rene", "revoke", "TASK-1", "--release", "1.0.0")
        #expect(try signed.gate().status == 1, "it is not Rene's to take back")
        try sluice("quinn", "revoke", "TASK-1", "--release", "1.0.0")
        try sluice("rene", "approve", "--all", "--release", "1.0.0")
        #expect(try signed.gate().status == 0)
    }

    @Test("as another item, another member of the role answers it with a further change, and only with one")
    func answersAsAnotherItem() throws {
        try giveToAnotherItem()
        let record = try rejection()
        let same = try sluice(
            "rene", "approve", "TASK-2", "--release", "1.0.0", "--answers", record, status: 1)
        #expect(same.errors.contains("all changes that it rejected and a further one"))
        try test.git("commit", "--quiet", "--allow-empty", "--message", "TASK-2: nothing")
        try sluice("rene", "approve", "TASK-2", "--release", "1.0.0", "--answers", record, status: 1)
        try test.commit("TASK-2: the fix", files: ["fix": "1\n"])
        try sluice("rene", "approve", "TASK-2", "--release", "1.0.0")
        #expect(try signed.gate().status == 1, "an approval that does not name the rejection answers nothing")
        try sluice("rene", "approve", "TASK-2", "--release", "1.0.0", "--answers", record)
        let gate = try signed.gate()
        #expect(gate.status == 0, "\(gate.output)")
    }

    @Test("a fix on top, as the same item: approved in view of the rejection, and for that content only")
    func answersWithAFixOnTop() throws {
        try test.commit("TASK-1: the fix", files: ["fix": "1\n"])
        let plain = try sluice("rene", "approve", "TASK-1", "--release", "1.0.0")
        let record = try rejection()
        #expect(plain.errors.contains("quinn rejected TASK-1, and that stands"))
        #expect(plain.errors.contains("approve TASK-1 --release 1.0.0 --role qa --answers \(record)"))
        #expect(try signed.gate().status == 1)
        try sluice("dana", "approve", "TASK-1", "--release", "1.0.0", "--role", "qa", "--answers", record, status: 1)
        let answered = try sluice("rene", "approve", "TASK-1", "--release", "1.0.0", "--answers", record)
        #expect(answered.output.contains("it is Ready for Production now"))
        #expect(try signed.gate().status == 0)
        try test.git("reset", "--quiet", "--hard", "HEAD~1")
        try test.commit("TASK-1: another", files: ["other": "1\n"])
        try sluice("rene", "approve", "TASK-1", "--release", "1.0.0")
        #expect(try signed.gate().status == 1, "the fix that answered it is gone")
    }

    @Test("what was made anew without the rejected change needs no answer")
    func approvesWhatWasMadeAnew() throws {
        try test.git("rm", "--quiet", "-r", ".")
        try test.commit("TASK-1: otherwise", files: ["made": "otherwise\n"], options: ["--amend"])
        try sluice("rene", "approve", "TASK-1", "--release", "1.0.0")
        #expect(try signed.gate().status == 0)
    }

    @Test("nor does an exemption take the rejected change out of the rejection")
    func keepsARejectionOfAnExemptCommit() throws {
        try test.git("commit", "--quiet", "--amend", "--message", "a typo")
        try test.commit("TASK-2: more", files: ["more": "1\n"])
        try sluice("rene", "link", "HEAD~1", "--exempt", "--reason", "a typo")
        try sluice("dana", "release", "drop", "1.0.0", "TASK-1", "--reason", "x")
        try sluice("dana", "release", "add", "1.0.0", "TASK-2")
        try sluice("rene", "approve", "--all", "--release", "1.0.0")
        let gate = try signed.gate()
        #expect(gate.status == 1 && gate.output.contains("quinn rejected"), "\(gate.output)")
    }

    @Test("a record that is no rejection cannot be answered")
    func refusesUnknownRecords() throws {
        let result = try sluice(
            "rene", "approve", "TASK-1", "--release", "1.0.0", "--answers", "0123456789", status: 2)
        #expect(result.errors.contains("names no rejection by qa in 1.0.0"))
    }
}
