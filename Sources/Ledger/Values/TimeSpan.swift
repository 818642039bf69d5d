/// A length of time as policies and options name it: `90s`, `15m`, `2h`, `1d`.
package struct TimeSpan: Hashable, Sendable, CustomStringConvertible {
    package let seconds: Int64

    package init(seconds: Int64) { self.seconds = max(0, seconds) }

    /// Nil for anything but a number and one of the letters s, m, h and d.
    package init?(_ text: String) {
        guard let unit = Self.units.first(where: { text.hasSuffix($0.name) }), text.utf8.count < 10,
            let count = Array(text.utf8.dropLast())[...].decimal
        else { return nil }
        seconds = Int64(count) * unit.seconds
    }

    private static let units: [(name: String, seconds: Int64)] = [("s", 1), ("m", 60), ("h", 3600), ("d", 86_400)]

    /// In the largest unit of which it holds at least two, or one exactly, rounded down: `90s`, `15m`, `26h`.
    package var description: String {
        let unit = Self.units.last { seconds >= 2 * $0.seconds || seconds == $0.seconds } ?? Self.units[0]
        return "\(seconds / unit.seconds)\(unit.name)"
    }
}
