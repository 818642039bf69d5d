/// A moment as people write it.
///
/// - `2026-11-22T22:00:00Z`, `2026-11-22 22:00+01:00`, `2026-11-22 22:00`, `2026-11-22` (ISO 8601; without an offset in the
///   zone at hand, without a time at midnight)
/// - `now`, `today 22:00`, `tomorrow 9:00`, `yesterday`
/// - `fri 22:00`, `monday`: the next one, never today
/// - `+3d`, `-2h`, `+90m`, `+1w`: from now on
package struct TimeInput: Equatable, Sendable {
    package enum Problem: Error, Equatable, Sendable {
        /// It is written in no way that is known.
        case unknown
        /// Clocks skip this time, as they are put forward then.
        case skipped(String)
    }

    package let moment: Timestamp

    package init(_ text: String, now: Timestamp, zone: ZoneRules) throws(Problem) {
        let words = text.lowercased().split { $0 == " " || $0 == "\t" }.map(String.init)
        guard let first = words.first, words.count <= 2 else { throw .unknown }
        if words.count == 1, let shifted = Self.shifted(first, now) {
            moment = shifted
            return
        }
        if words.count == 1, first == "now" {
            moment = now
            return
        }
        let (date, clock) = try Self.parts(words)
        let today = zone.local(now).time.day
        guard let day = Self.day(date, today) else { throw .unknown }
        guard let (second, offset) = Self.clock(clock) else { throw .unknown }
        let time = CivilTime(day: day, second: second)
        if let offset {
            moment = Timestamp(seconds: time.seconds - offset)
        } else {
            guard let moment = zone.moment(of: time) else { throw .skipped("\(time.description) \(zone.name)") }
            self.moment = moment
        }
    }

    /// A date and a time, which a `T` may join.
    private static func parts(_ words: [String]) throws(Problem) -> (date: String, clock: String) {
        if words.count == 2 { return (words[0], words[1]) }
        let bytes = Array(words[0].utf8)
        guard bytes.count > 11, bytes[10] == UInt8(ascii: "t") else { return (words[0], "0:00") }
        return (String(decoding: bytes[..<10], as: UTF8.self), String(decoding: bytes[11...], as: UTF8.self))
    }

    private static func day(_ text: String, _ today: Day) -> Day? {
        switch text {
        case "today": return today
        case "tomorrow": return Day(number: today.number + 1)
        case "yesterday": return Day(number: today.number - 1)
        default:
            if let day = Day(text) { return day }
            guard text.utf8.count >= 3, let weekday = weekdays.firstIndex(where: { $0.hasPrefix(text) }) else {
                return nil
            }
            // 1970-01-01 was a Thursday.
            let current = Int((today.number % 7 + 7 + 3) % 7)
            let ahead = (weekday - current + 7) % 7
            return Day(number: today.number + Int64(ahead == 0 ? 7 : ahead))
        }
    }

    private static let weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

    /// `22:00`, `22:00:30`, `9:00z`, `22:00+01:00`; the fraction of a second is left out.
    private static func clock(_ text: String) -> (second: Int64, offset: Int64?)? {
        var (bytes, offset): (ArraySlice<UInt8>, Int64?) = (Array(text.utf8)[...], nil)
        if bytes.last == UInt8(ascii: "z") {
            (bytes, offset) = (bytes.dropLast(), 0)
        } else if let sign = bytes.firstIndex(where: { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") }) {
            guard let distance = time(bytes[(sign + 1)...], needsColon: false), distance < 86_400 else { return nil }
            offset = bytes[sign] == UInt8(ascii: "-") ? -distance : distance
            bytes = bytes[..<sign]
        }
        if let dot = bytes.firstIndex(of: UInt8(ascii: ".")) {
            guard bytes[(dot + 1)...].decimal != nil else { return nil }
            bytes = bytes[..<dot]
        }
        return time(bytes, needsColon: true).map { ($0, offset) }
    }

    private static func time(_ bytes: ArraySlice<UInt8>, needsColon: Bool) -> Int64? {
        var parts = bytes.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        if !needsColon, parts.count == 1, parts[0].count == 4 { parts = [parts[0].prefix(2), parts[0].suffix(2)] }
        if !needsColon, parts.count == 1, parts[0].count == 2 { parts.append(Array("00".utf8)[...]) }
        let numbers = parts.compactMap(\.decimal)
        guard 2...3 ~= parts.count, numbers.count == parts.count, parts.dropFirst().allSatisfy({ $0.count == 2 }),
            1...2 ~= parts[0].count, numbers[0] < 24, numbers.dropFirst().allSatisfy({ $0 < 60 })
        else { return nil }
        return Int64(numbers[0] * 3600 + numbers[1] * 60 + (numbers.count == 3 ? numbers[2] : 0))
    }

    /// `+3d`, `-2h`
    private static func shifted(_ text: String, _ now: Timestamp) -> Timestamp? {
        let bytes = Array(text.utf8)
        guard let sign = bytes.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"), bytes.count < 9,
            let unit = units[bytes[bytes.count - 1]], let count = bytes[1..<(bytes.count - 1)].decimal
        else { return nil }
        let distance = Int64(count) * unit * 1000
        return Timestamp(milliseconds: now.milliseconds + (sign == UInt8(ascii: "-") ? -distance : distance))
    }

    private static let units: [UInt8: Int64] = [
        UInt8(ascii: "s"): 1, UInt8(ascii: "m"): 60, UInt8(ascii: "h"): 3600, UInt8(ascii: "d"): 86_400,
        UInt8(ascii: "w"): 604_800,
    ]
}
