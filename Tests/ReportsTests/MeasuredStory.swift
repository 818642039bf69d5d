import Changes
import Git
import Ledger
import Releases
import Testing

/// What measures are made of, by hand: releases that were tagged, deployments to production, incidents and problems.
struct MeasuredStory {
    /// 2026-01-01.
    static let start: Int64 = 1_767_225_600
    private static let day: Int64 = 86_400

    private var plans: [ReleasePlan] = []
    private var tagged: [Version: Timestamp] = [:]
    private var deployments: [StoredRecord] = []
    private var troubles: [Item] = []
    private var commitTimes: [String: Int64] = [:]
    var types: [ItemID: ReleaseType] = [:]
    /// The configuration items that each release changes.
    var touched: [Version: Set<String>] = [:]

    static func time(_ days: Double) -> Timestamp { Timestamp(seconds: start + Int64(days * Double(day))) }

    private static func stored(_ statement: Statement, _ days: Double) throws -> StoredRecord {
        let person = Person(name: "Dana", email: "dana@example.org")
        let record = Record(at: time(days), by: person, repository: "r", after: [], statement: statement)
        return StoredRecord(
            file: RecordName(at: record.at, blob: try Repository.id(of: record.line(), .blob)), record: record)
    }

    /// Tags a release of some RfCs, each with one commit that was made on a day; nil for a commit whose time nobody knows.
    mutating func tag(_ name: String, _ items: [Int], committed: Double?, tagged days: Double) throws {
        let version = try #require(Version(name))
        let ids = items.map { ItemID(key: "RFC", number: $0) }
        let commits = try ids.map { try Repository.id(of: Array("\($0) in \(version)".utf8), .blob) }
        var statement = PlanStatement(release: version)
        statement.target = "refs/heads/main"
        statement.add = ids
        let manifest = ManifestStatement(
            release: version, tag: "v\(name)", candidate: .zero, base: nil, baseRule: "first release", policy: 1,
            items: ids,
            commits: zip(commits, ids).map {
                .init(commit: $0, items: [.init(item: $1, source: "subject")], exempt: nil)
            }, signOffs: [])
        let records = [try Self.stored(.plan(statement), 0), try Self.stored(.manifest(manifest), days)]
        plans.append(try #require(ReleasePlan(RecordSequence(records))))
        tagged[version] = Self.time(days)
        if let committed { for commit in commits { commitTimes[commit.description] = Self.time(committed).seconds } }
    }

    mutating func deploy(
        _ name: String, _ outcome: DeploymentStatement.Outcome, on days: Double, isRollBack: Bool = false
    ) throws {
        var statement = DeploymentStatement(
            environment: "production", release: try #require(Version(name)), tag: "v\(name)", commit: .zero)
        statement.outcome = outcome
        statement.isRollBack = isRollBack
        deployments.append(try Self.stored(.deployment(statement), days))
    }

    /// An incident or a problem that is recorded on a day.
    mutating func trouble(
        _ id: String, _ attributes: [ItemAttribute: String], on days: Double = 10, noun: ItemNoun = .incident
    ) throws {
        let statement = ItemStatement(item: try #require(ItemID(id)), noun: noun, set: attributes)
        troubles.append(try #require(Item(RecordSequence([Self.stored(.item(statement), days)]))))
    }

    func measures(year: Int? = nil, only: String? = nil) -> Measures {
        let history = MeasuredHistory(
            plans: plans, troubles: troubles, types: types, deployments: Deployments(RecordSequence(deployments)),
            touched: touched, tagged: tagged, commitTimes: commitTimes)
        return Measures(history, year: year, only: only.flatMap { Version($0) })
    }
}
