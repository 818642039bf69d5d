import Changes
package import Ledger

/// One entry of the forward schedule of change (ITIL): a window, a freeze, or a release that is planned.
package struct ScheduledEvent: Sendable {
    package let id: String
    package let title: String
    package let note: String
    package let from: Timestamp
    package let until: Timestamp
    /// The window or freeze; nil for a release.
    let window: ScheduledWindow?

    package init(
        id: String, title: String, note: String, from: Timestamp, until: Timestamp, window: ScheduledWindow? = nil
    ) {
        self.id = id
        self.title = title
        self.note = note
        self.from = from
        self.until = until
        self.window = window
    }

    var isFreeze: Bool { window?.window.isFreeze == true }
    var isClosed: Bool { window?.isClosed == true }
    /// The title with what freezes do to a window.
    var shownTitle: String { title + (window?.closure ?? "") }
}

/// The schedule as iCalendar (RFC 5545): every occurrence an event of its own in UTC, so that no reader needs the rules of a
/// zone.
package struct CalendarFile {
    private let events: [ScheduledEvent]
    /// When it was made: the time of the newest record, so that the same ledger gives the same file.
    private let stamp: Timestamp

    package init(_ events: [ScheduledEvent], stamp: Timestamp) {
        self.events = events
        self.stamp = stamp
    }

    package var text: String {
        let head = [
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Sluice//Forward schedule of change//EN", "CALSCALE:GREGORIAN",
        ]
        return (head + events.flatMap(event) + ["END:VCALENDAR"]).flatMap(Self.folded).map { $0 + "\r\n" }.joined()
    }

    private func event(_ event: ScheduledEvent) -> [String] {
        [
            "BEGIN:VEVENT", "UID:\(Self.escaped(event.id))@sluice", "DTSTAMP:\(Self.time(stamp))",
            "DTSTART:\(Self.time(event.from))", "DTEND:\(Self.time(event.until))",
            "SUMMARY:\(Self.escaped(event.shownTitle))",
        ] + (event.note.isEmpty ? [] : ["DESCRIPTION:\(Self.escaped(event.note))"])
            // What is frozen leaves people free.
            + ["TRANSP:\(event.isFreeze || event.isClosed ? "TRANSPARENT" : "OPAQUE")", "END:VEVENT"]
    }

    /// `20261122T220000Z` (3.3.5).
    private static func time(_ moment: Timestamp) -> String {
        let text = moment.description.prefix(19).filter { $0 != "-" && $0 != ":" }
        return "\(text)Z"
    }

    /// Text of a property (3.3.11); what steers a terminal is shown as elsewhere.
    private static func escaped(_ text: String) -> String {
        SafeText.block(text).map { character -> String in
            switch character {
            case "\\", ";", ",": "\\\(character)"
            case "\n": "\\n"
            default: String(character)
            }
        }.joined()
    }

    /// Lines of at most 75 bytes, broken between characters (3.1).
    private static func folded(_ line: String) -> [String] {
        var (lines, current): ([String], String) = ([], "")
        for character in line {
            if current.utf8.count + String(character).utf8.count > 75 {
                lines.append(current)
                current = " "
            }
            current.append(character)
        }
        return lines + [current]
    }
}
