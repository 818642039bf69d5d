import Changes
import Git
import Ledger
import TestSupport
import Testing

/// What a clone wrote while its clock was wrong, and how it comes right before anybody else has it.
@Suite("a clone with a wrong clock") struct WrongClockTests {
    private let shared: SharedLedger
    private var dana: TestRepository { shared.dana }
    private let subject: Subject

    init() throws {
        shared = try SharedLedger()
        subject = try .releaseItem("1.0", "RFC-1")
    }

    /// The words that a person said with another clock.
    @discardableResult
    private func say(
        _ decision: SignOffStatement.Decision, by person: TestSupport.Person, at time: Int
    ) throws -> StoredRecord {
        let statement = SignOffStatement(
            release: try #require(Version("1.0")), item: ItemID(key: "RFC", number: 1), role: "qa", decision: decision,
            content: [try #require(ObjectID(dana.resolve("HEAD")))], note: "x")
        return try dana.forge(.signOff(statement), by: person, at: time)[0]
    }

    @Test("sync says so and shares nothing; doctor --fix records it anew; then it is shared, and counts")
    func comesRight() throws {
        dana.useTheClock()
        dana.person = .tester
        let before = try shared.server.resolve("sluice/ledger")
        let early = try say(.approve, by: .tester, at: TestRepository.now + 86_400)
        let later = try say(.revoke, by: .tester, at: TestRepository.now + 86_500)
        let again = try say(.approve, by: .tester, at: TestRepository.now + 86_600)
        let refused = try dana.sync(status: 1)
        #expect(refused.errors.contains("3 are dated after now"), "\(refused.errors)")
        #expect(refused.errors.contains("sluice doctor --fix"))
        #expect(try shared.server.resolve("sluice/ledger") == before)
        #expect(try dana.sluice("doctor").output.contains("3 records dated after now, which only this clone has"))
        let fixed = try dana.sluice("doctor", "--fix")
        #expect(fixed.errors.contains("Recorded 3 records anew"), "\(fixed.errors)")
        #expect(fixed.output.contains("no date is wrong"))
        let records = try dana.records(of: subject)
        let names = records.all.map(\.name)
        #expect(Set(names).isDisjoint(with: [early.name, later.name, again.name]))
        let own = records.all.filter { $0.record.statement.kind == .signOff }
        #expect(own.map { $0.record.statement.body.deed.prefix(8) } == ["approval", "revocati", "approval"])
        #expect(own[1].record.after == [own[0].name] && own[2].record.after == [own[1].name])
        #expect(own.allSatisfy { $0.record.at <= .now })
        try dana.sync()
        #expect(try shared.server.resolve("sluice/ledger") == dana.resolve("sluice/ledger"))
        try shared.quinn.sync()
        #expect(!(try shared.quinn.gate(status: 1).codes.contains("signoff")))
    }

    @Test("a clock that was behind is found by what its writer had seen")
    func findsAClockThatWasBehind() throws {
        dana.useTheClock()
        dana.person = .tester
        let hour = TestRepository.now - 3_600
        try say(.approve, by: .tester, at: hour)
        // Another clock, two hours behind that one, takes what it has seen for the future.
        try say(.reject, by: .tester, at: hour - 7_200)
        let refused = try dana.sync(status: 1)
        #expect(refused.errors.contains("1 is dated before what the writer had seen"), "\(refused.errors)")
        try #require(try dana.sluice("doctor", "--fix").errors.contains("Recorded 1 record anew"))
        try dana.sync()
        let records = try dana.records(of: subject).all.map(\.record)
        #expect(records.map(\.at) == records.map(\.at).sorted())
    }

    @Test("what others wrote, and what tags rest on, is not written anew by anybody")
    func leavesOthersWords() throws {
        dana.useTheClock()
        let foreign = try say(.approve, by: .tester, at: TestRepository.now + 86_400)
        let tip = try dana.resolve("sluice/ledger")
        let refused = try dana.sluice("doctor", "--fix")
        #expect(refused.status == 1 && refused.errors.contains("wrote \(foreign.name)"), "\(refused.errors)")
        #expect(try dana.resolve("sluice/ledger") == tip)
    }

    @Test("records with right dates that nothing wrong precedes stay as they are")
    func keepsWhatIsRight() throws {
        dana.useTheClock()
        try #require(try dana.sluice("rfc", "add", "RFC-8", "--title", "right").status == 0)
        let right = try dana.records(of: .item(ItemID(key: "RFC", number: 8))).all.map(\.name)
        try dana.forge(
            .item(.init(item: ItemID(key: "RFC", number: 9), noun: .rfc, set: [.title: "wrong"])), by: .developer,
            at: TestRepository.now + 86_400)
        try #require(try dana.sluice("doctor", "--fix").errors.contains("Recorded 1 record anew"))
        #expect(try dana.records(of: .item(ItemID(key: "RFC", number: 8))).all.map(\.name) == right)
        #expect(try dana.sluice("rfc", "list").output.contains("wrong"))
        try dana.sync()
    }

    @Test("records of the future that others shared are named, and shut nobody out")
    func namesWhatOthersShared() throws {
        let quinn = shared.quinn
        try quinn.forge(
            .item(.init(item: ItemID(key: "RFC", number: 9), noun: .rfc, set: [.title: "wrong"])), by: .tester,
            at: TestRepository.now + 86_400)
        try quinn.git("push", "origin", "sluice/ledger")
        let came = try dana.sync()
        #expect(came.errors.contains("Records came that are dated after now"), "\(came.errors)")
        try #require(try dana.sluice("rfc", "add", "RFC-8", "--title", "right").status == 0)
        try dana.sync()
    }
}
