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

    @Test("T8: a text is found by what its record names: one in its place, or without a record, is in force for nobody")
    func ignoresOtherTexts() throws {
        try ledger.put(try ledger.blob(text), at: "trust/1/policy")
        try ledger.put(try ledger.blob(text), at: "trust/9/policy")
        for name in ["2", "03", "+2", "9223372036854775807", "-1", "x"] {
            try ledger.put(try ledger.blob(text), at: "trust/\(name)/policy")
        }
        let reader = try ledger.reader()
        #expect(try reader.policy().version == 1)
        #expect(try reader.policyText(version: 1) == Array(TestLedger.policy.utf8))
        #expect(throws: LedgerProblem.self, "a commit changed a text that is in force") {
            try LedgerWriter(ledger.repository, by: .dana(at: 2)).appendPolicy(text, replacing: 1, reason: "why")
        }
        LedgerMemory(ledger.repository).remember([], of: LedgerLocation.defaultBranch)
        try LedgerWriter(ledger.repository, by: .dana(at: 2)).appendPolicy(text, replacing: 1, reason: "why")
        #expect(try ledger.reader().policyText(version: 2) == text)
    }

    private func policyRecord(version: Int, text: ObjectID, at seconds: Int64) -> Record {
        Record(
            at: Author.dana(at: seconds).time, by: Author.dana(at: seconds).person, repository: TestLedger.identity,
            after: [], statement: .policy(PolicyStatement(version: version, text: text, reason: nil)))
    }

    @Test("T8: of two policies of one version none is in force; a second first policy is none")
    func refusesTwoPolicies() throws {
        let other = try #require(ObjectID(try ledger.test.writeObject("blob", text)))
        for seconds in [-5, 5] as [Int64] {
            let record = policyRecord(version: 1, text: other, at: seconds)
            try ledger.putRecord(record.line(), about: .policy(1), at: record.at)
        }
        #expect(try ledger.reader().policyText(version: 1) == Array(TestLedger.policy.utf8))
        for seconds in [5, 6] as [Int64] {
            let record = policyRecord(version: 2, text: other, at: seconds)
            try ledger.putRecord(record.line(), about: .policy(2), at: record.at)
        }
        #expect(throws: LedgerProblem.notVerified(path: "trust/2", .several)) { try ledger.reader().policy() }
    }

    @Test(
        "T15: a link in the place of the policy is not followed; a record of a huge text, or of none, brings no policy")
    func refusesAHugePolicy() throws {
        try ledger.put(try ledger.blob(text), at: "trust/1/policy", mode: "120000")
        #expect(try ledger.reader().policyText(version: 1) == Array(TestLedger.policy.utf8))
        let absent = policyRecord(version: 2, text: try #require(ObjectID(String(repeating: "1", count: 40))), at: 3)
        try ledger.putRecord(absent.line(), about: .policy(2), at: absent.at)
        #expect(try ledger.reader().policyVersion() == 1)
        let huge = try ledger.blob([UInt8](repeating: UInt8(ascii: "#"), count: Policy.sizeLimit + 1))
        let record = policyRecord(version: 2, text: huge, at: 4)
        try ledger.putRecord(record.line(), about: .policy(2), at: record.at)
        let problem = LedgerProblem.badPolicy(version: 2, .tooLong(limit: Policy.sizeLimit))
        #expect(throws: problem) { try ledger.reader().policy() }
    }

    @Test("a ledger that needs a newer format is refused, also where it says more that is not known")
    func refusesANewerFormat() throws {
        let newer = TestLedger.policy + "[ledger]\n\tneeds = \(Record.newestFormat + 1)\n\tcolour = blue\n"
        #expect(throws: PolicyProblem.needsNewer(format: "\(Record.newestFormat + 1)")) {
            try Policy(text: Array(newer.utf8), version: 1)
        }
        for wrong in ["0", "-1", "x", ""] {
            #expect(throws: PolicyProblem.self) {
                try Policy(text: Array((TestLedger.policy + "[ledger]\n\tneeds = \(wrong)\n").utf8), version: 1)
            }
        }
    }

    @Test("a branch that is no ledger, or one of another format, is told")
    func refusesOtherFormats() throws {
        let branch = LedgerLocation.defaultBranch
        for text in ["2\nabc\n", "", "1\n", "1\na\nb\n"] {
            try ledger.put(try ledger.blob(Array(text.utf8)), at: "format")
            #expect(throws: LedgerProblem.self) { try ledger.reader() }
        }
        try ledger.put(nil, at: "format")
        #expect(throws: LedgerProblem.self) { try ledger.reader() }
        let empty = try ledger.test.git("commit-tree", "-m", "x", ledger.test.git("mktree"))
        let problem = LedgerProblem.unknownFormat(branch: branch, found: "no file named format")
        let tip = try #require(ObjectID(empty))
        #expect(throws: problem) { try LedgerReader(ledger.repository, branch: branch, tip: tip) }
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
