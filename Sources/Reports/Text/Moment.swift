package import Ledger

extension Timestamp {
    /// The time as people read it, in UTC to the second: `2026-11-22 21:21:00`.
    package var shown: String { String(description.prefix(19)).replacing("T", with: " ") }
}
