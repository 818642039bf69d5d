package import Ledger

extension Timestamp {
    /// The time as people read it, in UTC to the second: `2026-11-22 21:21:00`.
    package var shown: String { String(description.prefix(19)).replacing("T", with: " ") }

    /// The time as clocks of a zone show it, with its name: `2026-11-22 22:00 CET`.
    package func shown(in zone: ZoneRules) -> String {
        let local = zone.local(self)
        return SafeText.line("\(local.time.description) \(local.abbreviation)")
    }

    /// The same to the second: `2026-11-22 22:00:05 CET`.
    package func shownToSecond(in zone: ZoneRules) -> String {
        let local = zone.local(self)
        let second = (local.time.seconds % 60 + 60) % 60
        return SafeText.line("\(local.time.description):\(second < 10 ? "0" : "")\(second) \(local.abbreviation)")
    }
}
