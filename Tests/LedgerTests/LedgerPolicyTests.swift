import Git
import TestSupport
import Testing

@testable import Ledger

/// The policy in the ledger: the highest version is in force, and only as it was recorded.
@Suite struct LedgerPolicyTests {
    private let ledger: TestLedger
    private let text = Array((TestLedger.policy + "# changed\n").utf8)

    init() throws { ledger = try TestLedger() }

    @Test func readsTheLatestPolicy() throws {
        #expect(try ledger.reader().policy().version == 1)
        try LedgerWriter(ledger.repository, by: .dana(at: 2)).appendPolicy(text, replacing: 1, reason: "why")
        let reader = try ledger.reader()
        #expect(try reader.policy().version == 2)
        #expect(try reader.policyText(version: 2) == text)
        #expect(try reader.policyText(version: 1) == Array(TestLedger.policy.utf8))
        #expect(try reader.policyStatement(version: 2).statement.reason == "why")
    }

    @Test("T8: a text that was changed after its record, or stands without one, is not in force")
    func refusesAChangedPolicy() throws {
        try ledger.put(try ledger.blob(text), at: "trust/1/policy")
        #expect(throws: LedgerProblem.notVerified(path: "trust/1/policy", .name)) { try ledger.reader().policy() }
        try ledger.put(try ledger.blob(text), at: "trust/9/policy")
        #expect(throws: LedgerProblem.notVerified(path: "trust/9/policy", .missing)) { try ledger.reader().policy() }
    }

    @Test("T8: of two policies of one version none is in force")
    func refusesTwoPolicies() throws {
        let other = try #require(ObjectID(try ledger.test.writeObject("blob", text)))
        let statement = Statement.policy(PolicyStatement(version: 1, text: other, reason: nil))
        let record = Record(
            at: Author.dana(at: 5).time, by: Author.dana(at: 5).person, repository: TestLedger.identity, after: [],
            statement: statement)
        try ledger.putRecord(record.line(), about: .policy(1), at: record.at)
        #expect(throws: LedgerProblem.notVerified(path: "trust/1", .several)) { try ledger.reader().policy() }
    }

    @Test("T15: a link or a huge file in the place of the policy is refused")
    func refusesALinkOrAHugePolicy() throws {
        try ledger.put(try ledger.blob(text), at: "trust/1/policy", mode: "120000")
        #expect(throws: LedgerProblem.notVerified(path: "trust/1/policy", .notAFile)) { try ledger.reader().policy() }
        let huge = [UInt8](repeating: UInt8(ascii: "#"), count: Policy.sizeLimit + 1)
        try ledger.put(try ledger.blob(Array(TestLedger.policy.utf8)), at: "trust/1/policy")
        let blob = try ledger.blob(huge)
        let statement = Statement.policy(PolicyStatement(version: 2, text: blob, reason: nil))
        try ledger.append(statement)
        try ledger.put(blob, at: "trust/2/policy")
        let fault = LedgerProblem.Fault.tooLarge(limit: Policy.sizeLimit)
        #expect(throws: LedgerProblem.notVerified(path: "trust/2/policy", fault)) { try ledger.reader().policy() }
    }

    @Test("a branch that is no ledger, or one of another format, is told")
    func refusesOtherFormats() throws {
        let branch = LedgerLocation.defaultBranch
        for text in ["2\nabc\n", "", "1\n", "1\na\nb\n"] {
            try ledger.put(try ledger.blob(Array(text.utf8)), at: "format")
            #expect(throws: LedgerProblem.self) { try ledger.reader() }
        }
        try ledger.put(nil, at: "format")
        let problem = LedgerProblem.unknownFormat(branch: branch, found: "no file named format")
        #expect(throws: problem) { try ledger.reader() }
        try ledger.test.git("update-ref", "-d", "refs/heads/" + branch)
        let known = try #require(LedgerMemory(ledger.repository).seen(branch).first)
        #expect(throws: LedgerProblem.wentBack(branch: branch, known: known, now: nil)) { try ledger.reader() }
        LedgerMemory(ledger.repository).remember([], of: branch)
        #expect(throws: LedgerProblem.noLedger(branch: branch, remote: nil)) { try ledger.reader() }
    }

    @Test("10,000 damaged policies are read or refused with a reason, never a crash")
    func survivesDamagedPolicies() throws {
        var random = SequenceGenerator(seed: 12)
        let text =
            Array(TestLedger.policy.utf8)
            + Array("[role \"qa\"]\n\tmember = q@x\n[link]\n\tnumber-mark = \"# RFC\"\n".utf8)
        for _ in 0..<10_000 {
            do { _ = try Policy(text: random.damaged(text), version: 1) } catch is PolicyProblem {}
        }
    }

    @Test("members of a role in other letters would leave the role open to anyone, and are refused")
    func refusesMembersOfAMisspeltRole() throws {
        let text = TestLedger.policy + "[role \"QA\"]\n\tmember = quinn@example.org\n"
        let problem = PolicyProblem.badValue(line: 7, name: "role.QA.member", .otherCase(of: "qa"))
        #expect(throws: problem) { try Policy(text: Array(text.utf8), version: 1) }
        let other = TestLedger.policy + "[role \"cab\"]\n\tmember = rene@example.org\n"
        #expect(try Policy(text: Array(other.utf8), version: 1).members.count == 1)
    }
}
