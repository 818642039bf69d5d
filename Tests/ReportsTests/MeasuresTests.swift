import Changes
import Ledger
import Releases
import Testing

@testable import Reports

/// What `kpi` prints, in every form, over a story whose figures can be counted by hand.
@Suite("measures") struct MeasuresTests {
    /// 1.0 with RFC-1, 1.1 with RFC-2 and RFC-3, and 1.2 with RFC-4 run in production, each deployed half a day after its
    /// commits were made. 1.1 is confirmed to have caused INC-1, which RFC-4 fixes; 1.0 is suspected of INC-2; INC-3 has no cause.
    private func story() throws -> MeasuredStory {
        var story = MeasuredStory()
        for (number, items) in [[1], [2, 3], [4]].enumerated() {
            let day = Double(number + 1)
            try story.tag("1.\(number)", items, committed: day, tagged: day + 0.25)
            try story.deploy("1.\(number)", .succeeded, on: day + 0.5)
        }
        try story.trouble(
            "INC-1",
            [
                .title: "Orders get lost", .causedBy: "1.1 confirmed", .fixedBy: "RFC-4", .opened: "2026-01-05",
                .resolved: "2026-01-08",
            ])
        try story.trouble("INC-2", [.title: "It is slow", .causedBy: "RFC-1"])
        try story.trouble("INC-3", [.title: "Nobody knows"])
        return story
    }

    private func csv(_ measures: Measures) -> [String] {
        MeasuresTable(measures).text.split(separator: "\r\n", omittingEmptySubsequences: false).map(String.init)
    }

    /// The line of a figure in CSV, without its name.
    private func figure(_ id: String, _ story: MeasuredStory) throws -> String {
        let line = try #require(csv(story.measures()).first { $0.hasPrefix("\(id),") })
        return String(line.dropFirst(id.count + 1))
    }

    @Test("each figure has its value, its unit, what it rests on and what it leaves out")
    func countsWhatHappened() throws {
        #expect(
            csv(try story().measures()) == [
                "measure,value,unit,n,beside", "releases,3,releases,3,",
                "items-per-release,1.33,items,3,\"median 1, planned 4\"",
                "incidents-per-release,0.33,incidents,1,\"1 suspected, 1 unattributed\"",
                "new-against-fixed,1,new per fixed,2,\"1 new, 1 fixed, difference 0\"",
                "deployment-frequency,1.5,per day,3,2 days", "lead-time,43200,seconds,4,",
                "change-fail-rate,0.33,of attempts,3,1 of 3", "recovery-time,259200,seconds,1,", "",
                "release,first,deployed,emergency,items,planned,caused,suspected,fixed",
                "1.0,2026-01-02T12:00:00.000Z,true,false,1,1,0,1,0",
                "1.1,2026-01-03T12:00:00.000Z,true,false,2,2,1,0,0",
                "1.2,2026-01-04T12:00:00.000Z,true,false,1,1,0,0,1", "",
            ])
    }

    @Test("JSON names the incidents, text shows a bar for each release")
    func writesJSONAndText() throws {
        let measures = try story().measures()
        let document = JSONText.document(MeasuresDocument(measures))
        #expect(document.contains(#""unattributed": [\#n    "INC-3"\#n  ]"#), "\(document)")
        #expect(document.contains(#""caused": [\#n        "INC-1"\#n      ]"#))
        #expect(document.contains(#""suspected": [\#n        "INC-2"\#n      ]"#))
        #expect(document.contains(#""id": "lead-time""#) && document.contains(#""value": "43200""#))
        #expect(!document.contains(#""year""#))
        #expect(
            MeasuresText(measures).text(width: nil, palette: .plain) == """
                measure                                   value  n  beside
                releases                                      3  3
                items per release                          1.33  3  median 1, planned 4
                incidents caused per release               0.33  1  1 suspected, 1 unattributed
                new against fixed issues                      1  2  1 new, 1 fixed, difference 0
                deployments to production per day           1.5  3  2 days
                lead time for changes (median)              12h  4
                change fail rate                           33 %  3  1 of 3
                failed deployment recovery time (median)     3d  1

                \(MeasuresText.legend)
                `sluice kpi --explain` says what each measure is.

                release  first       items                caused  suspected  fixed    new/fixed
                1.0      2026-01-02      1  ██████             0          1      0  n/a (0 new)
                1.1      2026-01-03      2  ████████████       1          0      0  n/a (1 new)
                1.2      2026-01-04      1  ██████             0          0      1            0

                """)
    }

    @Test("HTML loads nothing from elsewhere, and has a bar and its number for each release")
    func writesHTML() throws {
        let page = MeasuresPage(try story().measures(year: 2026)).text
        #expect(page.contains("<title>Release measures 2026</title>") && page.contains("default-src 'none'"))
        #expect(!page.contains("http:") && !page.contains("https:") && !page.contains("<script"))
        #expect(page.contains("<td>change fail rate</td><td>33 %</td><td>3</td><td>1 of 3</td>"))
        #expect(page.contains(#"width="200" height="20"><title>1.0: 1</title></rect>"#), "\(page)")
        #expect(page.contains(#"width="400" height="20"><title>1.1: 2</title></rect>"#))
        for heading in ["Items per release", "Incidents caused, for sure", "Incidents and problems fixed"] {
            #expect(page.contains("<h2>\(heading)</h2>"))
        }
        #expect(page.contains("What each measure is") && page.contains("Tagged releases whose first successful"))
        let none = MeasuresPage(MeasuredStory().measures()).text
        #expect(none.contains("<title>Release measures</title>") && !none.contains("<svg"))
    }

    @Test("a span in which nothing was released says so instead of dividing by nothing")
    func showsEmptySpans() throws {
        let measures = try story().measures(year: 2019)
        let figures = csv(measures).dropFirst().prefix(8).map {
            $0.split(separator: ",", omittingEmptySubsequences: false)
        }
        #expect(figures.map { String($0[1]) } == ["0", "", "", "", "", "", "", ""])
        let text = MeasuresText(measures).text(width: nil, palette: .plain)
        #expect(text.hasPrefix("2019\n\n") && text.contains("n/a (0 new)") && text.contains("365 days"))
        #expect(text.split(separator: "\n").count == 12, "no table of releases")
        #expect(JSONText.document(MeasuresDocument(measures)).contains(#""year": 2019"#))
    }

    @Test("a year and a release narrow the figures")
    func narrows() throws {
        var story = try story()
        try story.tag("2.0", [9], committed: 370, tagged: 371)
        #expect(story.measures(year: 2026).releases.map(\.release.description) == ["1.0", "1.1", "1.2"])
        #expect(story.measures(year: 2027).releases.map(\.release.description) == ["2.0"])
        let only = story.measures(only: "1.1")
        #expect(csv(only).contains("change-fail-rate,1,of attempts,1,1 of 1"))
        #expect(csv(only).contains("deployment-frequency,1,per day,1,1 day"))
        #expect(story.measures(only: "9.9").releases.isEmpty)
    }

    @Test("a failed deployment and a roll-back are failures, also of what they take back")
    func countsFailures() throws {
        var story = try story()
        try story.deploy("1.0", .succeeded, on: 5, isRollBack: true)
        #expect(try figure("change-fail-rate", story) == "0.5,of attempts,4,2 of 4", "1.1, and 1.2 by the roll-back")
        try story.deploy("1.2", .failed, on: 6)
        #expect(try figure("change-fail-rate", story) == "0.6,of attempts,5,3 of 5")
        #expect(try figure("deployment-frequency", story) == "1,per day,4,4 days")
    }

    @Test("without a deployment a release counts from its tag, and both forms say so")
    func countsByTag() throws {
        var story = MeasuredStory()
        try story.tag("1.0", [1], committed: 1, tagged: 2)
        let text = MeasuresText(story.measures()).text(width: nil, palette: .plain)
        #expect(text.contains("releases (by tag: no deployment is recorded)") && text.contains("2026-01-03 (tag)"))
        #expect(try figure("deployment-frequency", story) == ",per day,0,1 day")
        #expect(try figure("change-fail-rate", story) == ",of attempts,0,0 of 0")
        #expect(try figure("lead-time", story) == ",seconds,0,")
    }

    @Test("emergencies are counted and marked, and commits whose time nobody knows are counted separately")
    func showsWhatIsLeftOut() throws {
        var story = try story()
        story.types[ItemID(key: "RFC", number: 4)] = .emergency
        try story.tag("1.3", [5, 6], committed: nil, tagged: 5)
        #expect(try figure("releases", story) == "4,releases,4,1 emergency among them")
        #expect(try figure("lead-time", story) == "43200,seconds,4,\"2 commits not here, or with an absurd date\"")
        let text = MeasuresText(story.measures()).text(width: nil, palette: .plain)
        #expect(text.contains("1.2 (emergency)") && text.contains("1.3 "))
    }

    @Test("recovery is measured to the second where both times are known, else in days")
    func measuresRecovery() throws {
        var story = MeasuredStory()
        try story.tag("1.0", [1], committed: 1, tagged: 2)
        let caused: [ItemAttribute: String] = [.title: "down", .causedBy: "1.0 confirmed"]
        let times: [ItemAttribute: String] = [
            .opened: "2026-01-05T10:00:00.000Z", .resolved: "2026-01-05T12:30:00.000Z",
        ]
        try story.trouble("INC-1", caused.merging(times) { $1 })
        #expect(try figure("recovery-time", story) == "9000,seconds,1,")
        try story.trouble("INC-2", caused.merging([.opened: "2026-01-05"]) { $1 })
        #expect(try figure("recovery-time", story) == "9000,seconds,1,1 without both dates")
        var days = MeasuredStory()
        try days.tag("1.0", [1], committed: 1, tagged: 2)
        try days.trouble("INC-1", caused.merging(times) { $1 }.merging([.resolved: "2026-01-06"]) { $1 })
        #expect(try figure("recovery-time", days) == "86400,seconds,1,")
    }

    @Test("incidents are suspected of the release before them that changed what they are about")
    func suspectsByTimeAndPlace() throws {
        var story = MeasuredStory()
        try story.tag("1.0", [1], committed: 1, tagged: 2)
        try story.tag("1.1", [2], committed: 3, tagged: 4)
        for (version, items) in [("1.0", ["billing"]), ("1.1", ["shop"])] {
            story.touched[try #require(Version(version))] = Set(items)
        }
        let billing: [ItemAttribute: String] = [.title: "x", .affects: "billing"]
        try story.trouble("INC-1", billing, on: 1)
        try story.trouble("INC-2", billing, on: 3)
        try story.trouble("INC-3", [.title: "x"], on: 3)
        try story.trouble("INC-4", billing, on: 5)
        try story.trouble("INC-5", billing, on: 3, noun: .problem)
        let suspected = story.measures().releases.map { $0.suspected.map(\.description) }
        #expect(suspected == [["INC-2"], []])
        var late = MeasuredStory()
        try late.tag("1.0", [1], committed: 1, tagged: 2)
        late.touched[try #require(Version("1.0"))] = ["billing"]
        try late.trouble("INC-1", billing, on: 31.5)
        try late.trouble("INC-2", billing, on: 32.5)
        #expect(late.measures().releases[0].suspected.map(\.description) == ["INC-1"], "within 30 days")
    }

    @Test("every measure is explained")
    func explains() throws {
        let names = csv(try story().measures()).dropFirst().prefix(8).map { $0.prefix { $0 != "," } }
        for name in names {
            let words = name == "new-against-fixed" ? "new against fixed" : name.replacing("-", with: " ")
            #expect(
                MeasuresText.explanation.contains("\n\(words)") || MeasuresText.explanation.hasPrefix(words), "\(words)"
            )
        }
    }
}
