import TestSupport
import Testing

@testable import Ledger

/// Moments as people write them.
@Suite struct TimeInputTests {
    /// Wednesday, 2026-11-25, 10:00 UTC.
    private let now = Timestamp(seconds: 1_795_600_800)

    /// An hour before UTC; two from the last Sunday of March on, when 02:00 to 03:00 is skipped, to that of October.
    static let berlin = ZoneRules(name: "Europe/Berlin") { moment in
        let isSummer = moment.seconds >= 1_774_746_000 && moment.seconds < 1_792_890_000
        let shift: Int64 = isSummer ? 7200 : 3600
        return (CivilTime(seconds: moment.seconds + shift), isSummer ? "CEST" : "CET")
    }

    @Test(
        "all ways to write a time",
        arguments: [
            ("now", "2026-11-25T10:00:00.000Z"), ("2026-11-22", "2026-11-22T00:00:00.000Z"),
            ("2026-11-22 22:00", "2026-11-22T22:00:00.000Z"), ("2026-11-22T22:00:30Z", "2026-11-22T22:00:30.000Z"),
            ("2026-11-22T22:00:00.123+01:00", "2026-11-22T21:00:00.000Z"),
            ("2026-11-22 22:00-0530", "2026-11-23T03:30:00.000Z"),
            ("2026-11-22 22:00+02", "2026-11-22T20:00:00.000Z"), ("today 9:05", "2026-11-25T09:05:00.000Z"),
            ("tomorrow 22:00", "2026-11-26T22:00:00.000Z"), ("Yesterday", "2026-11-24T00:00:00.000Z"),
            ("fri 22:00", "2026-11-27T22:00:00.000Z"), ("Wednesday 8:00", "2026-12-02T08:00:00.000Z"),
            ("mon", "2026-11-30T00:00:00.000Z"), ("+3d", "2026-11-28T10:00:00.000Z"),
            ("-2h", "2026-11-25T08:00:00.000Z"),
            ("+90m", "2026-11-25T11:30:00.000Z"), ("+1w", "2026-12-02T10:00:00.000Z"),
        ])
    func readsTimes(_ text: String, _ moment: String) throws {
        #expect(try TimeInput(text, now: now, zone: .utc).moment.description == moment)
    }

    @Test(
        "nothing else is a time",
        arguments: [
            "", "soon", "22:00", "2026-02-30", "2026-11-22 24:00", "2026-11-22 22:60", "2026-11-22 2200", "mo 9:00",
            "+3", "+3y", "3d", "2026-11-22 22:00 CET", "tomorrow at 9", "2026-11-22T", "+999999999d",
        ])
    func refusesOthers(_ text: String) {
        #expect(throws: TimeInput.Problem.unknown) { try TimeInput(text, now: now, zone: .utc) }
    }

    @Test("times of a zone: skipped ones are refused, of two the first counts")
    func heedsZones() throws {
        let read = { (text: String) throws in try TimeInput(text, now: now, zone: Self.berlin).moment.description }
        #expect(try read("2026-11-22 22:00") == "2026-11-22T21:00:00.000Z")
        #expect(try read("2026-07-01 22:00") == "2026-07-01T20:00:00.000Z")
        #expect(throws: TimeInput.Problem.skipped("2026-03-29 02:30 Europe/Berlin")) { try read("2026-03-29 02:30") }
        // Clocks show 02:30 twice on 2026-10-25.
        #expect(try read("2026-10-25 02:30") == "2026-10-25T00:30:00.000Z")
    }

    @Test("any text is a time or none")
    func readsAnything() {
        var random = SequenceGenerator(seed: 3)
        let parts = ["2026-11-22", "T", " ", "22:00", "z", "+", "-", "1", "h", "fri", "tomorrow", ":", ".", "9", "now"]
        for _ in 0..<5_000 {
            let text = (0..<Int.random(in: 0...6, using: &random)).map { _ in parts.randomElement(using: &random) ?? ""
            }.joined()
            guard let read = try? TimeInput(text, now: now, zone: Self.berlin) else { continue }
            let again = try? TimeInput(read.moment.description, now: now, zone: .utc)
            #expect(again == read, "\(text)")
        }
    }
}
