import System

/// A day of the calendar, from year 1 to 9999; it is written `2026-01-05` (ISO 8601).
package struct Day: Hashable, Comparable, Sendable, CustomStringConvertible {
    static let earliest: Int64 = -719_162
    static let latest: Int64 = 2_932_896

    /// Days since 1970-01-01.
    package let number: Int64

    /// A day that the calendar does not have is brought to its nearer end.
    package init(number: Int64) { self.number = min(max(number, Self.earliest), Self.latest) }

    /// Nil for numbers that are no day, such as 31 February.
    package init?(year: Int, month: Int, day: Int) {
        let february = GregorianCalendar.isLeap(Int64(year)) ? 29 : 28
        let lengths = [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        guard 1...9999 ~= year, 1...12 ~= month, 1...lengths[month - 1] ~= day else { return nil }
        number = GregorianCalendar.days(year: Int64(year), month: Int64(month), day: Int64(day))
    }

    /// Reads the form that `description` writes; nil for any other.
    package init?(_ text: some StringProtocol) {
        let digits = Array(text.utf8)
        guard digits.count == 10, digits[4] == UInt8(ascii: "-"), digits[7] == UInt8(ascii: "-"),
            let year = digits[..<4].decimal, let month = digits[5..<7].decimal, let day = digits[8...].decimal
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    package var description: String {
        var text = digits
        text.insert(UInt8(ascii: "-"), at: 6)
        text.insert(UInt8(ascii: "-"), at: 4)
        return String(decoding: text, as: UTF8.self)
    }

    /// `20260105`
    var digits: [UInt8] {
        let date = GregorianCalendar.date(ofDay: number)
        var text: [UInt8] = []
        text.reserveCapacity(10)
        text.append(date.year, digits: 4)
        text.append(date.month, digits: 2)
        text.append(date.day, digits: 2)
        return text
    }

    package static func < (left: Day, right: Day) -> Bool { left.number < right.number }
}

extension Day {
    /// A time of this day as ISO 8601 writes it, without fraction and zone: `2026-01-05T08:00:00`.
    ///
    /// Put together from bytes, as histories have very many times.
    package func text(atSecond second: Int64) -> String {
        var text = Array(description.utf8)
        text.reserveCapacity(20)
        for (mark, part) in [("T" as Unicode.Scalar, second / 3600), (":", second / 60 % 60), (":", second % 60)] {
            text.append(UInt8(ascii: mark))
            text.append(part, digits: 2)
        }
        return String(decoding: text, as: UTF8.self)
    }
}

extension [UInt8] {
    /// Appends a number with zeros before it. It has no more digits than asked for.
    mutating func append(_ number: Int64, digits: Int) {
        var scale: Int64 = 1
        for _ in 1..<digits { scale *= 10 }
        while scale > 0 {
            append(UInt8(ascii: "0") + UInt8(number / scale % 10))
            scale /= 10
        }
    }
}

extension ArraySlice<UInt8> {
    /// The number that decimal digits spell; nil for anything else, signs included, and for more digits than it holds.
    var decimal: Int? {
        guard !isEmpty, count < 19 else { return nil }
        var value = 0
        for digit in self {
            guard UInt8(ascii: "0")...UInt8(ascii: "9") ~= digit else { return nil }
            value = value * 10 + Int(digit - UInt8(ascii: "0"))
        }
        return value
    }
}
