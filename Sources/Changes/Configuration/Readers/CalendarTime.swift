/// A second of the Gregorian calendar, in UTC.
struct CalendarTime {
    private let days: Int
    private let second: Int

    /// Nil beyond the years that four digits can tell.
    init?(secondsSince2001 seconds: Double) {
        // From the start of year 1 to the end of year 9999.
        guard seconds >= -63_113_904_000, seconds < 252_423_993_600 else { return nil }
        let whole = Int(seconds.rounded(.down)) + Self.secondsFrom1970To2001
        second = (whole % Self.secondsADay + Self.secondsADay) % Self.secondsADay
        days = (whole - second) / Self.secondsADay
    }

    private static let secondsADay = 86_400
    private static let secondsFrom1970To2001 = 978_307_200

    /// `2026-11-25T08:00:00Z`.
    var text: String {
        let (year, month, day) = date
        let clock = [second / 3_600, second / 60 % 60, second % 60].map { padded($0, 2) }.joined(separator: ":")
        return [padded(year, 4), padded(month, 2), padded(day, 2)].joined(separator: "-") + "T" + clock + "Z"
    }

    private func padded(_ number: Int, _ count: Int) -> String {
        let digits = "\(number)"
        return String(repeating: "0", count: max(0, count - digits.utf8.count)) + digits
    }

    /// Years begin in March here, so that a leap day is the last of one; 400 of them have 146,097 days.
    private var date: (year: Int, month: Int, day: Int) {
        let sinceYear0 = days + 719_468
        let (era, dayOfEra) = (sinceYear0 / 146_097, sinceYear0 % 146_097)
        let year = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * year + year / 4 - year / 100)
        let month = (5 * dayOfYear + 2) / 153
        let january = month >= 10
        return (era * 400 + year + (january ? 1 : 0), month + (january ? -9 : 3), dayOfYear - (153 * month + 2) / 5 + 1)
    }
}
