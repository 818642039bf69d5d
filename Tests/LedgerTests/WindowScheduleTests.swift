import Git
import Testing

@testable import Ledger

@Suite("The times of windows and freezes")
struct WindowScheduleTests {
    private func window(
        _ from: String, _ until: String, _ form: WindowStatement.Form = .open,
        every: WindowStatement.Recurrence? = nil
    ) throws -> Statement {
        var statement = WindowStatement("production", form)
        (statement.from, statement.until) = (try moment(from), try moment(until))
        statement.every = every
        return .window(statement)
    }

    private func moment(_ text: String) throws -> Timestamp { try #require(Timestamp("\(text):00.000Z")) }

    private func schedule(_ statements: [Statement], from: String, to: String) throws -> [ScheduledWindow] {
        let records = statements.enumerated().map { second, statement in
            let record = Record(
                at: Timestamp(seconds: Int64(second)), by: Person(name: "A", email: "a@b"), repository: "r", after: [],
                statement: statement)
            return StoredRecord(file: RecordName(at: record.at, blob: .zero), record: record)
        }
        return try Windows(RecordSequence(records)).schedule(from: moment(from), to: moment(to)) { _ in .utc }
    }

    private func shown(_ occurrence: Window.Occurrence) -> String {
        "\(occurrence.from.description.prefix(16)) \(occurrence.until.description.prefix(16))"
    }

    @Test(
        "monthly from the end of a month means the last day of shorter months",
        arguments: [
            ("2027-10-31", ["2027-10-31", "2027-11-30", "2027-12-31", "2028-01-31", "2028-02-29", "2028-03-31"]),
            ("2026-12-30", ["2026-12-30", "2027-01-30", "2027-02-28", "2027-03-30", "2027-04-30", "2027-05-30"]),
            ("2027-01-28", ["2027-01-28", "2027-02-28", "2027-03-28", "2027-04-28", "2027-05-28", "2027-06-28"]),
        ])
    func clampsMonths(first: String, days: [String]) throws {
        let monthly = try window("\(first)T22:00", "\(first)T23:00", every: .monthly)
        let times = try schedule([monthly], from: "\(first)T00:00", to: "2099-01-01T00:00").map(\.time)
        #expect(times.prefix(6).map { String($0.from.description.prefix(10)) } == days)
        #expect(times.allSatisfy { $0.until.seconds - $0.from.seconds == 3600 })
    }

    @Test("T51: a freeze whose beginning clocks skip begins before that, and lasts to its end by the clocks")
    func freezesThroughChangesOfClocks() throws {
        let zone = TimeInputTests.berlin
        let windows = { (statement: Statement) in
            let record = Record(
                at: Timestamp(seconds: 1), by: Person(name: "A", email: "a@b"), repository: "r", after: [],
                statement: statement)
            return Windows(RecordSequence([StoredRecord(file: RecordName(at: record.at, blob: .zero), record: record)]))
        }
        let skipped = try #require(
            windows(try window("2026-03-22T01:30", "2026-03-23T01:30", .freeze, every: .weekly)).all.first)
        #expect(skipped.contains(try moment("2026-03-29T12:00"), zone: zone))
        #expect(skipped.contains(try moment("2026-03-29T01:00"), zone: zone))
        let sundays = try #require(
            windows(try window("2026-10-17T22:00", "2026-10-18T22:00", .freeze, every: .weekly)).all.first)
        #expect(sundays.contains(try moment("2026-10-25T22:30"), zone: zone))
        #expect(!sundays.contains(try moment("2026-10-25T23:30"), zone: zone))
        // What opens has the shorter reading.
        let open = try #require(windows(try window("2026-10-17T22:00", "2026-10-18T22:00", every: .weekly)).all.first)
        #expect(!open.contains(try moment("2026-10-25T22:30"), zone: zone))
    }

    @Test("a later look finds the same times")
    func findsLateMonths() throws {
        let monthly = try window("2027-01-31T22:00", "2027-01-31T23:00", every: .monthly)
        let times = try schedule([monthly], from: "2031-02-28T22:30", to: "2031-04-01T00:00").map { shown($0.time) }
        #expect(times == ["2031-02-28T22:00 2031-02-28T23:00", "2031-03-31T22:00 2031-03-31T23:00"])
    }

    @Test(
        "a freeze closes the windows inside it, and parts of others",
        arguments: [
            ([], false, false, ["2027-01-05T20:00 2027-01-05T22:00"]),
            ([("2027-01-05T20:00", "2027-01-05T22:00")], true, false, []),
            ([("2027-01-01T00:00", "2027-01-05T21:00"), ("2027-01-05T20:30", "2027-01-09T00:00")], true, false, []),
            ([("2027-01-05T22:00", "2027-01-05T23:00")], false, false, ["2027-01-05T20:00 2027-01-05T22:00"]),
            (
                [("2027-01-05T20:30", "2027-01-05T21:00")], false, true,
                ["2027-01-05T20:00 2027-01-05T20:30", "2027-01-05T21:00 2027-01-05T22:00"]
            ),
        ])
    func closesWindows(freezes: [(String, String)], isClosed: Bool, isPartlyClosed: Bool, open: [String]) throws {
        let windows = try schedule(
            [window("2027-01-05T20:00", "2027-01-05T22:00")] + freezes.map { try window($0.0, $0.1, .freeze) },
            from: "2027-01-05T00:00", to: "2027-01-06T00:00"
        ).filter { !$0.window.isFreeze }
        #expect(windows.map(\.isClosed) == [isClosed] && windows.map(\.isPartlyClosed) == [isPartlyClosed])
        #expect(windows.flatMap(\.open).map(shown) == open)
    }

    @Test("a freeze itself is neither open nor closed")
    func leavesFreezes() throws {
        let times = try schedule(
            [
                window("2027-01-05T20:00", "2027-01-05T22:00", .freeze),
                window("2027-01-05T00:00", "2027-01-06T00:00", .freeze),
            ],
            from: "2027-01-05T00:00", to: "2027-01-06T00:00")
        #expect(times.count == 2 && times.allSatisfy { !$0.isClosed && !$0.isPartlyClosed && $0.open.isEmpty })
    }
}
