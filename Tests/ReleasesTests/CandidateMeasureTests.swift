import Changes
import Git
import Ledger
import Releases
import Testing

/// What is counted of releases that were tagged as candidates first.
@Suite("Measures of releases with candidates")
struct CandidateMeasureTests {
    private static let person = Person(name: "A", email: "a@b")
    private static let day: Int64 = 86_400
    private static let start: Int64 = 1_767_225_600

    private static func stored(_ statement: Statement, day: Int64) -> StoredRecord {
        let record = Record(
            at: Timestamp(seconds: start + day * Self.day), by: person, repository: "r", after: [],
            statement: statement)
        return StoredRecord(file: RecordName(at: record.at, blob: .zero), record: record)
    }

    private func version(_ text: String) throws -> Version { try #require(Version(text)) }

    private func commit(_ number: Int) throws -> ObjectID {
        try #require(ObjectID(String(repeating: "\(number)", count: 40)))
    }

    /// A release that was tagged with these commits, each of the item of its number.
    private func plan(_ name: String, _ commits: [Int]) throws -> ReleasePlan {
        let release = try version(name)
        let items = commits.map { ItemID(key: "RFC", number: $0) }
        var plan = PlanStatement(release: release)
        plan.target = "refs/heads/main"
        plan.add = items
        let manifest = ManifestStatement(
            release: release, tag: "v\(name)", candidate: try commit(commits.last ?? 0), base: nil, baseRule: "first",
            policy: 1, items: items,
            commits: try zip(commits, items).map { number, item in
                .init(commit: try commit(number), items: [.init(item: item, source: "subject")], exempt: nil)
            }, signOffs: [])
        let records = RecordSequence([Self.stored(.plan(plan), day: 0), Self.stored(.manifest(manifest), day: 1)])
        return try #require(ReleasePlan(records))
    }

    /// - Parameter deployments: which version ran in production on which day.
    private func history(_ plans: [ReleasePlan], deployments: [(String, Int64)]) throws -> MeasuredHistory {
        let records = try deployments.map { name, day in
            var statement = DeploymentStatement(
                environment: "production", release: try version(name), tag: "v\(name)", commit: try commit(1))
            statement.outcome = .succeeded
            return Self.stored(.deployment(statement), day: day)
        }
        let commits = plans.flatMap { $0.manifests[0].commits.map(\.commit) }
        return MeasuredHistory(
            plans: plans, troubles: [], types: [:], deployments: Deployments(RecordSequence(records)), touched: [:],
            tagged: Dictionary(
                uniqueKeysWithValues: plans.map { ($0.version, Timestamp(seconds: Self.start + Self.day)) }),
            commitTimes: Dictionary(commits.map { ($0.description, Self.start) }) { first, _ in first })
    }

    @Test("candidates and their final are one release, by the final's name")
    func countsCandidatesWithTheirFinal() throws {
        let plans = [
            try plan("1.0-rc1", [1]), try plan("1.0-rc2", [1, 2]), try plan("1.0", [1, 2]), try plan("1.1", [3]),
        ]
        let measures = Measures(try history(plans, deployments: [("1.0", 4), ("1.1", 5)]))
        #expect(measures.releases.map(\.release.description) == ["1.0", "1.1"])
        #expect(measures.releases.map(\.items) == [2, 1])
        #expect(measures.releases[0].versions == [try version("1.0-rc1"), try version("1.0-rc2"), try version("1.0")])
        #expect(measures.releases[0].leadTimes == [4 * Self.day, 4 * Self.day])
    }

    @Test("without a final the latest candidate stands for the release")
    func countsCandidatesAlone() throws {
        let plans = [try plan("1.0-rc10", [1, 2, 3]), try plan("1.0-rc2", [1, 2]), try plan("1.0-rc1", [1])]
        let measures = Measures(try history(plans, deployments: []))
        #expect(measures.releases.map(\.release.description) == ["1.0-rc10"])
        #expect(measures.releases[0].items == 3 && !measures.releases[0].isDeployed)
    }

    @Test("a commit's lead time ends with the first deployment of a version that has it")
    func endsLeadTimesByVersion() throws {
        let plans = [try plan("1.0-rc1", [1]), try plan("1.0", [1, 2])]
        let measures = Measures(try history(plans, deployments: [("1.0-rc1", 2), ("1.0", 6)]))
        #expect(measures.releases.map(\.leadTimes) == [[2 * Self.day, 6 * Self.day]])
        #expect(measures.releases[0].first == Timestamp(seconds: Self.start + 2 * Self.day))
    }

    @Test("a candidate's name asks about its release", arguments: ["1.0-rc1", "1.0"])
    func asksByAnyName(name: String) throws {
        let plans = [try plan("1.0-rc1", [1]), try plan("1.0", [1, 2]), try plan("1.1", [3])]
        let history = try history(plans, deployments: [("1.0-rc1", 2), ("1.0", 6), ("1.1", 7)])
        let measures = Measures(history, only: try version(name))
        #expect(measures.releases.map(\.release.description) == ["1.0"] && measures.attempts.count == 2)
    }
}
