import TestSupport
import Testing

@Suite("F6: a clock that is an hour wrong, or runs backwards, does not change the order of decisions")
struct ClockTests {
    private let shared: SharedLedger
    private var dana: TestRepository { shared.dana }
    private var quinn: TestRepository { shared.quinn }

    init() throws { shared = try SharedLedger() }

    private func decide(_ decision: String, in clone: TestRepository, hours: Int) throws {
        let before = clone.time
        clone.time += 3600 * hours
        let note = decision == "approve" ? [] : ["--note", "why"]
        let command = [Places.program, decision, "RFC-1", "--release", "1.0"] + note
        let result = try clone.start(command, person: .tester).wait()
        clone.time = before
        try #require(result.status == 0, "\(result.errors)")
    }

    @Test func ordersDecisionsOfOneClone() throws {
        try decide("approve", in: dana, hours: 0)
        #expect(try dana.gate(status: 0).open)
        try decide("reject", in: dana, hours: -1)
        #expect(try !dana.gate(status: 1).open)
        try decide("approve", in: dana, hours: -2)
        #expect(try dana.gate(status: 0).open)
        try decide("revoke", in: dana, hours: -3)
        #expect(try !dana.gate(status: 1).open)
    }

    @Test("what a clone has synced comes before what it says then, whatever both clocks say")
    func ordersDecisionsOfTwoClones() throws {
        try decide("approve", in: quinn, hours: 5)
        try quinn.sync()
        try dana.sync()
        try decide("reject", in: dana, hours: -1)
        try dana.sync()
        try quinn.sync()
        #expect(try !quinn.gate(status: 1).open)
        try decide("approve", in: quinn, hours: -9)
        try quinn.sync()
        try dana.sync()
        #expect(try dana.gate(status: 0).open)
    }

    @Test("what neither has seen of the other counts as neither, whichever clock is ahead", arguments: [-1, 1])
    func keepsContradictionsShut(hours: Int) throws {
        try decide("approve", in: quinn, hours: hours)
        let rejection = try dana.sluice(
            "reject", "RFC-1", "--release", "1.0", "--note", "no", person: .manager)
        try #require(rejection.status == 0)
        try quinn.sync()
        try dana.sync()
        #expect(try !dana.gate(status: 1).open)
    }
}
