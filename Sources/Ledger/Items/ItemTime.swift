/// When something happened to an item: a day, or a moment where that is known.
package struct ItemTime: Hashable, Sendable, CustomStringConvertible {
    /// Of a day, its beginning in UTC.
    package let moment: Timestamp
    package let isDay: Bool

    /// Reads `2026-11-22`, and what begins with a day and goes on with a time (`TimeInput`), in UTC unless it says another
    /// offset; nil for anything else.
    package init?(_ text: String) {
        if let day = Day(text) {
            (moment, isDay) = (Timestamp(seconds: day.number * 86_400), true)
        } else {
            guard text.utf8.count > 10, Day(text.prefix(10)) != nil,
                let input = try? TimeInput(String(text), now: Timestamp(seconds: 0), zone: .utc)
            else { return nil }
            (moment, isDay) = (input.moment, false)
        }
    }

    /// As it is recorded: `2026-11-22`, `2026-11-22T21:05:00.000Z`.
    package var description: String { isDay ? String(moment.description.prefix(10)) : moment.description }

    /// In whole days where one of the two is a day.
    package func seconds(to end: ItemTime) -> Int64 {
        guard isDay || end.isDay else { return end.moment.seconds - moment.seconds }
        let days = [self, end].map { Int64($0.moment.seconds / 86_400) }
        return (days[1] - days[0]) * 86_400
    }
}
