import Ledger
import TestSupport
import Testing

/// An OpenPGP key says itself when it ends, and `gpgv` believes that of everything that the key ever signed.
@Suite("OpenPGP keys that have expired or were revoked") struct EndedOpenPGPTests {
    private let signed: SignedRepository
    private var test: TestRepository { signed.test }
    private let sam = TestSupport.Person(name: "sam", email: "sam@example.org")

    init() throws { signed = try SignedRepository(more: "[environment \"production\"]\n    window = optional\n") }

    private func quinnApproves() throws {
        try signed.useSSH()
        let approved = try signed.approve(by: "quinn")
        #expect(approved.status == 0, "\(approved.errors)")
    }

    @Test("T36: a rejection stays when its author's key expires, and an approval that has seen it is no fault")
    func keepsARejection() throws {
        try signed.useOpenPGP(hasExpired: true)
        defer { signed.endOpenPGP() }
        let rejected = try test.sluice("reject", "TASK-1", "--release", "1.0.0", "--note", "broken", person: sam)
        try #require(rejected.status == 0, "\(rejected.errors)")
        try quinnApproves()
        let gate = try signed.gate()
        #expect(gate.status == 1 && gate.output.contains("sam rejected it"), "\(gate.output)\(gate.errors)")
    }

    @Test(
        "T36: a rejection stays when its author's key is revoked, before an approval and after it",
        arguments: [true, false])
    func keepsARejectionOfARevokedKey(isApprovedBefore: Bool) throws {
        try signed.useOpenPGP()
        defer { signed.endOpenPGP() }
        let rejected = try test.sluice("reject", "TASK-1", "--release", "1.0.0", "--note", "broken", person: sam)
        try #require(rejected.status == 0, "\(rejected.errors)")
        let key = try test.git("config", "user.signingkey")
        if isApprovedBefore { try quinnApproves() }
        try test.git("config", "user.signingkey", key)
        try signed.revokeOpenPGP()
        if !isApprovedBefore { try quinnApproves() }
        let gate = try signed.gate()
        #expect(gate.status == 1 && gate.output.contains("sam rejected it"), "\(gate.output)\(gate.errors)")
    }

    @Test(
        "T36: an approval counts for nothing once the key has expired; the audit gives the reason, and a server refuses it"
    )
    func discountsAnApproval() throws {
        try signed.useOpenPGP(hasExpired: true)
        defer { signed.endOpenPGP() }
        let server = try test.clone("server.git", bare: true)
        try test.git("remote", "add", "origin", "file://\(server.path)")
        try #require(try server.sluice("hooks", "install", "--server").status == 0)
        let approved = try test.sluice("approve", "TASK-1", "--release", "1.0.0", person: sam)
        try #require(approved.status == 0, "\(approved.errors)")
        #expect(try signed.gate().output.contains("signoff"))
        #expect(try test.sluice("audit").output.contains("the OpenPGP key of sam has expired or was revoked"))
        let refused = try test.start(["git", "push", "-q", "origin", "sluice/ledger"]).wait()
        #expect(
            refused.status != 0 && refused.errors.contains("has expired, or the signature has"), "\(refused.errors)")
    }

    @Test("T36: a version of the policy holds on when its author's key expires, and the one before never comes back")
    func keepsAPolicy() throws {
        let administrator = "[role \"administrator\"]\n    member = sam\n"
        try signed.useOpenPGP(hasExpired: true, roles: administrator)
        defer { signed.endOpenPGP() }
        let before = try signed.reader.policyVersion()
        let text = try String(decoding: signed.reader.policyText(version: before), as: UTF8.self)
            .replacing("    member = quinn\n", with: "")
        let edited = try test.sluice("policy", "edit", "--file", "-", input: Array(text.utf8), person: sam)
        try #require(edited.status == 0, "\(edited.errors)")
        #expect(try signed.reader.policyVersion() == before + 1)
        try signed.useSSH()
        #expect(try signed.approve(by: "quinn").status == 1)
        #expect(try signed.gate().status == 1)
    }

    @Test("T36: a key that the policy knows as revoked writes no version after it")
    func refusesAPolicyOfARevokedKey() throws {
        let administrator = "[role \"administrator\"]\n    member = sam\n"
        try signed.useOpenPGP(roles: administrator)
        defer { signed.endOpenPGP() }
        try signed.revokeOpenPGP(roles: administrator)
        let before = try signed.reader.policyVersion()
        _ = try test.sluice("policy", "edit", "--file", "-", input: Array(signed.policy("").utf8), person: sam)
        #expect(try signed.reader.policyVersion() == before)
    }
}
