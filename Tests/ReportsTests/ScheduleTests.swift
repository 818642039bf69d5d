import Changes
import Git
import Ledger
import Testing

@testable import Reports

/// `calendar` and `window list`: windows, freezes and releases as text, as JSON and as iCalendar.
@Suite("schedule") struct ScheduleTests {
    /// A weekly window on Mondays from 2026-01-12, 20:00 to 22:00; frozen on the whole 19th, and on the 26th from 21:00 on.
    private let windows: Windows

    init() throws {
        var window = WindowStatement("production", .open)
        (window.from, window.until, window.every) = (Self.time("12T20:00"), Self.time("12T22:00"), .weekly)
        var frozen = WindowStatement("production", .freeze)
        (frozen.from, frozen.until) = (Self.time("19T00:00"), Self.time("20T00:00"))
        frozen.note = "stock-taking"
        var partly = WindowStatement("production", .freeze)
        (partly.from, partly.until) = (Self.time("26T21:00"), Self.time("27T00:00"))
        windows = try Self.windows([window, frozen, partly])
    }

    private static func time(_ text: String) -> Timestamp {
        Timestamp("2026-01-\(text):00.000Z") ?? Timestamp(seconds: 0)
    }

    private static func windows(_ statements: [WindowStatement]) throws -> Windows {
        Windows(
            RecordSequence(
                try statements.enumerated().map { second, statement in
                    let record = Record(
                        at: Timestamp(seconds: Int64(second)), by: Person(name: "Rene", email: "rene@example.org"),
                        repository: "r", after: [], statement: .window(statement))
                    let blob = try Repository.id(of: record.line(), .blob)
                    return StoredRecord(file: RecordName(at: record.at, blob: blob), record: record)
                }))
    }

    /// The times of all windows and freezes in January, as the calendar has them.
    private var events: [ScheduledEvent] {
        windows.schedule(from: Self.time("01T00:00"), to: Self.time("31T00:00")) { _ in .utc }.map { scheduled in
            ScheduledEvent(
                id: "\(scheduled.time.from.seconds)",
                title: "\(scheduled.window.isFreeze ? "Freeze" : "Change window") of production",
                note: scheduled.window.statement.note ?? "", from: scheduled.time.from, until: scheduled.time.until,
                window: scheduled)
        }.sorted { $0.from < $1.from }
    }

    private func release(note: String = "", title: String = "Release 2.0") -> ScheduledEvent {
        ScheduledEvent(
            id: "release-2.0", title: title, note: note, from: Self.time("20T22:00"), until: Self.time("21T02:00"))
    }

    @Test("a line for each time, with its day twice only where it ends on another one, and what freezes do to it")
    func printsText() {
        let text = ScheduleText(events + [release(note: "managed by Rene")], zone: .utc)
        #expect(
            text.text(width: nil, palette: .plain) == """
                when                                      what                                                    note
                2026-01-12 20:00 to 22:00 UTC             Change window of production
                2026-01-19 00:00 to 2026-01-20 00:00 UTC  Freeze of production                                    stock-taking
                2026-01-19 20:00 to 22:00 UTC             Change window of production, closed by a freeze
                2026-01-26 20:00 to 22:00 UTC             Change window of production, partly closed by a freeze
                2026-01-26 21:00 to 2026-01-27 00:00 UTC  Freeze of production
                2026-01-20 22:00 to 2026-01-21 02:00 UTC  Release 2.0                                             managed by Rene

                """)
    }

    @Test("JSON says of a window whether it is closed, and which parts of it are open")
    func writesJSON() throws {
        let lines = (events + [release()]).map { JSONText.line(ScheduleDocument($0)) }
        #expect(
            lines[0] == """
                {"closed":false,"freeze":false,"from":"2026-01-12T20:00:00.000Z","id":"1768248000","note":"",\
                "open":[{"from":"2026-01-12T20:00:00.000Z","until":"2026-01-12T22:00:00.000Z"}],\
                "title":"Change window of production","until":"2026-01-12T22:00:00.000Z"}

                """)
        #expect(
            lines[1] == """
                {"freeze":true,"from":"2026-01-19T00:00:00.000Z","id":"1768780800","note":"stock-taking",\
                "title":"Freeze of production","until":"2026-01-20T00:00:00.000Z"}

                """)
        #expect(lines[2].contains(#""closed":true"#) && lines[2].contains(#""open":[]"#))
        #expect(lines[3].contains(#""closed":false"#))
        #expect(
            lines[3].contains(#""open":[{"from":"2026-01-26T20:00:00.000Z","until":"2026-01-26T21:00:00.000Z"}]"#))
        #expect(
            lines[5] == """
                {"freeze":false,"from":"2026-01-20T22:00:00.000Z","id":"release-2.0","note":"","title":"Release 2.0",\
                "until":"2026-01-21T02:00:00.000Z"}

                """)
    }

    @Test("iCalendar has an event for each time in UTC; what is frozen leaves people free")
    func writesICalendar() {
        let text = CalendarFile(events + [release()], stamp: Self.time("05T09:00")).text
        let lines = text.split(separator: "\r\n", omittingEmptySubsequences: false).map(String.init)
        #expect(lines.prefix(2) == ["BEGIN:VCALENDAR", "VERSION:2.0"] && lines.suffix(2) == ["END:VCALENDAR", ""])
        #expect(lines.filter { $0 == "BEGIN:VEVENT" }.count == 6)
        #expect(lines.filter { $0.hasPrefix("DTSTAMP:") } == [String](repeating: "DTSTAMP:20260105T090000Z", count: 6))
        #expect(lines.contains("SUMMARY:Change window of production\\, closed by a freeze"))
        let transparent = lines.filter { $0.hasPrefix("TRANSP:") }.map { $0 == "TRANSP:TRANSPARENT" }
        #expect(transparent == [false, true, true, false, true, false])
        let release = CalendarFile([release()], stamp: Self.time("05T09:00")).text
        #expect(
            release.contains(
                """
                BEGIN:VEVENT\r
                UID:release-2.0@sluice\r
                DTSTAMP:20260105T090000Z\r
                DTSTART:20260120T220000Z\r
                DTEND:20260121T020000Z\r
                SUMMARY:Release 2.0\r
                TRANSP:OPAQUE\r
                END:VEVENT\r\n
                """), "\(release)")
    }

    @Test("text of others is escaped, harmless, and broken between characters after 75 bytes at most")
    func foldsLines() throws {
        let note = String(repeating: "ü", count: 80) + "; a\\b, \n\u{1B}[31mred"
        let text = CalendarFile([release(note: note, title: "A;B")], stamp: Self.time("05T09:00")).text
        let lines = text.split(separator: "\r\n", omittingEmptySubsequences: false).map(String.init)
        #expect(lines.allSatisfy { $0.utf8.count <= 75 } && lines.contains { $0.utf8.count == 75 })
        #expect(!text.contains("\u{1B}") && lines.contains("SUMMARY:A\\;B"))
        let unfolded = text.replacing("\r\n ", with: "")
        #expect(
            unfolded.contains(
                "DESCRIPTION:\(String(repeating: "ü", count: 80))\\; a\\\\b\\, \\n<U+001B>[31mred\r\n"), "\(unfolded)")
    }

    @Test("the list of windows shows their times in the span, five at most, and what freezes do to each")
    func listsWindows() throws {
        let span = Window.Occurrence(from: Self.time("12T00:00"), until: Self.time("31T00:00"))
        let rows = windows.all.map { window in
            WindowRow(window, "production", among: windows, zone: .utc, span: span) { _ in .utc }
        }
        let lines = WindowListText(rows).text(width: nil, palette: .plain).split(separator: "\n").map(String.init)
        #expect(lines.count == 7, "\(lines)")
        #expect(lines[1].contains("window  2026-01-12 20:00 to 22:00 UTC, weekly"))
        #expect(lines[2].hasSuffix("  2026-01-12 20:00 to 22:00 UTC"))
        #expect(lines[3].hasSuffix("  2026-01-19 20:00 to 22:00 UTC, closed by a freeze"))
        #expect(lines[4].hasSuffix("  2026-01-26 20:00 to 22:00 UTC, partly closed by a freeze"))
        #expect(
            lines[5].contains("freeze  2026-01-19 00:00 to 2026-01-20 00:00 UTC") && lines[5].hasSuffix("stock-taking"))
        let long = Window.Occurrence(from: Self.time("12T00:00"), until: Timestamp(seconds: 1_800_000_000))
        let row = WindowRow(windows.all[0], "production", among: windows, zone: .utc, span: long) { _ in .utc }
        #expect(row.times.count > 40)
        #expect(WindowListText([row]).text(width: nil, palette: .plain).split(separator: "\n").count == 7)
        let document = JSONText.line(WindowDocument(rows[1]))
        #expect(document.contains(#""kind":"freeze""#) && document.contains(#""note":"stock-taking""#))
        #expect(!document.contains("unreadable") && !document.contains(#""closed""#))
    }

    @Test("a window whose zone is unknown is listed with its first time alone, and says so")
    func listsUnknownZones() throws {
        var statement = WindowStatement("production", .open)
        (statement.from, statement.until) = (Self.time("12T20:00"), Self.time("12T22:00"))
        (statement.every, statement.zone) = (.weekly, "Mars/\u{1B}Base")
        (statement.last, statement.component) = (Self.time("31T00:00"), "server")
        let window = try #require(try Self.windows([statement]).all.first)
        let row = WindowRow(unreadable: window, "production", zone: .utc)
        #expect(
            row.sentence == "2026-01-12 20:00 to 22:00 UTC, weekly until 2026-01-31 00:00 UTC, "
                + "in the unknown zone Mars/<U+001B>Base")
        #expect(WindowListText([row]).text(width: nil, palette: .plain).contains("window of server  2026"))
        let document = JSONText.line(WindowDocument(row))
        #expect(document.contains(#""unreadable":true"#) && document.contains(#""times":[]"#))
    }
}
