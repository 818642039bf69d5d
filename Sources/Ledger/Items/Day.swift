/// A day of the calendar; it is written `2026-01-05` (ISO 8601).
struct Day: CustomStringConvertible {
    private let year: Int
    private let month: Int
    private let number: Int

    /// Nil for numbers that are no day, such as 31 February.
    init?(year: Int, month: Int, day: Int) {
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        guard 1900...9999 ~= year, 1...12 ~= month, 1...lengths[month - 1] ~= day else { return nil }
        (self.year, self.month, number) = (year, month, day)
    }

    /// Reads the form that `description` writes; nil for any other.
    init?(_ text: String) {
        let parts = text.split(separator: "-").compactMap { Int($0) }
        guard parts.count == 3 else { return nil }
        self.init(year: parts[0], month: parts[1], day: parts[2])
        guard description == text else { return nil }
    }

    var description: String { [(year, 4), (month, 2), (number, 2)].map(Self.padded).joined(separator: "-") }

    private static func padded(_ number: Int, to width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}
