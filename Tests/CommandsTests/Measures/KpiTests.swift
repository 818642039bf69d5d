import Foundation
import TestSupport
import Testing

/// `kpi` and `calendar`, over a story whose figures can be counted by hand.
@Suite("kpi and calendar") struct KpiTests {
    private let repository: TestRepository

    /// 1.0 with RFC-1 and 1.1 with RFC-2, both in production; 1.1 caused INCIDENT-1 for sure, which RFC-3 in 1.2 put right.
    init() throws {
        repository = try TestRepository()
        try repository.makeLedger(
            policy: TestRepository.hookPolicy + """

                [item "INCIDENT"]
                    kind = incident
                [environment "production"]
                    window = optional
                """)
        try repository.addItems(["RFC-1", "RFC-2", "RFC-3"])
        for (version, item) in [("1.0", "RFC-1"), ("1.1", "RFC-2"), ("1.2", "RFC-3")] {
            try repository.commit("\(item): work")
            try repository.approve(version, item)
            try #require(try repository.sluice("tag", version, person: .manager).status == 0)
            let words = ["deploy", version, "--env", "production", "--", version == "1.1" ? "true" : "true"]
            try #require(try repository.start([Places.program] + words, person: .manager).wait().status == 0)
        }
        for words in [
            [
                "Orders get lost", "--caused-by", "1.1 confirmed", "--fixed-by", "RFC-3", "--opened", "2026-01-05",
                "--resolved", "2026-01-08",
            ],
            ["It is slow", "--caused-by", "RFC-1"], ["Nobody knows"],
        ] {
            let add = [Places.program, "incident", "add", "--title"] + words
            try #require(try repository.start(add).wait().status == 0)
        }
    }

    private struct Answer: Decodable {
        struct Figure: Decodable {
            let id: String
            let value: String?
            let n: Int
            let beside: String
        }
        struct Release: Decodable {
            let release: String
            let items: Int
            let caused: [String]
            let suspected: [String]
            let fixed: [String]
        }

        let measures: [Figure]
        let releases: [Release]
        let unattributed: [String]
    }

    private func kpi(_ words: String...) throws -> Answer {
        let result = try repository.start([Places.program, "kpi", "--json"] + words).wait()
        try #require(result.status == 0, "\(result.errors)")
        return try JSONDecoder().decode(Answer.self, from: Data(result.outputBytes))
    }

    @Test func countsWhatHappened() throws {
        let answer = try kpi()
        let values = Dictionary(uniqueKeysWithValues: answer.measures.map { ($0.id, $0.value) })
        #expect(values["releases"] == "3" && values["items-per-release"] == "1")
        #expect(values["incidents-per-release"] == "0.33" && values["new-against-fixed"] == "1")
        // Three deployments, of which one caused an incident.
        #expect(values["change-fail-rate"] == "0.33" && values["recovery-time"] == "259200")
        #expect(answer.releases.map(\.release) == ["1.0", "1.1", "1.2"])
        #expect(answer.releases.map(\.caused) == [[], ["INCIDENT-1"], []])
        #expect(answer.releases.map(\.suspected) == [["INCIDENT-2"], [], []])
        #expect(answer.releases.map(\.fixed) == [[], [], ["INCIDENT-1"]])
        #expect(answer.unattributed == ["INCIDENT-3"])
        let lead = try #require(answer.measures.first { $0.id == "lead-time" })
        #expect(lead.n == 3 && lead.value.flatMap(Double.init).map { $0 > 0 && $0 < 3600 } == true)
    }

    @Test("a year in which nothing was released says so instead of dividing by nothing")
    func tellsEmptyYears() throws {
        let answer = try kpi("--year", "2019")
        #expect(answer.measures.map(\.value) == ["0", nil, nil, nil, nil, nil, nil, nil])
        #expect(try repository.sluice("kpi", "--year", "2019").output.contains("n/a (0 new)"))
        #expect(try kpi("--year", "2026").releases.count == 3)
    }

    @Test("a failed deployment and a roll-back are failures, also of what they take back")
    func countsFailures() throws {
        let deploy = { (words: [String]) in
            try repository.start([Places.program, "deploy"] + words, person: .manager).wait().status
        }
        #expect(try deploy(["1.0", "--env", "production", "--roll-back", "-m", "slow", "--", "true"]) == 0)
        #expect(try deploy(["1.2", "--env", "production", "--", "false"]) == 1)
        let figure = try #require(try kpi().measures.first { $0.id == "change-fail-rate" })
        // 1.1 by its incident, 1.2 by the roll-back after it, and the failed attempt: of five.
        #expect(figure.value == "0.6" && figure.beside == "3 of 5")
    }

    @Test("text, CSV and HTML tell the same; every measure is explained")
    func writesAllFormats() throws {
        let text = try repository.sluice("kpi").output
        #expect(text.contains("incidents caused per release") && text.contains("1 suspected, 1 unattributed"))
        #expect(text.contains("████"))
        #expect(
            text.contains(
                "\nn: how many releases, deployments, commits or incidents the value was counted from; beside: "))
        let csv = try repository.sluice("kpi", "--format", "csv").output
        #expect(
            csv.contains("releases,3,releases,3,\r\n") && csv.contains("1.1,") && csv.contains("\r\n\r\nrelease,first"))
        let html = try repository.sluice("kpi", "--format", "html").output
        #expect(
            html.contains("<p>n: how many releases, deployments, commits or incidents the value was counted from; "))
        #expect(html.contains("<svg") && html.contains("default-src 'none'") && !html.contains("http://"))
        let explained = try repository.sluice("kpi", "--explain").output
        #expect(explained.contains("change fail rate") && explained.contains("recovery time"))
        #expect(try repository.sluice("kpi", "--release", "1.1").output.contains("1.1"))
        #expect(try repository.sluice("kpi", "--release", "9.9").status == 1)
    }

    @Test("the schedule holds windows, freezes and planned releases, as text and as iCalendar")
    func tellsTheSchedule() throws {
        try repository.sluice(
            "release", "new", "2.0", "--window", "2026-01-20 22:00/2026-01-21 02:00", "--manager", "Rene; boss")
        try repository.sluice(
            "window", "open", "production", "--from", "2026-01-12 20:00", "--until", "2026-01-12 22:00", "--every",
            "weekly")
        try repository.sluice(
            "window", "freeze", "production", "--from", "2026-01-15", "--until", "2026-01-16", "-m",
            "stock-taking, as every year, with a note that is long enough to be folded twice at least, \u{1B}[31mreally"
        )
        let text = try repository.sluice("calendar", "--until", "2026-01-25").output
        #expect(text.contains("2026-01-20 22:00 to 2026-01-21 02:00 UTC  Release 2.0"))
        #expect(text.contains("2026-01-15 00:00 to 2026-01-16 00:00 UTC  Freeze of production"))
        #expect(text.components(separatedBy: "Change window of production").count == 3)
        let ical = try repository.sluice("calendar", "--format", "ical").output
        #expect(ical.hasPrefix("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n") && ical.hasSuffix("END:VCALENDAR\r\n"))
        #expect(ical.contains("DTSTART:20260120T220000Z\r\n") && ical.contains("managed by Rene\\; boss"))
        #expect(ical.split(separator: "\r\n").allSatisfy { $0.utf8.count <= 75 } && !ical.contains("\u{1B}"))
        #expect(try repository.sluice("calendar", "--format", "ical").output == ical)
        #expect(try repository.sluice("calendar", "--json").output.contains(#""title":"Release 2.0""#))
    }
}

/// What time and place say of incidents that nobody attributed, and times of day.
@Suite("kpi: suspected incidents") struct SuspectedIncidentTests {
    private let repository: TestRepository

    /// 1.0 changes billing, 1.1 something else; both run in production.
    init() throws {
        repository = try TestRepository()
        try repository.makeLedger(
            policy: TestRepository.hookPolicy + """

                [item "INC"]
                    kind = incident
                [configuration-item "billing"]
                    path = billing/**
                [environment "production"]
                    window = optional
                """)
        try repository.addItems(["RFC-1", "RFC-2"])
    }

    private func release(_ version: String, _ item: String, _ file: String) throws {
        try repository.commit("\(item): work", files: [file: "\(version)\n"])
        try repository.approve(version, item)
        for words in [["tag", version], ["deploy", version, "--env", "production", "--", "true"]] {
            try #require(try repository.start([Places.program] + words, person: .manager).wait().status == 0)
        }
    }

    private func measures() throws -> String { try repository.sluice("kpi", "--json").output }

    @Test("are those after a release that changed what they are about, and before the next one")
    func areFoundByTimeAndPlace() throws {
        try repository.sluice("incident", "add", "INC-1", "--title", "before", "--affects", "billing")
        try release("1.0", "RFC-1", "billing/app.conf")
        try repository.sluice("incident", "add", "INC-2", "--title", "after", "--affects", "billing")
        try repository.sluice("incident", "add", "INC-3", "--title", "elsewhere")
        try release("1.1", "RFC-2", "shop.conf")
        try repository.sluice("incident", "add", "INC-4", "--title", "later", "--affects", "billing")
        let text = try measures()
        #expect(text.contains("\"suspected\": [\n        \"INC-2\"\n      ]"), "\(text)")
        #expect(!text.contains("\"suspected\": [\n        \"INC-4\""))
        let unknown = try repository.sluice("incident", "add", "--title", "x", "--affects", "biling")
        #expect(unknown.status == 1 && unknown.errors.contains("did you mean billing?"))
    }

    @Test("recovery is measured to the second where both times are known, else in days")
    func measuresRecovery() throws {
        try release("1.0", "RFC-1", "billing/app.conf")
        let add = ["incident", "add", "--title", "down", "--caused-by", "1.0 confirmed"]
        let times = ["--opened", "2026-01-05 10:00", "--resolved", "2026-01-05T13:30+01:00"]
        try #require(try repository.run(add + times).status == 0)
        #expect(try repository.sluice("incident", "show", "INC-1").output.contains("2026-01-05T12:30:00.000Z"))
        #expect(try repository.sluice("kpi").output.contains("  2h"))
        #expect(try repository.run(add + ["--opened", "some day"]).status == 2)
    }
}
