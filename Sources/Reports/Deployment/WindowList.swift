package import Changes
package import Ledger

/// One window or freeze, with its times in a span that is looked at.
package struct WindowRow: Sendable {
    let window: Window
    let environment: String
    let zone: ZoneRules
    /// The first time of all, whether or not it is in the span.
    private let first: ScheduledWindow
    let times: [ScheduledWindow]
    /// Whether this machine does not know the zone by whose clocks it comes back.
    let isUnreadable: Bool

    /// One whose times this machine cannot tell, but for the first.
    package init(unreadable window: Window, _ environment: String, zone: ZoneRules) {
        (self.window, self.environment, self.zone, isUnreadable) = (window, environment, zone, true)
        (first, times) = (.init(window: window, time: .init(from: window.from, until: window.until), open: []), [])
    }

    /// - Parameter windows: all of the environment, for what freezes leave of this one.
    package init(
        _ window: Window, _ environment: String, among windows: Windows, zone: ZoneRules,
        span: Window.Occurrence? = nil, zones: (String?) throws -> ZoneRules
    ) rethrows {
        self.window = window
        self.environment = environment
        self.zone = zone
        isUnreadable = false
        first = try windows.scheduled(window, .init(from: window.from, until: window.until), zone: zones)
        times =
            try span.map { span in
                try window.occurrences(from: span.from, to: span.until, zone: zones(window.zone))
                    .map { try windows.scheduled(window, $0, zone: zones) }
            } ?? []
    }

    /// `2026-11-22 22:00 to 2026-11-23 02:00 CET, weekly`
    package var sentence: String {
        Self.span(window.from, window.until, zone)
            + (window.statement.every.map { ", \($0.rawValue)" } ?? first.closure)
            + (window.statement.last.map { " until \($0.shown(in: zone))" } ?? "")
            + (isUnreadable ? ", in the unknown zone \(SafeText.line(window.zone ?? ""))" : "")
    }

    static func span(_ from: Timestamp, _ until: Timestamp, _ zone: ZoneRules) -> String {
        let (start, end) = (zone.local(from), zone.local(until))
        let last = start.time.day == end.time.day ? String(end.time.description.suffix(5)) : end.time.description
        let first = start.abbreviation == end.abbreviation ? "" : " \(start.abbreviation)"
        return SafeText.line("\(start.time.description)\(first) to \(last) \(end.abbreviation)")
    }
}

/// Windows and freezes for people.
package struct WindowListText {
    private let rows: [WindowRow]

    package init(_ rows: [WindowRow]) { self.rows = rows }

    package func text(width: Int?, palette: Palette) -> String {
        let columns: [Table.Column] = [
            .init("environment"), .init("name"), .init("what"), .init("when"), .init("note", shrinks: true),
        ]
        let cells = rows.flatMap { row -> [[Table.Cell]] in
            let component = row.window.statement.component.map { " of \($0)" } ?? ""
            let kind = row.window.isFreeze ? "freeze" : "window" + component
            let head = [
                Table.Cell(row.environment, .bold), .init(row.window.record.shortName),
                .init(kind, row.window.isFreeze ? .red : .green), .init(row.sentence),
                .init(row.window.statement.note ?? ""),
            ]
            // The times of what comes back, at most five of them.
            guard row.window.statement.every != nil else { return [head] }
            let times = row.times.prefix(5).map { time in
                [
                    Table.Cell(""), .init(""), .init(""),
                    .init("  " + WindowRow.span(time.time.from, time.time.until, row.zone) + time.closure, .dim),
                ]
            }
            return [head] + times
        }
        return Table(columns, rows: cells).text(width: width, palette: palette)
    }
}

/// A window or a freeze in JSON. Stable: keys may be added, none is taken away.
package struct WindowDocument: JSONConvertible, Sendable {
    package let json: JSONValue

    package init(_ row: WindowRow) {
        let statement = row.window.statement
        json = .object([
            "environment": row.environment, "id": row.window.record.shortName, "record": row.window.record,
            "kind": row.window.isFreeze ? "freeze" : "window", "from": row.window.from, "until": row.window.until,
            "every": statement.every, "last": statement.last, "zone": statement.zone, "note": statement.note,
            // Absent where it is for all.
            "component": statement.component,
            // Present where the machine does not know the zone, so that it has no times.
            "unreadable": row.isUnreadable ? true : nil,
            "by": row.window.by,
            "times": row.times.map(\.json),
        ])
    }
}

extension ScheduledWindow {
    /// What freezes do to it, behind its time: `, closed by a freeze`; empty where they do nothing.
    var closure: String {
        isClosed ? ", closed by a freeze" : isPartlyClosed ? ", partly closed by a freeze" : ""
    }

    /// `closed` and `open` say what freezes leave of a window; a freeze has neither.
    fileprivate var json: JSONValue {
        .object(["from": time.from, "until": time.until]).adding(closureJSON)
    }

    var closureJSON: JSONValue {
        guard !window.isFreeze else { return .object([:]) }
        return .object([
            "closed": isClosed, "open": open.map { JSONValue.object(["from": $0.from, "until": $0.until]) },
        ])
    }
}
