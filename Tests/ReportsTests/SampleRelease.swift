import Changes
import Testing

@testable import Git
@testable import Ledger
@testable import Releases

/// A release made by hand, for what reports make of it: its records are folded as those of a ledger are, its commits are linked by
/// their messages. Each record and each commit is a minute later than the one before.
struct SampleRelease {
    static let dana = Person(name: "Dana Developer", email: "dana@example.org")
    static let quinn = Person(name: "Quinn Tester", email: "quinn@example.org")
    static let rene = Person(name: "Rene Manager", email: "rene@example.org")
    /// 2026-01-05, 09:00.
    private static let start: Int64 = 1_767_603_600

    let version: Version
    var policy = Policy()
    var base: ReleaseScope.Base?
    var tag: ReleaseTag?
    var goes: [Going] = []
    var dependencies = DependencyFacts()
    /// The configuration items that it changes.
    var touched: Set<String> = []
    /// The latest first.
    private(set) var commits: [LinkedCommit] = []
    private(set) var records: [Subject: [StoredRecord]] = [:]
    private(set) var now = Timestamp(seconds: start)

    init(_ version: String = "1.1.0") throws {
        self.version = try #require(Version(version))
        policy.version = 3
        policy.keys = [
            .init(name: "RFC", noun: .rfc), .init(name: "TASK", noun: .task), .init(name: "PRB", noun: .problem),
            .init(name: "INC", noun: .incident),
        ]
        policy.links.keys = policy.keys.map(\.name)
        policy.tagPatterns = [try TagPattern("v{version}")]
        policy.signOffRoles = ["qa"]
        var plan = PlanStatement(release: self.version)
        plan.target = "refs/heads/main"
        try record(.plan(plan))
    }

    @discardableResult
    mutating func record(_ statement: Statement, by person: Person = rene) throws -> RecordName {
        pass(minutes: 1)
        let before = records[statement.subject, default: []]
        let record = Record(at: now, by: person, repository: "r", after: before.map(\.name), statement: statement)
        let name = RecordName(at: now, blob: try Repository.id(of: record.line(), .blob))
        records[statement.subject] = before + [StoredRecord(file: name, record: record)]
        return name
    }

    mutating func pass(minutes: Int64) { now = Timestamp(seconds: now.seconds + 60 * minutes) }

    /// Records an item, or more about it.
    mutating func add(_ id: String, _ attributes: [ItemAttribute: String]) throws {
        let item = try #require(ItemID(id))
        try record(
            .item(ItemStatement(item: item, noun: policy.noun(of: item) ?? .rfc, set: attributes)), by: Self.dana)
    }

    /// Plans items.
    mutating func plan(_ items: String...) throws {
        var plan = PlanStatement(release: version)
        plan.add = try items.map { try #require(ItemID($0)) }
        try record(.plan(plan))
    }

    @discardableResult
    mutating func commit(_ message: String, exemption: Exemption? = nil) throws -> ObjectID {
        let linked = try linked(message, exemption: exemption)
        commits.insert(linked, at: 0)
        return linked.commit.id
    }

    /// A commit by Dana that is not in the release.
    mutating func linked(_ message: String, exemption: Exemption? = nil) throws -> LinkedCommit {
        pass(minutes: 1)
        let people = ["author", "committer"].map { "\($0) \(Self.dana) \(now.seconds) +0000\n" }.joined()
        let bytes = Array("tree \(ObjectID.zero)\n\(people)\n\(message)\n".utf8)
        let commit = try Commit(id: try Repository.id(of: bytes, .commit), bytes: bytes)
        let read = ReadCommit(commit, MessageReader(rules: policy.links))
        return LinkedCommit(read, links: read.reading.links, exemption: exemption, mergedContent: [])
    }

    /// A decision about an item as the release has it now.
    mutating func decide(
        _ decision: SignOffStatement.Decision, on id: String, by person: Person = quinn, role: String = "qa",
        note: String? = nil
    ) throws {
        let item = try #require(ItemID(id))
        let content = itemFacts.content(of: item)
        try record(
            .signOff(
                SignOffStatement(
                    release: version, item: item, role: role, decision: decision, content: content, note: note)
            ),
            by: person)
    }

    /// Moves an item up the ladder, so many rungs from the lowest.
    mutating func move(_ id: String, rungs: Int) throws {
        let (item, ladder) = (try #require(ItemID(id)), policy.statuses.rungs)
        try record(
            .move(
                MoveStatement(
                    release: version, item: item, from: ladder[0].id, through: ladder[1...rungs].map(\.id), reason: nil)
            ))
    }

    /// Moves it by hand to a status, with a reason.
    mutating func move(_ id: String, to status: String, reason: String) throws {
        let item = try #require(ItemID(id))
        try record(
            .move(
                MoveStatement(
                    release: version, item: item, from: policy.statuses.rungs[0].id, through: [status], reason: reason))
        )
    }
}

/// What is made of it.
extension SampleRelease {
    var contents: ReleaseContents {
        ReleaseContents(
            commits,
            fates: CommitFates(reversals: [], equivalents: [:], released: [], goes: goes, unaccounted: []),
            evidence: .changes)
    }

    var scope: ReleaseScope {
        ReleaseScope(
            version: version, base: base, rule: base == nil ? .firstRelease : .sameLine,
            candidate: commits.first?.commit.id ?? .zero, candidateRevision: "main", tag: tag)
    }

    private func sequence(_ subject: Subject) -> RecordSequence { RecordSequence(records[subject] ?? []) }

    var items: [ItemID: Item] {
        let items = records.keys.compactMap { subject in
            if case .item = subject { Item(sequence(subject)) } else { nil }
        }
        return Dictionary(items.map { ($0.id, $0) }) { first, _ in first }
    }

    var plan: ReleasePlan? { ReleasePlan(sequence(.release(version))) }

    private var itemFacts: ItemFacts {
        ItemFacts(planned: plan?.items.sorted() ?? [], known: items, in: contents)
    }

    private var signOffs: [ItemID: [SignOffs]] {
        Dictionary(
            (plan?.items ?? []).map { item in
                let records = sequence(.releaseItem(version, item))
                return (
                    item,
                    policy.decidingRoles.map { role in
                        SignOffs(role: role, in: records) { policy.mayAct($0, as: role) }
                    }
                )
            }
        ) { first, _ in first }
    }

    var facts: GateFacts {
        get throws {
            let (plan, contents, facts) = (plan, contents, itemFacts)
            let signOffs = try SignOffFacts(signOffs, on: facts, in: contents, policy: policy)
            let moves = Dictionary(
                facts.planned.map { ($0, StatusMoves(sequence(.releaseItem(version, $0)))) }
            ) { first, _ in first }
            return GateFacts(
                policy: policy, plan: plan, ledger: LedgerFacts(branch: "sluice/ledger", tip: .zero, tagsBeyond: []),
                range: RangeFacts(
                    scope: scope, baseEvidence: .notNeeded, contents: contents,
                    manifest: tag == nil ? nil : plan?.manifests.first), items: facts,
                signOffs: signOffs,
                statuses: StatusFacts(moves, plan, on: facts, signOffs, TestFacts(), policy: policy),
                configuration: .init(changes: [], knownRfCs: [], of: facts, signOffs, policy: policy),
                dependencies: dependencies, vouching: Vouching(on: facts, signOffs, WaiverFacts(), policy))
        }
    }

    var history: History {
        History(
            part: .release(scope), contents: contents, items: items, releases: [:], partial: [:], spread: nil)
    }

    /// What people have to know of it.
    var briefing: ReleaseBriefing {
        let all = items.values.sorted { $0.id < $1.id }
        let present = Set(contents.items).union(plan?.items ?? [])
        return ReleaseBriefing(
            version, items: all.filter { present.contains($0.id) },
            troubles: all.filter { [.problem, .incident].contains($0.noun) }, touched: touched)
    }

    var approvals: [ItemID: [Decision]] { signOffs.mapValues { $0.flatMap(\.approvals) } }
}
