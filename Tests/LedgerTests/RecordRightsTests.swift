import Changes
import Git
import TestSupport
import Testing

@testable import Ledger

/// A doubt never admits what opens, and never takes away what shuts: by which policies a record is judged.
@Suite("the policies under which a record counts") struct RecordRightsTests {
    private let ledger: TestLedger

    init() throws { ledger = try TestLedger() }

    private static func policy(members: String...) -> [UInt8] {
        let roles = members.map { "\tmember = \($0)@example.org\n" }.joined()
        return Array((TestLedger.policy + "[role \"qa\"]\n" + roles).utf8)
    }

    private func edit(_ members: String, replacing version: Int, at seconds: Int64) throws {
        try LedgerWriter(ledger.repository, by: .dana(at: seconds))
            .appendPolicy(Self.policy(members: members), replacing: version, reason: nil)
    }

    private func decide(_ decision: SignOffStatement.Decision, by name: String, at seconds: Int64) throws
        -> StoredRecord
    {
        try ledger.append(try .signOff(decision), by: .person(name, at: seconds))[0]
    }

    private func records() throws -> [RecordName: StoredRecord] {
        let version = try #require(Version("1.0"))
        let all = try ledger.reader().records(of: .releaseItem(version, .rfc1)).all
        return Dictionary(all.map { ($0.name, $0) }) { first, _ in first }
    }

    @Test("who loses a role loses their approvals, and not their rejections")
    func keepsWhatShuts() throws {
        try edit("quinn", replacing: 1, at: 1)
        let approval = try decide(.approve, by: "Quinn", at: 2)
        let rejection = try decide(.reject, by: "Quinn", at: 3)
        try edit("rene", replacing: 2, at: 4)
        let found = try records()
        #expect(found[approval.name]?.authorship == .discounted(.noRight))
        #expect(found[rejection.name]?.counts == true && found[rejection.name]?.weight == .shuts)
    }

    @Test("who gets a role later has not spoken for it before; a rejection counts all the same")
    func admitsNothingLater() throws {
        try edit("quinn", replacing: 1, at: 1)
        let approval = try decide(.approve, by: "Rene", at: 2)
        let rejection = try decide(.reject, by: "Rene", at: 3)
        try edit("rene", replacing: 2, at: 4)
        let again = try decide(.approve, by: "Rene", at: 5)
        let found = try records()
        #expect(found[approval.name]?.authorship == .discounted(.noRightThen(policy: 2)))
        #expect(found[rejection.name]?.counts == true)
        #expect(found[again.name]?.weight == .opens)
    }

    @Test("somebody without a right under any of the policies neither opens nor shuts")
    func hearsNoStranger() throws {
        try edit("quinn", replacing: 1, at: 1)
        let rejection = try decide(.reject, by: "Mallory", at: 2)
        #expect(try records()[rejection.name]?.authorship == .discounted(.noRight))
    }

    @Test("a record that two clones brought together entered under the policy of its own one, whatever its date says")
    func knowsWhereItEntered() throws {
        try edit("quinn", replacing: 1, at: 1)
        let before = try ledger.reader()
        try edit("rene", replacing: 2, at: 2)
        let main = try ledger.reader().tip
        // The other clone does not know the third policy, and its clock is far ahead of it.
        let writer = LedgerWriter(ledger.repository, by: .person("Rene", at: 100))
        let prepared = try writer.prepare("side", [try .signOff(.approve)], after: before)
        let location = LedgerLocation(
            branch: before.branch, local: main, remote: Reference(name: "refs/remotes/o/l", target: prepared.newTip),
            tips: [main, prepared.newTip])
        let joined = try LedgerReader(ledger.repository, at: location)
        let version = try #require(Version("1.0"))
        let record = try #require(try joined.records(of: .releaseItem(version, .rfc1)).all.first)
        #expect(record.authorship == .discounted(.noRightThen(policy: 2)))
    }

    @Test("before the time of a key its owner's rejection counts, and their approval does not")
    func keepsRejectionsOfWrongClocks() throws {
        var policy = try Policy(text: Self.policy(members: "quinn"), version: 1)
        policy.requiredSignatures = .decisions
        let key = try SigningKey(
            "from=2026-06-01 until=2026-07-01 openpgp " + String(repeating: "A", count: 40) + " AAAA")
        var quinn = KnownPerson(id: "quinn")
        (quinn.addresses, quinn.keys) = (["quinn@example.org"], [key])
        policy.people = [quinn]
        let weight = { (decision: SignOffStatement.Decision, seconds: Int64) throws -> StatementEffect? in
            let author = Author.person("Quinn", at: 0)
            let record = Record(
                at: Timestamp(seconds: seconds), by: author.person, repository: "r", after: [],
                statement: try .signOff(decision))
            let found = RecordRights(versions: [policy]).judgement(
                of: record, signedBy: .key(key.key), entered: { 1...1 }, introduced: { [1] })
            return found.authorship.counts ? found.weight : nil
        }
        let (before, within, after): (Int64, Int64, Int64) = (1_780_000_000, 1_781_000_000, 1_783_000_000)
        #expect(try weight(.approve, within) == .opens)
        #expect(try weight(.reject, within) == .shuts)
        #expect(try weight(.revoke, within) == .both)
        #expect(try weight(.approve, before) == nil)
        #expect(try weight(.reject, before) == .shuts)
        #expect(try weight(.revoke, before) == .shuts)
        #expect(try weight(.reject, after) == nil, "a key that ended says nothing new")
    }

    @Test("a key has ended once its end lies before now by more than clocks may differ")
    func findsEndedKeys() throws {
        var policy = try Policy(text: Self.policy(members: "quinn"), version: 1)
        let key = try SigningKey("until=2026-07-01 openpgp " + String(repeating: "A", count: 40) + " AAAA")
        var quinn = KnownPerson(id: "quinn")
        quinn.keys = [key, try SigningKey("openpgp " + String(repeating: "B", count: 40) + " AAAA")]
        policy.people = [quinn]
        let end = try #require(key.until)
        #expect(policy.end(of: key.key, before: end + policy.clockTolerance) == nil)
        #expect(policy.end(of: key.key, before: end + policy.clockTolerance + TimeSpan(seconds: 1)) == end)
        #expect(policy.end(of: quinn.keys[1].key, before: end + TimeSpan(seconds: 999_999)) == nil, "without an end")
    }

    @Test("every kind says what it does to a gate and who may say it; its line is read again")
    func describesEveryKind() throws {
        let examples = try StatementExample.all()
        #expect(Set(examples.map(\.statement.kind)) == Set(Statement.Kind.allCases))
        let text = """
            [window]
            \trole = qa
            [waiver]
            \trole = qa
            [status "ready-for-review"]
            \trole = qa

            """
        let policy = try Policy(text: Self.policy(members: "quinn") + Array(text.utf8), version: 1)
        let people = ["quinn", "mallory"].map {
            Speaker(Ledger.Person(name: $0, email: "\($0)@example.org"), .claimed)
        }
        for example in examples {
            let statement = example.statement
            #expect(statement.effect == example.effect, "\(statement)")
            #expect(!statement.body.deed.isEmpty && statement.body.about == statement.subject)
            #expect(people.map { policy.may($0, say: statement) } == [true, !example.isForRole], "\(statement)")
            let record = Record(
                at: Timestamp(seconds: 5), by: people[0].person, repository: "r", after: [], statement: statement)
            #expect(try Record.read(record.line()).record == record)
        }
    }

    @Test("where signatures are asked for, a claim says nothing, of whatever kind the policy covers")
    func asksForKeys() throws {
        var policy = try Policy(text: Self.policy(members: "quinn"), version: 1)
        let quinn = Ledger.Person(name: "quinn", email: "quinn@example.org")
        for required in RequiredSignatures.allCases {
            policy.requiredSignatures = required
            for example in try StatementExample.all() where !example.isForRole {
                let isCovered = required.cover(example.statement.kind)
                // Where signatures are asked for, these two are for administrators.
                guard ![.policy, .setAside].contains(example.statement.kind) else { continue }
                #expect(policy.may(Speaker(quinn, .claimed), say: example.statement) == !isCovered)
                #expect(policy.may(Speaker(quinn, .key), say: example.statement))
            }
        }
    }
}

/// A statement of each kind, with what the design says of it.
private struct StatementExample {
    let statement: Statement
    let effect: StatementEffect
    /// Whether it is for members of a role alone, in a policy that names one for everything.
    let isForRole: Bool

    private init(_ statement: Statement, _ effect: StatementEffect, isForRole: Bool = false) {
        (self.statement, self.effect, self.isForRole) = (statement, effect, isForRole)
    }

    static func all() throws -> [StatementExample] {
        let release = try #require(Version("1.0"))
        let (from, until) = (Timestamp(seconds: 1), Timestamp(seconds: 2))
        var (plan, hold) = (PlanStatement(release: release), PlanStatement(release: release))
        (plan.target, plan.add, hold.hold) = ("refs/heads/main", [.rfc1], [.rfc2])
        var (drop, emergency) = (PlanStatement(release: release), PlanStatement(release: release))
        (drop.drop, emergency.type) = ([.rfc1], .emergency)
        var (window, freeze, end) = (
            WindowStatement("production", .open), WindowStatement("production", .freeze),
            WindowStatement("production", .close)
        )
        (window.from, window.until, freeze.from, freeze.until) = (from, until, from, until)
        end.closes = RecordName(at: from, blob: .zero)
        let begun = DeploymentStatement(environment: "production", release: release, tag: "v1.0", commit: .zero)
        var done = begun
        done.outcome = .succeeded
        let result = { (outcome: TestResultStatement.Outcome) in
            Statement.testResult(
                TestResultStatement(
                    release: release, item: .rfc1, testCase: ItemID(key: "TC", number: 1), outcome: outcome,
                    content: [], patches: [], commit: .zero))
        }
        let waiver = { (ends: RecordName?) in
            Statement.waiver(
                WaiverStatement(
                    release: release, rules: ["tests"], items: nil, environment: nil, until: until, reviewBy: until,
                    ends: ends, reason: "r"))
        }
        let clearance = { (decision: SignOffStatement.Decision) in
            Statement.clearance(
                ClearanceStatement(
                    environment: "production", release: release, commit: .zero, role: "qa", decision: decision,
                    note: nil))
        }
        return [
            .init(.title(.rfc1, "x"), .both),
            .init(.link(.init(commit: .zero, item: .rfc1, belongs: true, reason: "r")), .opens),
            .init(.link(.init(commit: .zero, item: .rfc1, belongs: false, reason: "r")), .both),
            .init(.exemption(.init(commit: .zero, exempt: true, reason: "r")), .opens),
            .init(.exemption(.init(commit: .zero, exempt: false, reason: "r")), .shuts),
            .init(.plan(plan), .both), .init(.plan(hold), .shuts), .init(.plan(drop), .both),
            .init(.plan(emergency), .both),
            .init(try .signOff(.approve), .opens, isForRole: true),
            .init(try .signOff(.reject), .shuts, isForRole: true),
            .init(try .signOff(.revoke), .both, isForRole: true),
            .init(
                .move(
                    .init(release: release, item: .rfc1, from: "developing", through: ["ready-for-review"], reason: nil)
                ),
                .both, isForRole: true),
            .init(
                .move(
                    .init(release: release, item: .rfc1, from: "ready-for-review", through: ["developing"], reason: "r")
                ),
                .both),
            .init(.testCase(.init(ItemID(key: "TC", number: 1), set: [.title: "x"])), .both),
            .init(result(.pass), .opens, isForRole: true), .init(result(.fail), .shuts, isForRole: true),
            .init(.window(window), .opens, isForRole: true), .init(.window(freeze), .shuts, isForRole: true),
            .init(.window(end), .both, isForRole: true),
            .init(.deployment(begun), .both, isForRole: true), .init(.deployment(done), .both, isForRole: true),
            .init(clearance(.approve), .opens, isForRole: true), .init(clearance(.reject), .shuts, isForRole: true),
            .init(waiver(nil), .both, isForRole: true),
            .init(waiver(RecordName(at: from, blob: .zero)), .shuts),
            .init(.review(.init(release: release, waiver: nil, note: "n")), .opens),
            .init(
                .package(.init(release: release, tag: "v1.0", commit: .zero, content: .tree, digest: "0", size: 1)),
                .opens, isForRole: true),
            .init(
                .handover(.init(release: release, commit: .zero, role: "qa", content: .zero, note: nil)), .opens,
                isForRole: true),
            .init(
                .manifest(
                    .init(
                        release: release, tag: "v1.0", candidate: .zero, base: nil, baseRule: "x", policy: 1, items: [],
                        commits: [], signOffs: [])), .both),
            .init(.policy(.init(version: 2, text: .zero, reason: nil)), .both),
            .init(.verdict(.init(release: release, tag: "v1.0", object: .zero, commit: .zero, findings: [])), []),
            .init(.setAside(.init(file: .zero, path: "x", reason: "r")), .opens),
        ]
    }
}
