import Changes
import Ledger
import TestSupport
import Testing

@Suite("F6: a clock that is an hour wrong, or runs backwards, does not change the order of decisions")
struct ClockTests {
    private let shared: SharedLedger
    private var dana: TestRepository { shared.dana }
    private var quinn: TestRepository { shared.quinn }
    /// What the program writes for each decision, to be written by other clocks.
    private var words: [String: Statement] = [:]

    init() throws {
        shared = try SharedLedger()
        let scratch = try shared.server.clone("scratch")
        try scratch.git("branch", "sluice/ledger", "origin/sluice/ledger")
        for decision in ["approve", "reject", "revoke"] {
            let note = decision == "approve" ? [] : ["--note", "why"]
            let command = [Places.program, decision, "RFC-1", "--release", "1.0"] + note
            let result = try scratch.start(command, person: .tester).wait()
            try #require(result.status == 0, "\(result.errors)")
            words[decision] = try #require(
                try scratch.records(of: .releaseItem("1.0", "RFC-1")).records.last {
                    $0.record.statement.kind == .signOff
                }
            ).record.statement
        }
    }

    private func decide(
        _ decision: String, in clone: TestRepository, hours: Int, by person: TestSupport.Person = .tester
    ) throws {
        try clone.forge(#require(words[decision]), by: person, at: clone.time + 3600 * hours)
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

    @Test("what a clone has seen comes before what it says then, whatever both clocks say")
    func ordersDecisionsOfTwoClones() throws {
        try decide("approve", in: quinn, hours: 5)
        try quinn.git("push", "origin", "sluice/ledger")
        try dana.sync()
        try decide("reject", in: dana, hours: -1)
        try dana.git("push", "origin", "sluice/ledger")
        try quinn.sync()
        #expect(try !quinn.gate(status: 1).open)
        try decide("approve", in: quinn, hours: -9)
        try quinn.git("push", "origin", "sluice/ledger")
        try dana.sync()
        #expect(try dana.gate(status: 0).open)
    }

    @Test("what neither has seen of the other counts as neither, whichever clock is ahead", arguments: [-1, 1])
    func keepsContradictionsShut(hours: Int) throws {
        try decide("approve", in: quinn, hours: hours)
        try decide("reject", in: dana, hours: 0, by: .manager)
        try quinn.sync()
        try dana.sync()
        #expect(try !dana.gate(status: 1).open)
    }
}
