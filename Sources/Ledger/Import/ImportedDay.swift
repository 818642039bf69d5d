/// The order in which a tracker writes day, month and year where all three are numbers.
package enum DateOrder: String, CaseIterable, Sendable {
    case dmy, mdy, ymd

    /// The places of year, month and day.
    fileprivate var places: (year: Int, month: Int, day: Int) {
        switch self {
        case .dmy: (2, 1, 0)
        case .mdy: (2, 0, 1)
        case .ymd: (0, 1, 2)
        }
    }
}

extension Day {
    /// The day that a tracker's text begins with: `2026-01-05T09:00:00Z`, `2026/01/05`, `05/Jan/26 9:00 AM`,
    /// `5 January 2026`, `Jan 5, 2026`. Nil for all else.
    ///
    /// - Parameter order: how to read `01/02/2026`; nil where nobody said it, and such a text is no day.
    init?(imported text: String, order: DateOrder? = nil) {
        let parts = Self.parts(of: text)
        guard parts.count == 3 else { return nil }
        if parts[0].utf8.count == 4, let year = Int(parts[0]), let month = Int(parts[1]) {
            let digits = parts[2].prefix { $0 != "t" }
            self.init(year: year, month: month, day: Int(digits) ?? 0)
        } else if let month = Self.month(parts[1]) {
            self.init(year: Self.year(parts[2]), month: month, day: Int(parts[0]) ?? 0)
        } else if let month = Self.month(parts[0]) {
            self.init(year: Self.year(parts[2]), month: month, day: Int(parts[1]) ?? 0)
        } else if let places = order?.places, let month = Int(parts[places.month]), let day = Int(parts[places.day]) {
            self.init(year: Self.year(parts[places.year]), month: month, day: day)
        } else {
            return nil
        }
    }

    /// Whether a text is a day for those who know the order of its numbers: `01/02/2026` is two.
    static func needsOrder(_ text: String) -> Bool {
        DateOrder.allCases.contains { Day(imported: text, order: $0) != nil } && Day(imported: text) == nil
    }

    private static func parts(of text: String) -> [String] {
        text.lowercased().split { !$0.isLetter && !$0.isNumber }.prefix(3).map(String.init)
    }

    private static func month(_ text: String) -> Int? {
        let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
        return months.firstIndex { text.hasPrefix($0) }.map { $0 + 1 }
    }

    /// Of two digits, a year of this century; 0 for what is no year.
    private static func year(_ text: String) -> Int {
        guard let year = Int(text) else { return 0 }
        return text.utf8.count == 2 ? 2000 + year : year
    }
}
