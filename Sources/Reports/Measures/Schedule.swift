package import Changes
package import Ledger

/// The schedule for people.
package struct ScheduleText {
    private let events: [ScheduledEvent]
    private let zone: ZoneRules

    package init(_ events: [ScheduledEvent], zone: ZoneRules) {
        self.events = events
        self.zone = zone
    }

    package func text(width: Int?, palette: Palette) -> String {
        let columns: [Table.Column] = [.init("when"), .init("what"), .init("note", shrinks: true)]
        let rows = events.map { event in
            [
                Table.Cell(WindowRow.span(event.from, event.until, zone)),
                .init(event.shownTitle, event.isFreeze ? .red : event.isClosed ? .dim : .green),
                .init(event.note),
            ]
        }
        return Table(columns, rows: rows).text(width: width, palette: palette)
    }
}

/// One entry of the schedule in JSON.
package struct ScheduleDocument: JSONConvertible, Sendable {
    package let json: JSONValue

    package init(_ event: ScheduledEvent) {
        json = .object([
            "id": event.id, "title": event.title, "note": event.note, "from": event.from, "until": event.until,
            "freeze": event.isFreeze,
        ]).adding(event.window?.closureJSON ?? .object([:]))
    }
}
