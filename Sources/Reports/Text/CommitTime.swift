package import Git
import Ledger

/// When a commit was made, in UTC. Commits can claim any time; what no calendar shows is brought to its ends.
package struct CommitTime: Sendable {
    private static let secondsADay: Int64 = 86_400

    private let date: Day
    private let seconds: Int64

    package init(_ commit: Commit) {
        let time = commit.committerTime
        seconds = (time % Self.secondsADay + Self.secondsADay) % Self.secondsADay
        date = Day(number: (time &- seconds) / Self.secondsADay)
    }

    /// `2026-11-22`
    package var day: String { date.description }

    /// `2026-11-22T21:21:00Z`
    package var second: String { date.text(atSecond: seconds) + "Z" }
}
