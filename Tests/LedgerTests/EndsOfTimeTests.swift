import Changes
import Testing

@testable import Git
@testable import Ledger

@Suite("Where the calendar and Swift's numbers end")
struct EndsOfTimeTests {
    private static let last = "9999-12-31T23:59:59.999Z"
    private static let first = "0001-01-01T00:00:00.000Z"

    @Test(
        arguments: [
            (Int64.max, last), (.min, first), (253_402_300_800, "9999-12-31T23:59:59.000Z"), (-62_135_596_801, first),
            (999_999_999_999_999_999, "9999-12-31T23:59:59.000Z"), (0, "1970-01-01T00:00:00.000Z"),
        ] as [(Int64, String)])
    func bringsSecondsToTheCalendar(seconds: Int64, shown: String) throws {
        let moment = Timestamp(seconds: seconds)
        #expect(moment.description.prefix(19) == shown.prefix(19))
        #expect(Timestamp(moment.description) == moment)
    }

    @Test func bringsMillisecondsToTheCalendar() {
        #expect(Timestamp(milliseconds: .max).description == Self.last)
        #expect(Timestamp(milliseconds: .min).description == Self.first)
        #expect(Timestamp(milliseconds: Timestamp(milliseconds: .max).milliseconds + 1).description == Self.last)
    }

    @Test(arguments: WindowStatement.Recurrence.allCases)
    func endsWindowsWithTheCalendar(every: WindowStatement.Recurrence) throws {
        for (from, until) in [("9999-12-01T22:00:00.000Z", "9999-12-01T23:00:00.000Z"), (Self.first, Self.last)] {
            let window = try window(every, from: from, until: until)
            let end = Timestamp(milliseconds: .max)
            for start in [Timestamp(milliseconds: .min), Timestamp(seconds: 1_800_000_000), end] {
                #expect(window.occurrences(from: start, to: end, zone: .utc).count <= 1_000)
            }
            _ = window.contains(end, zone: .utc)
        }
        let late = try window(every, from: "9999-11-30T22:00:00.000Z", until: "9999-11-30T23:00:00.000Z")
        let times = late.occurrences(from: late.from, to: Timestamp(milliseconds: .max), zone: .utc)
        #expect(times.count == [.daily: 32, .weekly: 5, .monthly: 2][every])
        #expect(Set(times.map(\.from)).count == times.count)
    }

    private func window(_ every: WindowStatement.Recurrence, from: String, until: String) throws -> Window {
        var statement = WindowStatement("production", .open)
        let (from, until) = (try #require(Timestamp(from)), try #require(Timestamp(until)))
        (statement.from, statement.until, statement.every) = (from, until, every)
        return Window(
            record: RecordName(at: from, blob: .zero), by: Person(name: "A", email: "a@b"), statement: statement,
            from: from, until: until)
    }

    @Test(arguments: ["1", "42", "999999999"])
    func readsVersionsOfThePolicy(name: String) {
        #expect(Policy.version(named: name).map(String.init) == name)
    }

    @Test(arguments: [
        "", "0", "-1", "+3", "03", "٣", "3x", "1000000000", "9223372036854775807", "99999999999999999999", " 1",
    ])
    func readsNoOtherNames(name: String) {
        #expect(Policy.version(named: name) == nil)
    }

    @Test(
        "numbers that not every reader of JSON has exactly",
        arguments: [
            ("9007199254740991", true), ("-9007199254740991", true), ("9007199254740992", false),
            ("9223372036854775807", false), ("-9223372036854775808", false), ("1e3", false), ("1.0", false),
        ])
    func readsWholeNumbers(digits: String, isRead: Bool) {
        #expect((Int(json: .number(digits)) != nil) == isRead)
    }
}
