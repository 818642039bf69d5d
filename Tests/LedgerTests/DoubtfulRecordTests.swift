import Changes
import Git
import TestSupport
import Testing

@testable import Ledger

/// The folds over records of which only the shutting half counts, as their authors left the policy or lost a role.
@Suite("folds over doubtful records") struct DoubtfulRecordTests {
    private let release: Version

    init() throws { release = try #require(Version("1.0")) }

    /// Records about one subject, each in view of those before.
    private func sequence(_ statements: [(Statement, by: String, isDoubtful: Bool)]) throws -> RecordSequence {
        var stored: [StoredRecord] = []
        for (number, (statement, name, isDoubtful)) in statements.enumerated() {
            let author = Author.person(name, at: Int64(number))
            let record = Record(
                at: author.time, by: author.person, repository: TestLedger.identity,
                after: stored.suffix(1).map(\.name), statement: statement)
            let blob = try Repository.id(of: record.line(), .blob)
            let weight = isDoubtful ? statement.effect.intersection(.shuts) : statement.effect
            stored.append(StoredRecord(file: RecordName(at: record.at, blob: blob), record: record, weight: weight))
        }
        return RecordSequence(stored)
    }

    private func plan(_ change: (inout PlanStatement) -> Void) -> Statement {
        var statement = PlanStatement(release: release)
        change(&statement)
        return .plan(statement)
    }

    @Test("a hold is ended by who may end all holds that count; what does not count gives no right")
    func endsHolds() throws {
        let hold = plan { $0.hold = [.rfc2] }
        let unhold = plan { $0.unhold = [.rfc2] }
        var policy = try Policy(text: Array(TestLedger.policy.utf8), version: 1)
        (policy.signOffRoles, policy.members) = (["qa"], ["qa": ["rene@example.org"]])
        let may = { (name: String, records: RecordSequence) in
            policy.may(Speaker(Author.person(name, at: 0).person, .claimed), say: unhold, about: records)
        }
        let both = try sequence([(hold, "Quinn", false), (hold, "Dave", false)])
        #expect(!may("Dave", both) && !may("Quinn", both) && may("Rene", both))
        #expect(may("Quinn", try sequence([(hold, "Quinn", false)])))
        let again = try sequence([(hold, "Quinn", false), (unhold, "Quinn", false), (hold, "Dave", false)])
        #expect(may("Dave", again))
        let doubtful = try sequence([(plan { $0.add = [] }, "D", false), (hold, "Q", true), (unhold, "Q", true)])
        #expect(ReleasePlan(doubtful)?.holds == [.rfc2])
    }

    @Test("T56: a hold that whoever ended another one had not seen stays")
    func keepsUnseenHolds() throws {
        let all = try sequence([
            (plan { $0.hold = [.rfc2] }, "Dana", false), (plan { $0.hold = [.rfc2] }, "Rene", false),
            (plan { $0.unhold = [.rfc2] }, "Quinn", false),
        ]).all
        #expect(ReleasePlan(RecordSequence(all))?.holds == [])
        let first = all[0].name
        let end = all[2].record
        let unseen = Record(
            at: end.at, by: end.by, repository: end.repository, after: [first], statement: end.statement)
        let blob = try Repository.id(of: unseen.line(), .blob)
        let stored = StoredRecord(
            file: RecordName(at: unseen.at, blob: blob), record: unseen, weight: unseen.statement.effect)
        #expect(ReleasePlan(RecordSequence([all[0], all[1], stored]))?.holds == [.rfc2])
        #expect(ReleasePlan(RecordSequence([all[0], stored]))?.holds == [])
    }

    @Test("T58: what an ID is, the policy says, whatever somebody's early record says")
    func keepsNouns() throws {
        let item = { (noun: ItemNoun) in Statement.item(.init(item: .rfc2, noun: noun, set: [.title: "x"])) }
        let records = try sequence([(item(.task), "Mallory", false), (item(.rfc), "Dana", false)])
        let found = try #require(Item(records) { _ in .rfc })
        #expect(found.isRfC && found.noun == .rfc)
        // Where no record agrees, the first one says what it is.
        #expect(Item(records) { _ in .incident }?.noun == .task)
        #expect(Item(records)?.noun == .task)
    }

    @Test("T56: a word that an incident is open, which whoever closed it had not seen, stays")
    func keepsUnseenOpenings() throws {
        let state = { (text: String) in
            Statement.item(.init(item: .rfc2, noun: .incident, set: [.title: "x", .state: text]))
        }
        let all = try sequence([
            (state("open"), "Dana", false), (state("open"), "Rene", false), (state("closed"), "Quinn", false),
        ]).all
        let isOpen = { (records: [StoredRecord]) in Hold(.rfc2, RecordSequence(records)) { _ in true }.isOpen }
        #expect(!isOpen(all))
        let end = all[2].record
        let unseen = Record(
            at: end.at, by: end.by, repository: end.repository, after: [all[0].name], statement: end.statement)
        let blob = try Repository.id(of: unseen.line(), .blob)
        let stored = StoredRecord(
            file: RecordName(at: unseen.at, blob: blob), record: unseen, weight: unseen.statement.effect)
        #expect(isOpen([all[0], all[1], stored]))
        #expect(!isOpen([all[0], stored]))
    }

    @Test("the right to end a hold is judged by what counts before it")
    func judgesInOrder() throws {
        let hold = plan { $0.hold = [.rfc2] }
        let records = try sequence([
            (hold, "Quinn", false), (plan { $0.unhold = [.rfc2] }, "Quinn", false), (hold, "Dave", false),
        ])
        var seen: [[String]] = []
        _ = records.judgedInOrder { stored, before in
            seen.append(before.records.map(\.author.name))
            return stored
        }
        #expect(seen == [["Quinn"]])
        #expect(records.giversOfRights(before: records.all[1].name).records.count == 1)
    }

    @Test("what was dropped in doubt stays planned, until somebody adds or drops it who may")
    func keepsDropped() throws {
        let add = plan {
            $0.target = "x"; $0.add = [.rfc1]
        }
        let drop = plan { $0.drop = [.rfc1] }
        let found = try ReleasePlan(sequence([(add, "D", false), (drop, "M", true)]))
        #expect(found?.items == [.rfc1] && found?.doubtfullyDropped == [.rfc1])
        let added = try ReleasePlan(sequence([(add, "D", false), (drop, "M", true), (add, "D", false)]))
        #expect(added?.items == [.rfc1] && added?.doubtfullyDropped == [])
        let dropped = try ReleasePlan(sequence([(add, "D", false), (drop, "M", true), (drop, "D", false)]))
        #expect(dropped?.items == [] && dropped?.doubtfullyDropped == [] && dropped?.dropped == [.rfc1])
    }

    @Test("a link that was taken away in doubt is named as such, until somebody who saw that says what it is")
    func unlinks() throws {
        let link = { (belongs: Bool) in
            Statement.link(LinkStatement(commit: .zero, item: .rfc1, belongs: belongs, reason: "r"))
        }
        let found = CommitStatements(try sequence([(link(true), "D", false), (link(false), "Q", true)]))
        #expect(found.doubtfulUnlinks == [.rfc1] && found.links[.rfc1]?.value == true)
        let answered = CommitStatements(try sequence([(link(false), "Q", true), (link(true), "D", false)]))
        #expect(answered.doubtfulUnlinks.isEmpty)
    }

    @Test("a waiver of somebody who left lifts nothing, and is to be reviewed")
    func keepsWaivers() throws {
        let waiver = WaiverStatement(
            release: release, rules: ["tests"], items: nil, environment: nil, until: Timestamp(seconds: 4_000_000_000),
            reviewBy: Timestamp(seconds: 9), reason: "r")
        let found = Waivers(try sequence([(.waiver(waiver), "R", true)]))
        #expect(found.all.map(\.lifts) == [false])
        let release = try sequence([(plan { $0.type = .emergency }, "D", true), (.waiver(waiver), "R", true)])
        #expect(ReleasePlan(release) == nil, "nobody plans it")
        let owing = ReleasePlan(release, evenUnplanned: true)
        #expect(owing?.isPlanned == false && owing?.waivers.all.count == 1)
        #expect(found.inForce(at: Timestamp(seconds: 1_700_000_001), Policy()).isEmpty)
    }

    @Test("what somebody deployed who left runs there; a beginning and its end have one fate")
    func keepsDeployments() throws {
        let newer = try #require(Version("2.0"))
        let begin = DeploymentStatement(environment: "production", release: newer, tag: "v2.0", commit: .zero)
        var done = begin
        done.outcome = .succeeded
        let once = Deployments(try sequence([(.deployment(done), "R", true)]))
        #expect(once.running?.release == newer && !once.has(newer, on: .zero))
        for (isDoubtful, isEnded) in [(true, true), (false, false)] {
            let name = try sequence([(.deployment(begin), "R", isDoubtful)]).all[0].name
            var end = done
            end.ends = name
            let both = Deployments(
                try sequence([(.deployment(begin), "R", isDoubtful), (.deployment(end), "R", true)]))
            #expect(both.unfinished.isEmpty == isEnded && (both.running != nil) == isEnded)
        }
        var old = DeploymentStatement(environment: "production", release: release, tag: "v1.0", commit: .zero)
        old.outcome = .succeeded
        let back = Deployments(try sequence([(.deployment(done), "D", false), (.deployment(old), "R", true)]))
        #expect(back.newestRunning?.release == newer, "a doubtful way back lets nothing older through")
    }

    @Test("T47: a roll-back goes back from a release that was tagged, not from what somebody gave a version")
    func goesBackFromReleasesOnly() throws {
        let newer = try #require(Version("9.9.9"))
        var former = DeploymentStatement(environment: "production", release: release, tag: "v1.0", commit: .zero)
        former.outcome = .succeeded
        for (tag, outcome) in [
            ("v9.9.9", DeploymentStatement.Outcome.failed), ("v9.9.9", .succeeded), ("", .succeeded),
        ] {
            var later = DeploymentStatement(environment: "production", release: newer, tag: tag, commit: .zero)
            later.outcome = outcome
            let all = Deployments(
                try sequence([(.deployment(former), "D", false), (.deployment(later), "R", false)]))
            #expect((all.former(release, on: .zero, package: nil) != nil) == !tag.isEmpty, "\(tag) \(outcome)")
        }
    }

    @Test("what runs somewhere is older or newer than a release as the policy's scheme says")
    func readsDeploymentsUnderTheScheme() throws {
        var done = DeploymentStatement(
            environment: "production", release: try #require(Version("1.0.0-2")), tag: "v1.0.0-2", commit: .zero)
        done.outcome = .succeeded
        let records = try sequence([(.deployment(done), "R", true)])
        let final = try #require(Version("1.0.0"))
        #expect(try #require(Deployments(records).newestRunning).release > final)
        #expect(
            try #require(Deployments(records, reading: { Version($0.text, scheme: .semver) ?? $0 }).newestRunning)
                .release < final)
    }

    @Test("a freeze of somebody who left is one; a failed test counts beside a pass that had not seen it")
    func keepsFreezes() throws {
        var freeze = WindowStatement("production", .freeze)
        (freeze.from, freeze.until) = (Timestamp(seconds: 1), Timestamp(seconds: 2))
        #expect(Windows(try sequence([(.window(freeze), "R", true)])).all.count == 1)
        let result = TestResultStatement(
            release: release, item: .rfc1, testCase: ItemID(key: "TC", number: 1), outcome: .fail, content: [],
            patches: [], commit: .zero)
        #expect(TestResults(try sequence([(.testResult(result), "R", true)])).latest.count == 1)
    }

    @Test("a dependency that was recorded in doubt counts until somebody who may says what there is")
    func addsDependencies() throws {
        let depends = { (list: String) in
            Statement.item(ItemStatement(item: .rfc1, noun: .rfc, set: [.title: "x", .dependsOn: list]))
        }
        let other = ItemID(key: "RFC", number: 3)
        let found = Item(try sequence([(depends("RFC-2"), "D", false), (depends("RFC-3"), "R", true)]))
        #expect(found?.dependencies == [.rfc2, other] && found?[.dependsOn] == "RFC-2")
        let settled = Item(
            try sequence([(depends("RFC-2"), "D", false), (depends("RFC-3"), "R", true), (depends(""), "D", false)]))
        #expect(settled?.dependencies == [] && settled?.dependenciesEver == [.rfc2, other])
    }

    @Test("all values that an attribute can have, until somebody who may says what it is")
    func keepsDoubtfulValues() throws {
        let set = { (values: [ItemAttribute: String]) in
            Statement.item(ItemStatement(item: .rfc1, noun: .rfc, set: values))
        }
        let begun = (set([.title: "x", .type: "standard"]), by: "D", isDoubtful: false)
        let raised = (set([.type: "emergency", .risk: "high"]), by: "R", isDoubtful: true)
        let item = try #require(try Item(sequence([begun, raised])))
        #expect(item[.type] == "standard" && item.types == [.standard, .emergency])
        #expect(item[.risk] == nil && item[all: .risk] == [nil, "high"])
        #expect(item.changes(to: [.type: "standard"]) == [.type: "standard"], "to say so again ends the doubt")
        let settled = try #require(try Item(sequence([begun, raised, begun])))
        #expect(settled.types == [.standard] && settled.changes(to: [.type: "standard"]).isEmpty)
        let made = try #require(try Item(sequence([(raised.0, "R", true), (set([.title: "x"]), "D", false)])))
        #expect(made.types == [.normal, .emergency] && made.isRfC)
        let task = Statement.item(ItemStatement(item: .rfc1, noun: .task, set: [.title: "x"]))
        let renamed = try #require(try Item(sequence([(raised.0, "R", true), (task, "D", false)])))
        #expect(renamed.canBeRfC && !renamed.isRfC)
    }

    @Test(
        "T59: of values that had not seen each other each is possible, until somebody who has seen them says what it is"
    )
    func keepsUnseenValues() throws {
        let set = { (values: [ItemAttribute: String]) in
            Statement.item(ItemStatement(item: .rfc1, noun: .rfc, set: values))
        }
        let begun = try stored(set([.title: "x", .dependsOn: "RFC-9"]), at: 0, after: [])
        let one = try stored(set([.dependsOn: "RFC-2"]), at: 1, after: [begun])
        let other = try stored(set([.dependsOn: "RFC-3", .risk: "low"]), at: 2, after: [begun])
        let parted = try #require(Item(RecordSequence([begun, one, other])))
        #expect(parted[.dependsOn] == "RFC-3" && parted[all: .dependsOn] == ["RFC-3", "RFC-2"])
        #expect(parted.dependencies == [.rfc2, ItemID(key: "RFC", number: 3)] && parted.title == "x")
        #expect(parted[all: .risk] == ["low"], "of what only one record says, nothing is in doubt")
        #expect(parted.changes(to: [.dependsOn: "RFC-3", .risk: "low"]) == [.dependsOn: "RFC-3"])
        let aware = try stored(set([.dependsOn: "RFC-3"]), at: 3, after: [one, other])
        let settled = try #require(Item(RecordSequence([begun, one, other, aware])))
        #expect(settled[all: .dependsOn] == ["RFC-3"] && settled.changes(to: [.dependsOn: "RFC-3"]).isEmpty)
        let half = try stored(set([.dependsOn: "RFC-4"]), at: 3, after: [other])
        #expect(Item(RecordSequence([begun, one, other, half]))?[all: .dependsOn] == ["RFC-4", "RFC-2"])
        let same = try stored(set([.dependsOn: "RFC-3"]), at: 1, after: [begun])
        let agreed = try #require(Item(RecordSequence([begun, same, other])))
        #expect(agreed[all: .dependsOn] == ["RFC-3"] && agreed.changes(to: [.dependsOn: "RFC-3"]).isEmpty)
    }

    @Test("T59: the scope and the duty of a test case, changed by two people who had not seen each other")
    func keepsUnseenScopes() throws {
        let set = { (values: [TestCase.Attribute: String]) in
            Statement.testCase(TestCaseStatement(ItemID(key: "TC", number: 1), set: values))
        }
        let begun = try stored(set([.title: "x", .scope: "RFC-1", .state: "active"]), at: 0, after: [])
        let one = try stored(set([.scope: "RFC-1, RFC-2", .mandatory: "yes"]), at: 1, after: [begun])
        let other = try stored(set([.scope: "RFC-1, RFC-3", .mandatory: "no"]), at: 2, after: [begun])
        let parted = try #require(TestCase(RecordSequence([begun, one, other])))
        #expect(parted.scope == ["RFC-1", "RFC-3", "RFC-2"] && parted.isMandatory && parted.isActive)
        let retired = try stored(set([.state: "retired"]), at: 3, after: [other])
        #expect(TestCase(RecordSequence([begun, one, other, retired]))?.isActive == false)
    }

    @Test("T59: thousands of edits that had not seen each other are each possible")
    func keepsManyUnseenValues() throws {
        let set = { (number: Int) in
            Statement.item(ItemStatement(item: .rfc1, noun: .rfc, set: [.title: "x", .risk: "\(number)"]))
        }
        let begun = try stored(set(0), at: 0, after: [])
        let many = try (1...4_000).map { try stored(set($0), at: $0, after: [begun]) }
        let item = Item(RecordSequence([begun] + many))
        #expect(item?[all: .risk].count == 4_000 && item?[.risk] == "4000")
    }

    private func stored(_ statement: Statement, at second: Int, after: [StoredRecord]) throws -> StoredRecord {
        let author = Author.person("Dana", at: Int64(second))
        let record = Record(
            at: author.time, by: author.person, repository: TestLedger.identity, after: after.map(\.name).sorted(),
            statement: statement)
        let blob = try Repository.id(of: record.line(), .blob)
        return StoredRecord(file: RecordName(at: record.at, blob: blob), record: record)
    }

    @Test("a test case asks for what it asks for by any record; in doubt it loses nothing")
    func keepsTestCases() throws {
        let set = { (values: [TestCase.Attribute: String]) in
            Statement.testCase(TestCaseStatement(ItemID(key: "TC", number: 1), set: values))
        }
        let begun = (set([.title: "x", .scope: "RFC-1, RFC-2", .stage: "integration"]), by: "D", isDoubtful: false)
        let found = { (values: [TestCase.Attribute: String]) in
            try #require(try TestCase(sequence([begun, (set(values), by: "R", isDoubtful: true)])))
        }
        #expect(try found([.scope: "RFC-2"]).scope == ["RFC-1", "RFC-2"])
        #expect(try found([.scope: "RFC-3"]).scope == ["RFC-1", "RFC-2", "RFC-3"])
        #expect(try found([.scope: "all"]).isForAll)
        #expect(try found([.mandatory: "no"]).isMandatory && found([.state: "retired"]).isActive)
        #expect(try found([.stage: "acceptance"]).stages == [.integration, .acceptance])
        let retired = (set([.state: "retired", .mandatory: "no"]), by: "D", isDoubtful: false)
        let back = (set([.state: "active", .mandatory: "yes"]), by: "R", isDoubtful: true)
        let again = try #require(try TestCase(sequence([begun, retired, back])))
        #expect(again.isActive && again.isMandatory)
        let settled = try #require(try TestCase(sequence([begun, retired, back, retired])))
        #expect(!settled.isActive && !settled.isMandatory)
    }

    @Test("a manifest of somebody who left freezes nothing, and an emergency stays to be reviewed by others")
    func keepsManifests() throws {
        let manifest = Statement.manifest(
            ManifestStatement(
                release: release, tag: "v1.0", candidate: .zero, base: nil, baseRule: "", policy: 1, items: [],
                commits: [], signOffs: []))
        let emergency = plan {
            ($0.target, $0.type) = ("x", .emergency)
        }
        let review = Statement.review(ReviewStatement(release: release, waiver: nil, note: "n"))
        let found = try sequence([(emergency, "D", false), (manifest, "Tom", true), (review, "Tom", false)])
        let tagged = try #require(ReleasePlan(found))
        #expect(tagged.manifests.isEmpty && tagged.tagged == nil)
        #expect(tagged.wasEmergency && !Waivers(found).isReleaseReviewed)
    }

    @Test("an emergency stays one from its tag on, whatever its plan says later or was dated earlier")
    func staysAnEmergency() throws {
        let (emergency, normal) = (plan { $0.type = .emergency }, plan { $0.type = .normal })
        let manifest = Statement.manifest(
            ManifestStatement(
                release: release, tag: "v1.0", candidate: .zero, base: nil, baseRule: "", policy: 1, items: [],
                commits: [], signOffs: []))
        let begun = (plan { $0.target = "x" }, by: "D", isDoubtful: false)
        let found = { (statements: [(Statement, by: String, isDoubtful: Bool)]) in
            ReleasePlan(try sequence([begun] + statements))
        }
        let tag = (manifest, by: "Tom", isDoubtful: false)
        #expect(try found([(emergency, "D", false), tag, (normal, "M", false)])?.wasEmergency == true)
        #expect(try found([(emergency, "D", true), tag])?.wasEmergency == true, "who planned it left")
        #expect(try found([(emergency, "D", false), (normal, "D", false), tag])?.wasEmergency == false)
        #expect(try found([(normal, "D", false), tag])?.wasEmergency == false)
        var story = Story()
        try story.record(emergency, seconds: 1, after: [])
        try story.record(manifest, seconds: 5, after: story.stored.map(\.name))
        try story.record(normal, seconds: 3, after: [])
        #expect(ReleasePlan(story.sequence)?.wasEmergency == true, "a date before the tag proves nothing")
    }

    @Test("a review of an emergency comes after its tag, and from somebody else than whoever tagged it")
    func reviewsAfterwards() throws {
        let review = Statement.review(ReviewStatement(release: release, waiver: nil, note: "n"))
        let manifest = Statement.manifest(
            ManifestStatement(
                release: release, tag: "v1.0", candidate: .zero, base: nil, baseRule: "", policy: 1, items: [],
                commits: [], signOffs: []))
        let isReviewed = { (statements: [(Statement, by: String, isDoubtful: Bool)]) in
            Waivers(try sequence(statements)).isReleaseReviewed
        }
        #expect(try isReviewed([(manifest, "Tom", false), (review, "Rene", false)]))
        #expect(try !isReviewed([(review, "Rene", false), (manifest, "Tom", false)]))
        #expect(try !isReviewed([(manifest, "Tom", false), (review, "Tom", false)]))
    }
}
