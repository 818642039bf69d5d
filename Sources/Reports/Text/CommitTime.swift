package import Git

/// When a commit was made, in UTC. Commits can claim any time; what no calendar shows is brought to its ends.
package struct CommitTime: Sendable {
    private static let earliest: Int64 = -62_135_596_800
    private static let latest: Int64 = 253_402_300_799
    private static let secondsADay: Int64 = 86_400

    private let days: Int64
    private let seconds: Int64

    package init(_ commit: Commit) {
        let time = min(max(commit.committerTime, Self.earliest), Self.latest)
        seconds = (time % Self.secondsADay + Self.secondsADay) % Self.secondsADay
        days = (time - seconds) / Self.secondsADay
    }

    /// `2026-11-22`
    ///
    /// Counted in years that begin in March, so that the leap day comes last (H. Hinnant, "chrono-Compatible Low-Level Date
    /// Algorithms"): a formatter of the system takes longer than reading the commit.
    package var day: String {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(dayOfYear - (153 * shiftedMonth + 2) / 5 + 1, 2))"
    }

    /// `2026-11-22T21:21:00Z`
    package var second: String {
        "\(day)T\(padded(seconds / 3600, 2)):\(padded(seconds / 60 % 60, 2)):\(padded(seconds % 60, 2))Z"
    }

    private func padded(_ number: Int64, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}
