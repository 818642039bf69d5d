package import Git
import Ledger

/// When a commit was made, in UTC. Commits can claim any time; what no calendar shows is brought to its ends.
package struct CommitTime: Sendable {
    private static let earliest: Int64 = -62_135_596_800
    private static let latest: Int64 = 253_402_300_799

    private let text: String

    package init(_ commit: Commit) {
        let seconds = min(max(commit.committer.time, Self.earliest), Self.latest)
        text = Timestamp(seconds: seconds).description
    }

    /// `2026-11-22`
    package var day: String { String(text.prefix(10)) }

    /// `2026-11-22T21:21:00Z`
    package var second: String { text.prefix(19) + "Z" }
}
