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
