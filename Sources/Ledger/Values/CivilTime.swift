/// A day and a time of it, as clocks on walls show them, without a zone.
package struct CivilTime: Hashable, Comparable, Sendable {
    package var day: Day
    /// Seconds since midnight, 0 to 86,399.
    package var second: Int64

    package init(day: Day, second: Int64) {
        self.day = day
        self.second = second
    }

    /// Seconds as if it were UTC.
    package var seconds: Int64 { day.number * 86_400 + second }

    package init(seconds: Int64) {
        let second = (seconds % 86_400 + 86_400) % 86_400
        self.init(day: Day(number: (seconds - second) / 86_400), second: second)
    }

    package static func < (left: CivilTime, right: CivilTime) -> Bool { left.seconds < right.seconds }

    /// `2026-11-22 22:00`
    package var description: String {
        let text = day.text(atSecond: second)
        return String(text.prefix(16)).replacing("T", with: " ")
    }
}

/// The rules of a zone: what its clocks show when, as far as the machine knows.
package struct ZoneRules: Sendable {
    /// As the IANA names it: `Europe/Berlin`; `UTC`.
    package let name: String
    /// What clocks show at a moment, and how people call their time then: `CET`.
    package let local: @Sendable (Timestamp) -> (time: CivilTime, abbreviation: String)

    package init(name: String, local: @escaping @Sendable (Timestamp) -> (time: CivilTime, abbreviation: String)) {
        self.name = name
        self.local = local
    }

    package static let utc = ZoneRules(name: "UTC") { moment in
        (CivilTime(seconds: moment.seconds), "UTC")
    }

    /// The moment at which clocks show a time: the first of two, where clocks were put back; nil where they skipped it.
    package func moment(of time: CivilTime) -> Timestamp? {
        // No zone is more than a day off; its offset a day before and a day after are all that there can be.
        let offsets = [-86_400, 86_400].map { shift in
            local(Timestamp(seconds: time.seconds + shift)).time.seconds - (time.seconds + shift)
        }
        let moments = Set(offsets.map { time.seconds - $0 }).sorted().map { Timestamp(seconds: $0) }
        return moments.first { local($0).time == time }
    }
}

extension Timestamp {
    /// Whole seconds since 1970, rounded down.
    package var seconds: Int64 { (milliseconds - (milliseconds % 1000 + 1000) % 1000) / 1000 }
}
