import Changes

/// A change window or a freeze of an environment, with the record that says so.
package struct Window: Hashable, Sendable {
    package let record: RecordName
    package let by: Person
    package let statement: WindowStatement
    package let from: Timestamp
    package let until: Timestamp

    package var isFreeze: Bool { statement.form == .freeze }

    /// The zone by whose clocks it comes back; nil for one that does not, whose moments are the same everywhere.
    package var zone: String? { statement.every == nil ? nil : statement.zone }

    /// One time at which it is in force.
    package struct Occurrence: Hashable, Sendable {
        package let from: Timestamp
        package let until: Timestamp

        package init(from: Timestamp, until: Timestamp) {
            self.from = from
            self.until = until
        }
    }

    /// Its times between two moments, the first one first; at most `limit`.
    ///
    /// What comes back does so by the clocks of its zone: a window from 22:00 stays one when clocks are put forward. A time
    /// that clocks skip has no occurrence, and a freeze begins before it; a freeze ends by the clocks, too, if that is later. Of a day that a month does not have, the month's last day takes the place. Where
    /// the calendar ends, so do all windows.
    package func occurrences(from start: Timestamp, to end: Timestamp, zone: ZoneRules, limit: Int = 1_000)
        -> [Occurrence]
    {
        guard let every = statement.every else {
            return from < end && until > start ? [Occurrence(from: from, until: until)] : []
        }
        let length = until.milliseconds - from.milliseconds
        let (first, bound) = (
            zone.local(from).time, min(end, statement.last.map { Timestamp(milliseconds: $0.milliseconds + 1) } ?? end)
        )
        let last = zone.local(until).time
        var result: [Occurrence] = []
        // The one that began before the start, too, may last until then.
        var number = max(0, every.number(of: zone.local(start).time, since: first) - 1 - Int(length / every.shortest))
        while result.count < limit {
            defer { number += 1 }
            guard every.isWithinCalendar(number, after: first) else { break }
            guard let time = every.time(number, after: first) else { continue }
            guard time.seconds < zone.local(bound).time.seconds + 86_400 else { break }
            guard let begin = self.begin(at: time, zone), begin < bound else { continue }
            let end = isFreeze ? every.time(number, after: last).flatMap(zone.moment) : nil
            let occurrence = Occurrence(
                from: begin, until: max(Timestamp(milliseconds: begin.milliseconds + length), end ?? begin))
            if occurrence.until > start { result.append(occurrence) }
        }
        return result
    }

    /// No zone skips more than some hours at once.
    private func begin(at time: CivilTime, _ zone: ZoneRules) -> Timestamp? {
        if let moment = zone.moment(of: time) { return moment }
        guard isFreeze else { return nil }
        return (1...4).lazy.compactMap { (hours: Int64) in
            let second = time.second - 3_600 * hours
            let day = second < 0 ? Day(number: time.day.number - 1) : time.day
            return zone.moment(of: CivilTime(day: day, second: second < 0 ? second + 86_400 : second))
        }.first
    }

    package func contains(_ moment: Timestamp, zone: ZoneRules) -> Bool {
        let next = Timestamp(milliseconds: moment.milliseconds + 1)
        return occurrences(from: moment, to: next, zone: zone).contains { $0.from <= moment && moment < $0.until }
    }
}

extension WindowStatement.Recurrence {
    /// Milliseconds between two of them, at least.
    fileprivate var shortest: Int64 {
        switch self {
        case .daily: 82_800_000
        case .weekly: 601_200_000
        case .monthly: 2_419_200_000
        }
    }

    /// How many of them lie between two times, about.
    fileprivate func number(of time: CivilTime, since first: CivilTime) -> Int {
        let days = time.day.number - first.day.number
        switch self {
        case .daily: return Int(days)
        case .weekly: return Int(days / 7)
        case .monthly: return Int(days / 31)
        }
    }

    /// Whether the calendar has the day, or the month, of the one with a number.
    fileprivate func isWithinCalendar(_ number: Int, after first: CivilTime) -> Bool {
        switch self {
        case .daily: Int64(number) <= Day.latest - first.day.number
        case .weekly: Int64(number) <= (Day.latest - first.day.number) / 7
        case .monthly: first.day.hasMonth(monthsLater: number)
        }
    }

    /// The time of the one with a number, counted from 0; nil where the calendar has no such month.
    fileprivate func time(_ number: Int, after first: CivilTime) -> CivilTime? {
        switch self {
        case .daily: CivilTime(day: Day(number: first.day.number + Int64(number)), second: first.second)
        case .weekly: CivilTime(day: Day(number: first.day.number + 7 * Int64(number)), second: first.second)
        case .monthly: first.day.sameDay(monthsLater: number).map { CivilTime(day: $0, second: first.second) }
        }
    }
}

extension Day {
    private var parts: [Int] { description.split(separator: "-").compactMap { Int($0) } }

    fileprivate func hasMonth(monthsLater months: Int) -> Bool {
        let parts = parts
        return parts.count == 3 && parts[0] + (parts[1] - 1 + months) / 12 <= 9999
    }

    /// The last day of that month where it is shorter: no month lacks more than three days.
    fileprivate func sameDay(monthsLater months: Int) -> Day? {
        let parts = parts
        guard parts.count == 3 else { return nil }
        let month = parts[1] - 1 + months
        return (0...3).lazy.compactMap {
            Day(year: parts[0] + month / 12, month: month % 12 + 1, day: parts[2] - $0)
        }.first
    }
}

/// The windows and freezes of one environment that nobody took back: a pure fold.
package struct Windows: Hashable, Sendable {
    /// Sorted by their beginnings.
    package let all: [Window]

    package init(_ sequence: RecordSequence) {
        let words = sequence.records
        // A freeze is taken back by those only who may, like a window; a record that has not seen it takes back nothing.
        let sight = RecordSight(sequence)
        let windows = words.compactMap { Window($0) }
        all = windows.filter { window in
            !words.contains { closing in
                guard case .window(let statement) = closing.record.statement, statement.form == .close else {
                    return false
                }
                // To end a freeze opens.
                guard closing.opens || !window.isFreeze else { return false }
                return statement.closes.map(sequence.identity) == window.record
                    && sight.hasSeen(closing.name, window.record)
            }
        }.sorted { ($0.from, $0.record) < ($1.from, $1.record) }
    }

    private init(all: [Window]) { self.all = all }

    /// Those that are for releases of a component, by the policy's name for it.
    package func of(_ component: String?) -> Windows {
        Windows(all: all.filter { $0.statement.component == nil || $0.statement.component == component })
    }

    /// Those of which the times can be told here, and the others, whose zones are not known.
    ///
    /// - Parameter isKnown: whether the rules of a zone are known.
    package func readable(_ isKnown: (String?) -> Bool) -> (windows: Windows, others: [Window]) {
        let (readable, others) = all.parted { isKnown($0.zone) }
        return (Windows(all: readable), others)
    }

    /// The times of all windows and freezes between two moments, in the order of `all`.
    ///
    /// - Parameter zone: the rules of the zone that a window names.
    package func schedule(
        from start: Timestamp, to end: Timestamp, zone: (String?) throws -> ZoneRules
    ) rethrows -> [ScheduledWindow] {
        try all.flatMap { window in
            try window.occurrences(from: start, to: end, zone: zone(window.zone)).map {
                try scheduled(window, $0, zone: zone)
            }
        }
    }

    /// A time of a window with what freezes leave of it.
    package func scheduled(
        _ window: Window, _ time: Window.Occurrence, zone: (String?) throws -> ZoneRules
    ) rethrows -> ScheduledWindow {
        guard !window.isFreeze else { return ScheduledWindow(window: window, time: time, open: []) }
        let freezes = try all.filter(\.isFreeze).flatMap { freeze in
            try freeze.occurrences(from: time.from, to: time.until, zone: zone(freeze.zone))
        }
        return ScheduledWindow(window: window, time: time, open: freezes.reduce([time]) { $0.without($1) })
    }
}

/// One time of a window or a freeze.
package struct ScheduledWindow: Hashable, Sendable {
    package let window: Window
    package let time: Window.Occurrence
    /// The parts of a window's time in which no freeze shuts it, the first one first; empty for a freeze.
    package let open: [Window.Occurrence]

    package init(window: Window, time: Window.Occurrence, open: [Window.Occurrence]) {
        (self.window, self.time, self.open) = (window, time, open)
    }

    /// Whether freezes shut a window for all of the time.
    package var isClosed: Bool { !window.isFreeze && open.isEmpty }
    /// Whether freezes shut a window for a part of the time.
    package var isPartlyClosed: Bool { !open.isEmpty && open != [time] }
}

extension [Window.Occurrence] {
    fileprivate func without(_ freeze: Window.Occurrence) -> [Window.Occurrence] {
        flatMap { time in
            [
                Window.Occurrence(from: time.from, until: Swift.min(time.until, freeze.from)),
                Window.Occurrence(from: Swift.max(time.from, freeze.until), until: time.until),
            ].filter { $0.from < $0.until }
        }
    }
}

extension Window {
    fileprivate init?(_ stored: StoredRecord) {
        guard case .window(let statement) = stored.record.statement, statement.form != .close,
            let from = statement.from,
            let until = statement.until
        else { return nil }
        self.init(record: stored.name, by: stored.author, statement: statement, from: from, until: until)
    }
}
