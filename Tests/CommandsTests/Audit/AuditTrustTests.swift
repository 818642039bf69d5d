import Git
import Ledger
import TestSupport
import Testing

/// What an audit finds about signatures, people and policies.
@Suite struct AuditTrustTests {
    private let signed: SignedRepository

    init() throws { signed = try SignedRepository() }

    @Test func judgesEveryRecordByThePolicyOfThen() throws {
        try signed.approve(by: "quinn")
        let audit = try signed.test.audit(status: 0)
        let approval = try #require(audit.records.first { $0.kind == "sign-off" })
        #expect(approval.authorship == "signed")
        #expect(approval.policy == 2)
        #expect(approval.roles == ["qa"])
        let plans = audit.records.filter { $0.kind == "plan" }
        #expect(plans.allSatisfy { $0.roles == ["administrator"] && $0.authorship == "signed" })
        #expect(try signed.test.sluice("audit").output.contains("1 sign-off\n"))
    }

    @Test("what counted then and does not today is told, and so is the release that it opened")
    func tellsWhatIsJudgedOtherwiseToday() throws {
        try signed.approve(by: "quinn")
        try signed.use("dana")
        try #require(try signed.test.sluice("tag", "1.0.0").status == 0)
        let text = try signed.policy("").replacing(
            "key = \(signed.publicKey("quinn"))", with: "key = \(signed.publicKey("mallory"))")
        try #require(try signed.test.sluice("policy", "edit", "--file", "-", input: Array(text.utf8)).status == 0)
        let audit = try signed.test.audit(status: 1)
        #expect(audit.codes == ["verdict"])
        #expect(audit.findings.contains { $0.code == "judged-otherwise" && $0.what.contains("signed by quinn") })
        let approval = try #require(audit.records.first { $0.kind == "sign-off" })
        #expect(approval.authorship == "signed")
        #expect(approval.today == "unknown-key")
    }

    @Test("T1: what is unsigned, or signed with nobody's key, is told to decide nothing")
    func tellsWhatDoesNotCount() throws {
        try signed.forge(signed.approval())
        let other = try signed.approval(at: signed.test.time + 60)
        try signed.forge(other, signed.signature(of: other, by: "mallory"))
        let outsider = try signed.approval(at: signed.test.time + 120)
        try signed.forge(outsider, signed.signature(of: outsider, by: "dana"))
        let audit = try signed.test.audit(status: 0)
        #expect(audit.subjects("discounted").count == 2)
        #expect(audit.subjects("outsider").count == 1)
    }

    @Test("T7: a signature made for something else, and one of other content, decide nothing; both are reported")
    func findsFalseSignatures() throws {
        let record = try signed.approval()
        try signed.forge(record, signed.signature(of: record, by: "quinn", namespace: "git"))
        var other = try signed.approval()
        let signature = try signed.signature(of: other, by: "rene")
        other.at = Timestamp(milliseconds: other.at.milliseconds + 1)
        try signed.forge(other, signature)
        let audit = try signed.test.audit(status: 0)
        #expect(audit.codes.isEmpty && audit.subjects("signature").count == 2)
        #expect(audit.findings.contains { $0.what.contains("made for something else (git)") })
    }

    @Test("T8: a policy that no administrator signed is in force for nothing, and is reported")
    func findsAForgedPolicy() throws {
        try signed.approve(by: "quinn")
        let text = try signed.policy("").replacing("required = decisions", with: "required = none")
        try signed.forgePolicy(text, version: 3, by: "quinn")
        let audit = try signed.test.audit(status: 0)
        #expect(audit.codes.isEmpty)
        #expect(audit.subjects("outsider").map { $0.hasPrefix("trust/3/") } == [true])
        #expect(audit.subjects("not-judged").isEmpty)
        #expect(audit.records.filter { $0.kind == "sign-off" }.map(\.policy) == [2])
        try signed.forgePolicy(text, version: 9, by: "dana")
        let later = try signed.test.audit(status: 0)
        #expect(later.codes.isEmpty && later.subjects("outsider").count == 2)
        #expect(later.records.filter { $0.kind == "sign-off" }.map(\.policy) == [2])
    }

    @Test("T9: another ledger in the place of the trusted one is false evidence")
    func heedsThePin() throws {
        let pin = ["SLUICE_TRUST": String(repeating: "1", count: 40)]
        #expect(try signed.test.audit(status: 4, environment: pin).codes == ["pin"])
    }
}
