import Changes
import Git
import TestSupport
import Testing

@testable import Ledger

/// The folds over records that are dated after now, with the time as a value: what shuts counts, what opens does not yet.
@Suite("folds over records of the future") struct EarlyRecordTests {
    private static let now = Timestamp(seconds: 1_700_000_000)
    private let release: Version

    init() throws { release = try #require(Version("1.0")) }

    /// Records about one subject, each in view of those before; the ones of `early` are dated after now.
    private func sequence(_ statements: [(Statement, by: String, early: Bool)]) throws -> RecordSequence {
        var stored: [StoredRecord] = []
        for (number, (statement, name, early)) in statements.enumerated() {
            let author = Author.person(name, at: Int64(number) + (early ? 1_000_000 : 0))
            let record = Record(
                at: author.time, by: author.person, repository: TestLedger.identity,
                after: stored.suffix(1).map(\.name),
                statement: statement)
            let blob = try Repository.id(of: record.line(), .blob)
            stored.append(
                StoredRecord(file: RecordName(at: record.at, blob: blob), record: record)
                    .judged(
                        RecordJudgement(
                            authorship: .claimed, author: author.person, weight: statement.effect), isEarly: early))
        }
        return RecordSequence(stored)
    }

    private func plan(_ change: (inout PlanStatement) -> Void) -> Statement {
        var statement = PlanStatement(release: release)
        change(&statement)
        return .plan(statement)
    }

    @Test("one that only opens decides nothing, and a writer names it as seen all the same")
    func discountsOpeners() throws {
        let records = try sequence([(.signOff(.reject), "Quinn", false), (.signOff(.approve), "Quinn", true)])
        #expect(records.records.count == 1 && records.all.count == 2)
        #expect(records.all[1].authorship == .discounted(.early))
        #expect(records.heads.map(\.name) == [records.all[1].name])
        let signOffs = SignOffs(role: "qa", in: records)
        #expect(signOffs.early.count == 1 && signOffs.discounted.isEmpty && signOffs.approvals.isEmpty)
        #expect(signOffs.rejections.count == 1)
    }

    @Test("a rejection of the future takes back an approval; the taking back of a rejection waits")
    func rejects() throws {
        let rejected = SignOffs(
            role: "qa", in: try sequence([(.signOff(.approve), "Quinn", false), (.signOff(.reject), "Rene", true)]))
        #expect(rejected.approvals.isEmpty && rejected.rejections.count == 1)
        let revoked = SignOffs(
            role: "qa", in: try sequence([(.signOff(.reject), "Quinn", false), (.signOff(.revoke), "Quinn", true)]))
        #expect(revoked.rejections.count == 1 && revoked.unansweredRejections.count == 1)
        let approval = SignOffs(
            role: "qa", in: try sequence([(.signOff(.approve), "Quinn", false), (.signOff(.revoke), "Quinn", true)]))
        #expect(approval.approvals.isEmpty)
    }

    @Test("of a plan what it holds and adds counts, and nothing else; what it drops stays planned, and is reported")
    func plans() throws {
        let records = try sequence([
            (
                plan {
                    $0.target = "refs/heads/main"; $0.add = [.rfc1]; $0.hold = [.rfc2]
                }, "Dana", false
            ),
            (
                plan {
                    $0.target = "refs/heads/evil"; $0.base = "0.9"; $0.withoutCommits = [.rfc1]; $0.unhold = [.rfc2]
                    $0.type = .standard; $0.hold = [.rfc1]; $0.drop = [.rfc1]
                }, "Mallory", true
            ),
        ])
        let found = try #require(ReleasePlan(records))
        #expect(found.target == "refs/heads/main" && found.base == nil && found.type == .normal)
        #expect(found.holds == [.rfc1, .rfc2] && found.items == [.rfc1] && found.withoutCommits.isEmpty)
        #expect(found.doubtfullyDropped == [.rfc1] && found.dropped.isEmpty)
        #expect(ReleasePlan(try sequence([(plan { $0.add = [.rfc1] }, "Mallory", true)])) == nil)
    }

    @Test("a move of the future leads back and not up")
    func moves() throws {
        let move = { (through: [String]) in
            Statement.move(
                MoveStatement(release: release, item: .rfc1, from: "developing", through: through, reason: nil))
        }
        let up = StatusMoves(try sequence([(move(["ready-for-review"]), "Dana", true)]))
        #expect(up.standing(on: StatusEngine()) { _, _ in true }.status.id == "developing")
        let back = StatusMoves(
            try sequence([(move(["ready-for-review"]), "Dana", false), (move(["developing"]), "Dana", true)]))
        #expect(back.standing(on: StatusEngine()) { _, _ in true }.status.id == "developing")
        let end = StatusMoves(try sequence([(move(["withdrawn"]), "Dana", true)]))
        #expect(end.standing(on: StatusEngine()) { _, _ in true }.status.id == "withdrawn")
    }

    @Test("a test that failed in the future failed, and one that passed did not pass yet")
    func tests() throws {
        let result = { (outcome: TestResultStatement.Outcome) in
            Statement.testResult(
                TestResultStatement(
                    release: release, item: .rfc1, testCase: ItemID(key: "TC", number: 1), outcome: outcome,
                    content: [], patches: [], commit: .zero))
        }
        let passed = TestResults(try sequence([(result(.fail), "Quinn", false), (result(.pass), "Quinn", true)]))
        #expect(passed.latest.values.joined().map(\.statement.outcome) == [.fail] && passed.early.count == 1)
        let failed = TestResults(try sequence([(result(.pass), "Quinn", false), (result(.fail), "Quinn", true)]))
        #expect(failed.latest.values.joined().map(\.statement.outcome) == [.fail])
    }

    @Test("a test case of the future is a case; an edit of the future makes it ask for no less")
    func testCases() throws {
        let id = ItemID(key: "TC", number: 1)
        let set = { (values: [TestCase.Attribute: String]) in Statement.testCase(.init(id, set: values)) }
        let retired = TestCase(
            try sequence([(set([.title: "x"]), "Quinn", false), (set([.state: "retired"]), "Quinn", true)]))
        #expect(retired?.isActive == true)
        #expect(TestCase(try sequence([(set([.title: "x"]), "Quinn", true)]))?.isActive == true)
    }

    @Test("an incident that is closed in the future is open, and one that is opened again is open")
    func incidents() throws {
        let set = { (state: String) in Statement.item(.init(item: .rfc1, noun: .incident, set: [.state: state])) }
        #expect(Item(try sequence([(set("open"), "Olga", false), (set("closed"), "Olga", true)]))?.isOpen == true)
        #expect(Item(try sequence([(set("closed"), "Olga", false), (set("open"), "Olga", true)]))?.isOpen == true)
    }

    @Test("a deployment that begins in the future is under way, and one that ends then is not at its end")
    func deployments() throws {
        var start = DeploymentStatement(environment: "production", release: release, tag: "v1.0", commit: .zero)
        let begun = Deployments(try sequence([(.deployment(start), "Olga", true)]))
        #expect(begun.unfinished.count == 1)
        let first = try sequence([(.deployment(start), "Olga", false)]).all[0].name
        var end = start
        (end.ends, end.outcome) = (first, .succeeded)
        let ended = Deployments(
            try sequence([(.deployment(start), "Olga", false), (.deployment(end), "Olga", true)]))
        #expect(ended.unfinished.count == 1 && ended.running == nil)
        start.outcome = .succeeded
        let done = Deployments(try sequence([(.deployment(start), "Olga", true)]))
        #expect(done.newestRunning?.release == release && !done.has(release, on: .zero), "it keeps older ones out")
    }

    @Test("every kind of statement either opens, or shuts, or is told apart by its fold, or decides nothing")
    func coversEveryKind() {
        let folded: Set<Statement.Kind> = [
            .item, .testCase, .plan, .move, .window, .deployment, .policy, .signOff, .link, .waiver, .clearance,
        ]
        let plain: Set<Statement.Kind> = [
            .exemption, .testResult, .review, .package, .handover, .manifest, .setAside,
        ]
        #expect(folded.union(plain).union([.verdict]) == Set(Statement.Kind.allCases))
    }

    @Test("the latest time leaves the future out, and dates a record no earlier than the past that was seen")
    func datesByThePast() throws {
        let records = try sequence([(.title(.rfc1, "a"), "Dana", false), (.title(.rfc1, "b"), "Dana", true)])
        #expect(records.latest(until: Self.now) == Self.now)
        #expect(records.latest(until: Timestamp(seconds: 1_800_000_000)) == Timestamp(seconds: 1_701_000_001))
        #expect(records.latest(until: Timestamp(seconds: 1)) == nil)
    }

    @Test("times at the ends of what numbers hold do not trap")
    func survivesTheEndsOfTime() {
        for seconds: Int64 in [.max, .min, .max / 1_000 + 1, 4_070_000_000] {
            let time = Timestamp(seconds: seconds)
            _ = time + TimeSpan(seconds: .max)
            _ = time.description
        }
        #expect(Timestamp(seconds: .max) + TimeSpan(seconds: .max) == Timestamp(milliseconds: .max))
        #expect(Timestamp(seconds: 5) + TimeSpan(seconds: 2) == Timestamp(seconds: 7))
    }

    @Test("the time in a name is that of its record; other names have none")
    func readsNames() {
        for milliseconds: Int64 in [0, 999, 1_700_000_000_123, 253_402_300_799_999] {
            let time = Timestamp(milliseconds: milliseconds)
            #expect(RecordName(at: time, blob: .zero).time == time)
        }
        for text in ["", "20261131T212100.123Z-0000000000000000.json", "2026-1122T212100.123-0000000000000000.json"] {
            #expect(RecordName(text).time == nil)
        }
    }
}
