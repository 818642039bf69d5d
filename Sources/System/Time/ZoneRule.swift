/// When clocks change, each year anew: `CET-1CEST,M3.5.0,M10.5.0/3` (tzset(3), with the wider hours of RFC 8536).
struct ZoneRule: Sendable {
    private let standard: ZonePeriod
    private let summer: Summer?

    private struct Summer: Sendable {
        let period: ZonePeriod
        let start: YearlyMoment
        let end: YearlyMoment
    }

    /// - Returns: nil where the text is no such rule, as where it is empty.
    init?(_ text: String) {
        var reader = RuleReader(text)
        guard let name = reader.name(), let west = reader.time() else { return nil }
        standard = ZonePeriod(offset: -west, abbreviation: name)
        guard !reader.isAtEnd else {
            summer = nil
            return
        }
        guard let name = reader.name() else { return nil }
        let offset = reader.isAt(",") ? standard.offset + 3600 : reader.time().map { -$0 }
        guard let offset, let start = reader.moment(), let end = reader.moment(), reader.isAtEnd else { return nil }
        summer = Summer(period: ZonePeriod(offset: offset, abbreviation: name), start: start, end: end)
    }

    func period(at seconds: Int64) -> ZonePeriod {
        guard let summer else { return standard }
        let local = seconds + standard.offset
        let year = GregorianCalendar.date(ofDay: (local - (local % 86_400 + 86_400) % 86_400) / 86_400).year
        let start = summer.start.seconds(in: year) - standard.offset
        let end = summer.end.seconds(in: year) - summer.period.offset
        // South of the equator the year begins and ends in summer.
        let isSummer = start < end ? start <= seconds && seconds < end : !(end <= seconds && seconds < start)
        return isSummer ? summer.period : standard
    }
}

/// A day of each year, and a time of it in seconds, which may be on another day.
private struct YearlyMoment: Sendable {
    enum Day: Sendable {
        /// The day of that week of a month, the fifth week being the last one; Sunday is 0.
        case weekday(Int64, week: Int64, month: Int64)
        /// A day by its number from 1 on, 29 February never counted.
        case withoutLeapDay(Int64)
        /// A day by its number from 0 on.
        case counted(Int64)
    }

    let day: Day
    let time: Int64

    /// In seconds since 1970, by the clock that is changed.
    func seconds(in year: Int64) -> Int64 { days(in: year) * 86_400 + time }

    private func days(in year: Int64) -> Int64 {
        let newYear = GregorianCalendar.days(year: year, month: 1, day: 1)
        switch day {
        case .counted(let number): return newYear + number
        case .withoutLeapDay(let number):
            return newYear + number - (number < 60 || !GregorianCalendar.isLeap(year) ? 1 : 0)
        case .weekday(let weekday, let week, let month):
            let first = GregorianCalendar.days(year: year, month: month, day: 1)
            // 1970-01-01 was a Thursday.
            let day = first + ((weekday - (first + 4)) % 7 + 7) % 7 + (week - 1) * 7
            let next = GregorianCalendar.days(year: month == 12 ? year + 1 : year, month: month % 12 + 1, day: 1)
            return day < next ? day : day - 7
        }
    }
}

private struct RuleReader {
    private var rest: Substring

    init(_ text: String) { rest = text[...] }

    var isAtEnd: Bool { rest.isEmpty }

    func isAt(_ character: Character) -> Bool { rest.first == character }

    private mutating func skip(_ character: Character) -> Bool {
        guard isAt(character) else { return false }
        rest.removeFirst()
        return true
    }

    /// `CET`, `<+0330>`
    mutating func name() -> String? {
        let isQuoted = skip("<")
        let name = rest.prefix { isQuoted ? $0 != ">" : $0.isASCII && $0.isLetter }
        rest = rest[name.endIndex...]
        guard !name.isEmpty, !isQuoted || skip(">") else { return nil }
        return String(name)
    }

    private mutating func number(upTo limit: Int64) -> Int64? {
        let digits = rest.prefix { $0.isASCII && $0.isNumber }
        guard digits.utf8.count <= 3, let number = Int64(digits), number <= limit else { return nil }
        rest = rest[digits.endIndex...]
        return number
    }

    /// `-1`, `3:30`, `-0:44:30`, in seconds.
    mutating func time() -> Int64? {
        let sign: Int64 = skip("-") ? -1 : 1
        if sign == 1 { _ = skip("+") }
        guard var seconds = number(upTo: 167).map({ $0 * 3600 }) else { return nil }
        for unit: Int64 in [60, 1] where skip(":") {
            guard let part = number(upTo: 59) else { return nil }
            seconds += part * unit
        }
        return sign * seconds
    }

    /// `,M3.5.0`, `,J60/3`, `,59`: at two o'clock where no time is named.
    mutating func moment() -> YearlyMoment? {
        guard skip(","), let day = day() else { return nil }
        guard skip("/") else { return YearlyMoment(day: day, time: 7200) }
        return time().map { YearlyMoment(day: day, time: $0) }
    }

    private mutating func day() -> YearlyMoment.Day? {
        if skip("J") { return number(upTo: 365).flatMap { $0 > 0 ? .withoutLeapDay($0) : nil } }
        guard skip("M") else { return number(upTo: 365).map { .counted($0) } }
        guard let month = number(upTo: 12), month > 0, skip("."), let week = number(upTo: 5), week > 0, skip("."),
            let weekday = number(upTo: 6)
        else { return nil }
        return .weekday(weekday, week: week, month: month)
    }
}
