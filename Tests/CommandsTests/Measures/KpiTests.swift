import Foundation
import TestSupport
import Testing

/// `kpi`: what it reads of the ledger and of the commits, over a story whose figures can be counted by hand.
@Suite("kpi") struct KpiTests {
    private let repository: TestRepository

    /// 1.0 with RFC-1, 1.1 with RFC-2 and 1.2 with RFC-3 run in production, 1.1 at the second attempt; 1.1 is confirmed to
    /// have caused INCIDENT-1, which RFC-3 fixed.
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
            if version == "1.1" { try #require(try deploy(version, "false") == 1) }
            try #require(try deploy(version, "true") == 0)
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

    /// - Parameter command: what deploys it.
    private func deploy(_ version: String, _ command: String, _ options: String...) throws -> Int32 {
        let words = ["deploy", version, "--env", "production"] + options + ["--", command]
        return try repository.start([Places.program] + words, person: .manager).wait().status
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
        let figures = Dictionary(uniqueKeysWithValues: answer.measures.map { ($0.id, $0) })
        let values = figures.mapValues(\.value)
        #expect(values["releases"] == "3" && values["items-per-release"] == "1")
        #expect(values["incidents-per-release"] == "0.33" && values["new-against-fixed"] == "1")
        // Of four deployments one failed, and one caused an incident.
        #expect(values["change-fail-rate"] == "0.5" && figures["change-fail-rate"]?.beside == "2 of 4")
        #expect(figures["deployment-frequency"]?.n == 3 && values["recovery-time"] == "259200")
        #expect(answer.releases.map(\.release) == ["1.0", "1.1", "1.2"])
        #expect(answer.releases.map(\.caused) == [[], ["INCIDENT-1"], []])
        #expect(answer.releases.map(\.suspected) == [["INCIDENT-2"], [], []])
        #expect(answer.releases.map(\.fixed) == [[], [], ["INCIDENT-1"]])
        #expect(answer.unattributed == ["INCIDENT-3"])
        let lead = try #require(figures["lead-time"])
        #expect(lead.n == 3 && lead.value.flatMap(Double.init).map { $0 > 0 && $0 < 3600 } == true)
        #expect(try deploy("1.0", "true", "--roll-back", "-m", "slow") == 0)
        let after = try #require(try kpi().measures.first { $0.id == "change-fail-rate" })
        #expect(after.value == "0.6" && after.beside == "3 of 5", "1.2 is taken back")
    }

    @Test("prints every form, of a year or of one release")
    func printsEveryForm() throws {
        let print = { (words: [String]) in try repository.run(["kpi"] + words) }
        #expect(try print([]).output.contains("1 suspected, 1 unattributed"))
        #expect(try print([]).output.contains("\nn: how many releases, deployments, commits or incidents"))
        #expect(try print(["--format", "csv"]).output.contains("releases,3,releases,3,\r\n"))
        #expect(try print(["--format", "html"]).output.contains("<svg"))
        #expect(try print(["--format", "json"]).output == print(["--json"]).output)
        #expect(try print(["--explain"]).output.contains("change fail rate"))
        #expect(try print(["--release", "1.1"]).output.contains("1.1"))
        let unknown = try print(["--release", "9.9"])
        #expect(unknown.status == 1 && unknown.output.isEmpty, "\(unknown.errors)")
        #expect(try print(["--year", "2019"]).output.hasPrefix("2019\n\n"))
        let elsewhen = try print(["--year", "2019", "--release", "1.1"])
        #expect(elsewhen.status == 1 && elsewhen.errors.contains("or not in 2019"))
        #expect(try kpi("--year", "2026").releases.count == 3)
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
