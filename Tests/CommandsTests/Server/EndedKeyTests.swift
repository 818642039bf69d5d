import Changes
import Git
import Ledger
import TestSupport
import Testing

/// Whoever has a key that has ended can give a record any date. Only a server knows when the record came.
@Suite("what a key signs after its end") struct EndedKeyTests {
    private let signed: SignedRepository
    private var test: TestRepository { signed.test }
    private let quinn = TestSupport.Person(name: "quinn", email: "quinn@example.org")

    /// Quinn's key ended an hour ago, and a server has the ledger that says so.
    init() throws {
        signed = try SignedRepository()
        test.useTheClock()
        try signed.makeKey("quinn-new")
        let server = try test.clone("server.git", bare: true)
        try test.git("remote", "add", "origin", "file://\(server.path)")
        try #require(try server.sluice("hooks", "install", "--server").status == 0)
        let (old, new) = (try signed.publicKey("quinn"), try signed.publicKey("quinn-new"))
        let end = Timestamp(seconds: Int64(TestRepository.now - 3_600))
        let text = try signed.policy("")
            .replacing("key = \(old)", with: "key = until=\(end) \(old)\n    key = \(new)")
        try signed.use("dana")
        let edited = try test.sluice("policy", "edit", "--file", "-", input: Array(text.utf8))
        try #require(edited.status == 0, "\(edited.errors)")
        try test.git("push", "-q", "origin", "sluice/ledger")
    }

    private func forge(_ decision: SignOffStatement.Decision) throws {
        let record = try signed.approval(by: quinn, decision: decision, at: TestRepository.now - 7_200)
        try signed.forge(record, signed.signature(of: record, by: "quinn"))
    }

    private func push() throws -> CommandResult {
        try test.start(["git", "push", "-q", "origin", "sluice/ledger"]).wait()
    }

    private func doctor(_ arguments: String...) throws -> CommandResult {
        try test.start([Places.program, "doctor"] + arguments, person: quinn).wait()
    }

    @Test("T32: an approval dated before the end opens a gate, and a server refuses it; doctor --fix records it anew")
    func refusesABackdatedApproval() throws {
        try forge(.approve)
        #expect(try !signed.gate().output.contains("signoff"), "a gate cannot know")
        let refused = try push()
        #expect(refused.status != 0 && refused.errors.contains("that ended at"), "\(refused.errors)")
        #expect(refused.errors.contains("sluice doctor --fix"))
        #expect(try doctor().output.contains("1 record that only this clone has, signed with a key that has ended"))
        try signed.use("quinn")
        let vain = try doctor("--fix")
        #expect(vain.status == 1 && vain.errors.contains("quinn"), "\(vain.errors)")
        try signed.use("quinn-new")
        let fixed = try doctor("--fix")
        #expect(fixed.errors.contains("Recorded 1 record anew"), "\(fixed.output)\(fixed.errors)")
        #expect(!fixed.output.contains("a key that has ended"), "\(fixed.output)")
        let taken = try push()
        #expect(taken.status == 0, "\(taken.errors)")
        #expect(try !signed.gate().output.contains("signoff"))
    }

    @Test("T32: a policy of an administrator whose key has ended, dated before that, without that end")
    func refusesABackdatedPolicy() throws {
        let rene = try signed.publicKey("rene")
        let end = Timestamp(seconds: Int64(TestRepository.now - 3_600))
        let text = try signed.policy("")
            .replacing("    member = dana\n", with: "    member = dana\n    member = rene\n")
        let ended = text.replacing("key = \(rene)", with: "key = until=\(end) \(rene)")
        let edited = try test.sluice("policy", "edit", "--file", "-", input: Array(ended.utf8))
        try #require(edited.status == 0, "\(edited.errors)")
        try test.git("push", "-q", "origin", "sluice/ledger")
        let version = try signed.reader.policyVersion() + 1
        let blob = try #require(ObjectID(try test.writeObject("blob", Array(text.utf8))))
        let record = Record(
            at: Timestamp(seconds: Int64(TestRepository.now - 7_200)),
            by: .init(name: "rene", email: "rene@example.org"), repository: try signed.reader.identity, after: [],
            statement: .policy(.init(version: version, text: blob, reason: nil)))
        try signed.put(blob, at: "trust/\(version)/policy")
        try signed.forge(record, signed.signature(of: record, by: "rene", namespace: "policy@sluice"))
        #expect(try signed.reader.policyVersion() == version, "a clone cannot know")
        let refused = try push()
        #expect(refused.status != 0 && refused.errors.contains("that ended at"), "\(refused.errors)")
    }

    @Test("T32: a rejection is taken; a ledger that a server gets for the first time is taken as it is")
    func takesWhatShuts() throws {
        try forge(.reject)
        let taken = try push()
        #expect(taken.status == 0, "\(taken.errors)")
        #expect(try signed.gate().output.contains("quinn rejected it"))
        try forge(.approve)
        #expect(try push().status != 0)
        let fresh = try TestRepository(bare: true)
        try #require(try fresh.sluice("hooks", "install", "--server").status == 0)
        try test.git("push", "-q", "file://\(fresh.path)", "sluice/ledger")
    }
}
