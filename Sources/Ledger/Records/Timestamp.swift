import System

/// A moment in UTC to the millisecond, as records hold it: `2026-11-22T21:21:00.123Z` (ISO 8601).
package struct Timestamp: Hashable, Comparable, Sendable, CustomStringConvertible {
    private static let millisecondsADay: Int64 = 86_400_000

    /// Milliseconds since 1970, within the calendar (`Day`): whatever is counted from a moment cannot overflow.
    package let milliseconds: Int64

    /// A moment that the calendar does not have is brought to its nearer end.
    package init(milliseconds: Int64) {
        self.milliseconds = min(max(milliseconds, Self.earliest), Self.latest)
    }

    /// As by milliseconds. Commits hold any number.
    package init(seconds: Int64) {
        self.init(milliseconds: min(max(seconds, Self.earliest / 1000), Self.latest / 1000) * 1000)
    }

    private static let earliest = Day.earliest * millisecondsADay
    private static let latest = (Day.latest + 1) * millisecondsADay - 1

    /// The clock of the machine.
    package static var now: Timestamp { Timestamp(milliseconds: millisecondsNow()) }

    /// Later by a length of time, as far as the calendar goes.
    package static func + (time: Timestamp, span: TimeSpan) -> Timestamp {
        Timestamp(milliseconds: time.milliseconds + Timestamp(seconds: span.seconds).milliseconds)
    }

    /// Reads the form that `description` writes; nil for any other.
    package init?(_ text: some StringProtocol) {
        let digits = Array(text.utf8)
        let marks: [(Int, UInt8)] = [
            (10, UInt8(ascii: "T")), (13, UInt8(ascii: ":")), (16, UInt8(ascii: ":")), (19, UInt8(ascii: ".")),
            (23, UInt8(ascii: "Z")),
        ]
        guard digits.count == 24, marks.allSatisfy({ digits[$0] == $1 }),
            let day = Day(String(decoding: digits[..<10], as: UTF8.self)),
            let hour = digits[11..<13].decimal, let minute = digits[14..<16].decimal,
            let second = digits[17..<19].decimal, let fraction = digits[20..<23].decimal,
            hour < 24, minute < 60, second < 60
        else { return nil }
        milliseconds =
            day.number * Self.millisecondsADay + Int64(((hour * 60 + minute) * 60 + second) * 1000 + fraction)
    }

    package var description: String {
        let (day, rest) = parts
        var text = Array(day.text(atSecond: rest / 1000).utf8)
        text.append(UInt8(ascii: "."))
        text.append(rest % 1000, digits: 3)
        text.append(UInt8(ascii: "Z"))
        return String(decoding: text, as: UTF8.self)
    }

    /// The form of record names, which sorts by time and has no character that a path could not hold.
    var compact: [UInt8] {
        let (day, rest) = parts
        var text = day.digits
        text.reserveCapacity(48)
        text.append(UInt8(ascii: "T"))
        for part in [rest / 3_600_000, rest / 60_000 % 60, rest / 1000 % 60] { text.append(part, digits: 2) }
        text.append(UInt8(ascii: "."))
        text.append(rest % 1000, digits: 3)
        text.append(UInt8(ascii: "Z"))
        return text
    }

    /// Reads the form of record names.
    init?(compact digits: [UInt8]) {
        guard digits.count == 20 else { return nil }
        let text = String(decoding: digits, as: UTF8.self)
        let part = { (from: Int, to: Int) in String(decoding: digits[from..<to], as: UTF8.self) }
        let day = "\(part(0, 4))-\(part(4, 6))-\(part(6, 8))"
        self.init("\(day)T\(part(9, 11)):\(part(11, 13)):\(part(13, 15))\(part(15, 20))")
        guard String(decoding: compact, as: UTF8.self) == text else { return nil }
    }

    private var parts: (day: Day, rest: Int64) {
        let (days, rest) = milliseconds.quotientAndRemainder(dividingBy: Self.millisecondsADay)
        return rest < 0 ? (Day(number: days - 1), rest + Self.millisecondsADay) : (Day(number: days), rest)
    }

    package static func < (left: Timestamp, right: Timestamp) -> Bool { left.milliseconds < right.milliseconds }
}
