import TestSupport
import Testing

/// `calendar` and `window list`: how long releases stay, and what freezes close.
@Suite struct CalendarTests {
    private let repository: TestRepository

    init() throws {
        repository = try TestRepository()
        try repository.makeLedger(
            policy: TestRepository.hookPolicy + """

                [environment "production"]
                    window = optional
                """)
        try repository.addItems(["RFC-1"])
        try repository.commit("RFC-1: work")
    }

    private func calendar(_ words: String...) throws -> String {
        try repository.run(["calendar", "--from", "2026-01-01", "--until", "2026-03-01"] + words).output
    }

    @Test("a release stays, tagged or not, until it was deployed to production")
    func keepsTaggedReleases() throws {
        try #require(
            try repository.sluice("release", "new", "1.0", "--window", "2026-01-20 22:00/2026-01-21 02:00").status == 0)
        try #require(try repository.sluice("release", "add", "1.0", "RFC-1").status == 0)
        #expect(try calendar().contains("UTC  Release 1.0\n"))
        try #require(try repository.sluice("approve", "--all", "--release", "1.0", person: .tester).status == 0)
        try #require(try repository.sluice("tag", "1.0", person: .manager).status == 0)
        #expect(try calendar().contains("UTC  Release 1.0  tagged\n"))
        let deploy = { (program: String) in
            try repository.start(
                [Places.program, "deploy", "1.0", "--env", "production", "--", program], person: .manager
            ).wait().status
        }
        #expect(try deploy("false") == 1)
        #expect(try calendar().contains("Release 1.0"))
        #expect(try deploy("true") == 0)
        #expect(try !calendar().contains("Release 1.0"))
    }

    @Test("releases, windows and freezes are shown in the order of their times, the same in every form")
    func showsTheSchedule() throws {
        for words in [
            ["release", "new", "2.0", "--window", "2026-01-20 22:00/2026-01-21 02:00", "--manager", "Rene; boss"],
            [
                "window", "freeze", "production", "--from", "2026-01-15", "--until", "2026-01-16", "-m",
                "stock-taking, as every year, with a note that is long enough to be folded, \u{1B}[31mreally",
            ],
        ] { try #require(try repository.run(words).status == 0) }
        let lines = try calendar().split(separator: "\n").dropFirst()
        #expect(lines.first?.hasPrefix("2026-01-15 00:00 to 2026-01-16 00:00 UTC  Freeze of production") == true)
        #expect(lines.last?.hasPrefix("2026-01-20 22:00 to 2026-01-21 02:00 UTC  Release 2.0") == true)
        #expect(lines.count == 2 && lines.last?.hasSuffix("  managed by Rene; boss") == true)
        let ical = try calendar("--format", "ical")
        #expect(ical.hasPrefix("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n") && ical.hasSuffix("END:VCALENDAR\r\n"))
        #expect(ical.contains("DTSTART:20260120T220000Z\r\n") && ical.contains("managed by Rene\\; boss"))
        #expect(ical.split(separator: "\r\n").allSatisfy { $0.utf8.count <= 75 } && !ical.contains("\u{1B}"))
        #expect(try calendar("--format", "ical") == ical)
        let json = try calendar("--json").split(separator: "\n")
        #expect(
            json.count == 2 && json[1].contains(#""id":"release-2.0""#) && json[1].contains(#""title":"Release 2.0""#))
        #expect(try repository.run(["calendar", "--until", "2026-01-06"]).output.isEmpty)
    }

    @Test("windows inside a freeze are shown as closed, in every form")
    func closesWindows() throws {
        for words in [
            ["open", "production", "--from", "2026-01-12 20:00", "--until", "2026-01-12 22:00", "--every", "weekly"],
            ["freeze", "production", "--from", "2026-01-19", "--until", "2026-01-20"],
            ["freeze", "production", "--from", "2026-01-26 21:00", "--until", "2026-01-27"],
        ] {
            try #require(try repository.run(["window"] + words).status == 0)
        }
        let once = try repository.run(
            ["window", "open", "production", "--from", "2026-01-19 08:00", "--until", "2026-01-19 09:00"])
        #expect(once.output.hasSuffix("2026-01-19 08:00 to 09:00 UTC, closed by a freeze.\n"), "\(once.output)")
        let text = try calendar()
        #expect(text.contains("2026-01-12 20:00 to 22:00 UTC             Change window of production\n"), "\(text)")
        #expect(
            text.contains(
                "2026-01-19 20:00 to 22:00 UTC             Change window of production, closed by a freeze\n"))
        #expect(text.contains("Change window of production, partly closed by a freeze\n"))
        let json = try calendar("--json").split(separator: "\n").filter { $0.contains("Change window") }
        #expect(json.filter { $0.contains(#""closed":true"#) && $0.contains(#""open":[]"#) }.count == 2)
        #expect(
            json.filter {
                $0.contains(#""closed":false"#)
                    && $0.contains(
                        #""open":[{"from":"2026-01-26T20:00:00.000Z","until":"2026-01-26T21:00:00.000Z"}]"#)
            }.count == 1)
        let ical = try calendar("--format", "ical")
        #expect(ical.contains("SUMMARY:Change window of production\\, closed by a freeze\r\n"))
        let list = try repository.run(["window", "list", "--from", "2026-01-12", "--until", "2026-02-10"]).output
        #expect(list.contains("2026-01-19 20:00 to 22:00 UTC, closed by a freeze"), "\(list)")
        #expect(list.contains("2026-01-26 20:00 to 22:00 UTC, partly closed by a freeze"))
        #expect(list.contains("2026-02-02 20:00 to 22:00 UTC") && !list.contains("2026-02-02 20:00 to 22:00 UTC,"))
    }
}
