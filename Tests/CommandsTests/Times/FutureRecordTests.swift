import Changes
import Git
import Ledger
import TestSupport
import Testing

/// Records that are dated after now: they shut at once, open when their time has come, and date nobody else's words.
@Suite("records of the future") struct FutureRecordTests {
    private let repository: TestRepository
    private static let future = 4_070_000_000

    init() throws {
        repository = try TestRepository()
        try repository.commit("RFC-1: first")
        try repository.makeLedger(
            policy: TestRepository.hookPolicy + """

                [role "qa"]
                    member = quinn@example.org
                [waiver]
                    role = manager
                [role "manager"]
                    member = rene@example.org
                """)
        try repository.addItems(["RFC-1", "RFC-2"])
    }

    private func signOff(_ decision: SignOffStatement.Decision) throws -> Statement {
        let content = [try #require(ObjectID(repository.resolve("HEAD")))]
        return .signOff(
            SignOffStatement(
                release: try #require(Version("1.0")), item: ItemID(key: "RFC", number: 1), role: "qa",
                decision: decision, content: content, note: "x"))
    }

    @Test("c03: one record of 2099 about a release dates nobody's words but its own")
    func datesNobodysWords() throws {
        try repository.plan("1.0", "RFC-1")
        let move = MoveStatement(
            release: try #require(Version("1.0")), item: ItemID(key: "RFC", number: 1), from: "developing",
            through: ["ready-for-review"], reason: "x")
        let forged = try repository.forge(.move(move), by: .developer, at: Self.future)
        try #require(try repository.sluice("approve", "--all", "--release", "1.0", person: .tester).status == 0)
        let approval = try #require(
            try repository.records(of: .releaseItem("1.0", "RFC-1")).records.last {
                $0.record.statement.kind == .signOff
            })
        #expect(approval.record.at == Timestamp(seconds: Int64(repository.time)))
        #expect(approval.record.after == [forged[0].name])
        #expect(try repository.gate(status: 0).open)
    }

    @Test("an approval does not count before its time, and then does")
    func waitsWithAnApproval() throws {
        try repository.plan("1.0", "RFC-1")
        let approved = try repository.sluice("approve", "RFC-1", "--release", "1.0", person: .tester)
        try #require(approved.status == 0)
        // Said anew an hour ahead, it takes the place of the earlier word.
        try repository.sluice("revoke", "RFC-1", "--release", "1.0", "--note", "x", person: .tester)
        let hour = TestRepository.now + 3_600
        let sequence = try repository.records(of: .releaseItem("1.0", "RFC-1"))
        let approval = try #require(sequence.records.first { $0.record.statement.effect == .opens }).record.statement
        try repository.forge(approval, by: .tester, at: hour)
        let shut = try repository.gate(status: 1)
        #expect(shut.findings.contains { $0.found.hasSuffix("which is yet to come") }, "\(shut.findings)")
        let asked = try repository.sluice("gate", "tag", "1.0", "--at", "+2h")
        #expect(!asked.output.contains("yet to come"), "\(asked.output)")
    }

    @Test("within the tolerance of the policy clocks may differ")
    func toleratesALittle() throws {
        try repository.plan("1.0", "RFC-1")
        try repository.forge(signOff(.approve), by: .tester, at: TestRepository.now + 200)
        #expect(!(try repository.gate(status: 1).codes.contains("signoff")))
    }

    @Test("a rejection counts at once, whatever its date, and its taking back does not")
    func shutsAtOnce() throws {
        try repository.approve("1.0", "RFC-1")
        try #require(try repository.gate(status: 0).open)
        try repository.forge(signOff(.reject), by: .tester, at: Self.future)
        #expect(try repository.gate(status: 1).codes.contains("signoff"))
        try repository.forge(signOff(.revoke), by: .tester, at: Self.future)
        #expect(
            try repository.gate(status: 1).findings.contains { $0.found.contains("rejected") },
            "the rejection is not taken back yet")
        try repository.forge(signOff(.approve), by: .tester, at: Self.future)
        #expect(try repository.gate(status: 1).codes.contains("signoff"))
    }

    @Test("a hold counts at once, and its end does not")
    func holdsAtOnce() throws {
        try repository.approve("1.0", "RFC-1")
        var hold = PlanStatement(release: try #require(Version("1.0")))
        hold.hold = [ItemID(key: "RFC", number: 2)]
        try repository.forge(.plan(hold), by: .tester, at: Self.future)
        #expect(try repository.gate(status: 1).codes == ["incident"])
        var end = PlanStatement(release: try #require(Version("1.0")))
        end.unhold = hold.hold
        try repository.forge(.plan(end), by: .tester, at: Self.future)
        #expect(try repository.gate(status: 1).codes == ["incident"])
        // Nor is what holds it closed yet.
        try repository.forge(
            .item(.init(item: ItemID(key: "RFC", number: 2), noun: .rfc, set: [.state: "closed"])), by: .tester,
            at: Self.future)
        #expect(try repository.gate(status: 1).codes == ["incident"])
        try repository.forge(.plan(end), by: .tester, at: repository.time)
        #expect(try repository.gate(status: 0).open)
    }

    @Test("a waiver, a link and an exemption wait")
    func waitsWithExceptions() throws {
        try repository.plan("1.0", "RFC-1")
        try repository.commit("no item")
        let commit = try #require(ObjectID(repository.resolve("HEAD")))
        let waiver = WaiverStatement(
            release: try #require(Version("1.0")), rules: ["signoff", "status", "unlinked"], items: nil,
            environment: nil, until: Timestamp(seconds: Int64(Self.future + 60)),
            reviewBy: Timestamp(seconds: Int64(Self.future + 60)), reason: "x")
        try repository.forge(.waiver(waiver), by: .manager, at: Self.future)
        try repository.forge(
            .exemption(.init(commit: commit, exempt: true, reason: "x")),
            .link(.init(commit: commit, item: ItemID(key: "RFC", number: 1), belongs: true, reason: "x")), by: .tester,
            at: Self.future)
        let shut = try repository.gate(status: 1)
        #expect(Set(shut.codes).isSuperset(of: ["unlinked", "signoff"]))
        let journal = try repository.sluice("journal", "--json").output
        #expect(journal.contains("\"early\""), "\(journal)")
    }

    @Test("the manifest of a tag of the future is no base, and makes its review due all the same")
    func waitsWithManifests() throws {
        try repository.approve("1.0", "RFC-1")
        try #require(try repository.sluice("tag", "1.0").status == 0)
        let manifest = try #require(
            try repository.records(of: .release("1.0")).records.last { $0.record.statement.kind == .manifest })
        try repository.forge(manifest.record.statement, by: .developer, at: Self.future)
        try repository.commit("RFC-2: second")
        try repository.approve("1.1", "RFC-2")
        #expect(try repository.gate("1.1", status: 0).open)
    }

    @Test("a server takes nothing that opens before its time, and takes what shuts")
    func refusesOnTheServer() throws {
        try repository.approve("1.0", "RFC-1")
        let server = try repository.clone("server.git", bare: true)
        try #require(try server.sluice("hooks", "install").status == 0)
        try repository.git("remote", "add", "origin", "file://\(server.path)")
        let shared = try repository.resolve("sluice/ledger")
        try repository.forge(signOff(.approve), by: .tester, at: TestRepository.now + 3_600)
        let early = try repository.tryGit("push", "origin", "sluice/ledger")
        #expect(early.status != 0 && early.errors.contains("is dated after now"), "\(early.errors)")
        try repository.git("update-ref", "refs/heads/sluice/ledger", shared)
        try repository.forgetLedger()
        try repository.forge(signOff(.approve), by: .tester, at: TestRepository.now + 120)
        try repository.forge(signOff(.reject), by: .tester, at: TestRepository.now + 3_600)
        try repository.git("push", "origin", "sluice/ledger")
    }

    @Test("a tolerance of nothing is obeyed")
    func obeysTheTolerance() throws {
        let policy = Array(
            (TestRepository.hookPolicy + """

                [role "qa"]
                    member = quinn@example.org
                [ledger]
                    clock-tolerance = 0s
                """).utf8)
        try #require(
            try repository.sluice("policy", "edit", "--file", "-", "--reason", "x", input: policy).status == 0)
        try repository.plan("1.0", "RFC-1")
        try repository.forge(signOff(.approve), by: .tester, at: TestRepository.now + 200)
        #expect(try repository.gate(status: 1).codes.contains("signoff"))
    }

    @Test("of each kind, what a record of the future would open stays shut, also where a join brought it")
    func staysShutAfterAJoin() throws {
        try repository.plan("1.0", "RFC-1")
        let clone = try repository.clone()
        try clone.git("branch", "sluice/ledger", "origin/sluice/ledger")
        try clone.forge(signOff(.approve), by: .tester, at: Self.future)
        try repository.git("remote", "add", "origin", "file://\(clone.path)")
        try repository.git("fetch", "--quiet", "origin", "sluice/ledger:refs/remotes/origin/sluice/ledger")
        try repository.addItems(["RFC-5"])
        #expect(try repository.gate(status: 1).codes.contains("signoff"))
        try #require(try repository.sluice("approve", "--all", "--release", "1.0", person: .tester).status == 0)
        #expect(try repository.gate(status: 0).open)
    }
}
