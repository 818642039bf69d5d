package import Changes
package import Ledger
import Testing

@testable package import Gate
@testable package import Git
@testable package import Releases

/// Facts for the rules, made by hand: a release with one commit of RFC-1 that Dana wrote, before anything else is said.
package struct Facts {
    package static let dana = Person(name: "Dana", email: "dana@example.org")
    package static let quinn = Person(name: "Quinn", email: "quinn@example.org")
    package static let rene = Person(name: "Rene", email: "rene@example.org")

    package var policy = Policy()
    package var planned: [ItemID]? = [.rfc1]
    package var withoutCommits: [ItemID] = []
    package var known: Set<ItemID> = [.rfc1]
    package var commits: [LinkedCommit] = []
    package var manifests: [ManifestStatement] = []
    /// Whether the release's tag names the last of them.
    package var tagNamesManifest = false
    package var base: ReleaseScope.Base?
    package var baseEvidence = BaseEvidence.notNeeded
    package var otherBases: [OtherBase] = []
    package var higherBase: Version?
    package var tag: ReleaseTag?
    package var tagsBeyond: [LedgerFacts.TagBeyond] = []
    package var recordsBeyond: [LedgerFacts.RecordBeyond] = []
    package var silence: LedgerFacts.Silence?
    package var goes: [Going] = []
    package var unaccounted: [[UInt8]] = []
    package var outside: [ItemID: [OutsideCommit]] = [:]
    package var reversals: [Reversal] = []
    package var configuration: [ConfigurationFacts.Change] = []
    package var knownRfCs: Set<ItemID> = []
    package var dependencies = DependencyFacts()
    package var tests = TestFacts()
    /// Incidents that are held against the release, open unless their records say otherwise.
    package var holds: [ItemID] = []
    /// Those of them of which the ledger has no record.
    package var unrecorded: Set<ItemID> = []
    /// What the ledger knows of items; of others only a title.
    package var attributes: [ItemID: [ItemAttribute: String]] = [:]
    /// What records of which only the shutting half counts say of items, after that.
    package var doubts: [ItemID: [[ItemAttribute: String]]] = [:]
    /// What is recorded of items after every decision.
    package var edits: [ItemID: [ItemAttribute: String]] = [:]
    /// The content of an RfC includes that of these tasks.
    package var tasks: [ItemID: [ItemID]] = [:]
    /// Sign-offs are there only for items that this does not name.
    package var unheard: Set<ItemID> = []
    /// The statuses that every planned item was moved through, and by whom.
    package var through = StatusEngine().rungs[1...5].map(\.id)
    package var mover = rene
    package var unmoved: Set<ItemID> = []
    /// The exact patches of commits, as far as they are known.
    package var patches: [ObjectID: ObjectID] = [:]
    package var isTagged = false
    package var waivers = WaiverFacts()
    private var decisions: [StoredRecord] = []

    package init() throws {
        policy.version = 3
        policy.keys = [.init(name: "RFC", noun: .rfc), .init(name: "TASK", noun: .task)]
        policy.links.keys = ["RFC", "TASK"]
        policy.tagPatterns = [try TagPattern("v{version}")]
        policy.signOffRoles = ["qa"]
        try commit("RFC-1: first")
    }

    /// The same, approved by Quinn: the gate is open.
    package static func approved() throws -> Facts {
        var facts = try Facts()
        try facts.decide(.approve, by: quinn)
        return facts
    }

    /// Adds a commit; its links are those of its message.
    @discardableResult
    package mutating func commit(
        _ message: String, by author: Person = dana, committedBy committer: Person = dana, parents: Int = 1,
        exemption: Exemption? = nil, mergedContent: [String] = [], doubtful: Set<ItemID> = []
    ) throws -> ObjectID {
        let parentLines = (0..<parents).map { "parent \(String(repeating: "\($0)", count: 40))\n" }.joined()
        let people = "author \(author) \(commits.count) +0000\ncommitter \(committer) \(commits.count) +0000\n"
        let bytes = Array("tree \(ObjectID.zero)\n\(parentLines)\(people)\n\(message)\n".utf8)
        let commit = try Commit(id: try Repository.id(of: bytes, .commit), bytes: bytes)
        let read = ReadCommit(commit, MessageReader(rules: policy.links))
        commits.append(
            LinkedCommit(
                read, links: read.reading.links, doubtful: doubtful, exemption: exemption,
                mergedContent: mergedContent.map { Array($0.utf8) }))
        return commit.id
    }

    /// Adds a decision that has seen all before it, or those of `seen`; about the present content where none is given.
    package mutating func decide(
        _ decision: SignOffStatement.Decision, by person: Person, item: ItemID = .rfc1, role: String = "qa",
        content: [ObjectID]? = nil, seen: [Int]? = nil, note: String? = nil,
        answers: [Int]? = nil, isBound: Bool = false
    ) throws {
        let content = content ?? contents(of: item)
        var statement = SignOffStatement(
            release: try Self.version, item: item, role: role, decision: decision, content: content,
            patches: patches.isEmpty ? nil : content.map { patches[$0] ?? .zero }, note: note)
        statement.answers = answers.map { $0.map { decisions[$0].name } }
        statement.binding = isBound ? try ItemBinding.digest(of: self.item(item)) : nil
        let after = seen.map { $0.map { decisions[$0].name } } ?? decisions.map(\.name)
        decisions.append(try .made(.signOff(statement), by: person, at: decisions.count, after: after))
    }

    package var verdict: Verdict { get throws { Verdict(try value) } }

    /// The findings of one rule.
    package func findings(_ code: RuleCode) throws -> [Finding] { try verdict.findings.filter { $0.code == code } }

    package var value: GateFacts {
        get throws {
            let (items, contents) = (try items(), contents)
            let signOffs = try SignOffFacts(
                try signOffs(), patches: patches, on: items, in: contents, policy: policy, isTagged: isTagged)
            return GateFacts(
                policy: policy, plan: try plan(),
                ledger: LedgerFacts(
                    branch: "sluice/ledger", tip: .zero, tagsBeyond: tagsBeyond, recordsBeyond: recordsBeyond,
                    silence: silence),
                range: RangeFacts(
                    scope: try scope(), baseEvidence: baseEvidence, contents: contents,
                    manifest: tagNamesManifest ? try plan()?.manifests.first : nil, otherBases: otherBases,
                    higherBase: higherBase), items: items,
                signOffs: signOffs,
                tests: tests,
                statuses: StatusFacts(try moves(), try plan(), on: items, signOffs, tests, policy: policy),
                configuration: .init(
                    changes: configuration, knownRfCs: knownRfCs, of: items, signOffs, policy: policy),
                dependencies: dependencies, holds: try holds.map(hold),
                waivers: waivers, vouching: Vouching(on: items, signOffs, waivers, policy))
        }
    }

    private var contents: ReleaseContents {
        let fates = CommitFates(
            reversals: reversals, equivalents: [:], released: [], goes: goes, unaccounted: unaccounted)
        return ReleaseContents(commits, fates: fates, evidence: .changes)
    }

    /// Says that a commit takes back another one of the range.
    package mutating func revert(_ target: ObjectID, by revert: ObjectID, isExact: Bool = true) {
        let items = commits.first { $0.commit.id == target }?.items ?? []
        reversals.append(
            Reversal(
                revert: revert, target: target, subject: [], items: items, isInRange: true, isRestoring: false,
                isExact: isExact,
                isPartial: false, isFelt: false, isApart: isExact))
    }

    /// Says that a commit changes a configuration file.
    package mutating func configure(_ path: String, by commit: ObjectID) {
        let items = commits.first { $0.commit.id == commit }?.items ?? []
        let bytes = Array(path.utf8)
        configuration.append(
            .init(
                commit: commit, path: bytes,
                configurationItems: [policy.configuration.item(of: bytes)?.name].compactMap(\.self), items: items))
    }

    package static var version: Version { get throws { try #require(Version("1.0")) } }

    package func contents(of item: ItemID) -> [ObjectID] {
        let items = [item] + (tasks[item] ?? [])
        return contents.commits.filter { linked in
            !contents.gone.contains(linked.commit.id) && linked.items.contains { items.contains($0) }
        }.map(\.commit.id).sorted()
    }

    private func plan() throws -> ReleasePlan? {
        guard let planned else { return nil }
        var statement = PlanStatement(release: try Self.version)
        statement.target = "refs/heads/main"
        statement.add = planned
        statement.withoutCommits = withoutCommits
        let statements = [.plan(statement)] + manifests.map(Statement.manifest)
        return ReleasePlan(
            RecordSequence(
                try statements.enumerated().map { try .made($1, by: Self.rene, at: $0, after: []) }))
    }

    private func scope() throws -> ReleaseScope {
        ReleaseScope(
            version: try Self.version, base: base, rule: base == nil ? .firstRelease : .sameLine, candidate: .zero,
            candidateRevision: "main", tag: tag)
    }

    private func items() throws -> ItemFacts {
        let linked = Set(commits.flatMap(\.items)).union(planned ?? [])
        let known = try Dictionary(uniqueKeysWithValues: known.map { ($0, try item($0)) })
        guard !tasks.isEmpty else {
            return ItemFacts(
                planned: planned?.sorted() ?? [], known: known, in: contents, outside: OutsideCommits(byItem: outside))
        }
        return ItemFacts(
            planned: planned?.sorted() ?? [], known: known,
            content: Dictionary(uniqueKeysWithValues: linked.map { ($0, contents(of: $0)) }),
            outside: OutsideCommits(byItem: outside))
    }

    private func moves() throws -> [ItemID: StatusMoves] {
        let moves = try (planned ?? []).map { item in
            let statement = MoveStatement(
                release: try Self.version, item: item, from: "developing", through: through, reason: nil)
            let record = try StoredRecord.made(.move(statement), by: mover, at: 0, after: [])
            return (item, StatusMoves(RecordSequence(unmoved.contains(item) ? [] : [record])))
        }
        return Dictionary(uniqueKeysWithValues: moves)
    }

    private func item(_ id: ItemID) throws -> Item { try #require(Item(itemRecords(id))) }

    private func hold(_ id: ItemID) throws -> Hold {
        Hold(id, unrecorded.contains(id) ? .none : try itemRecords(id)) { _ in true }
    }

    private func itemRecords(_ id: ItemID) throws -> RecordSequence {
        let values = attributes[id] ?? [.title: "title"]
        let noun = policy.noun(of: id) ?? .rfc
        let certain = ItemStatement(item: id, noun: noun, set: values)
        let doubtful = (doubts[id] ?? []).map { ItemStatement(item: id, noun: noun, set: $0) }
        let first = try StoredRecord.made(.item(certain), by: Self.dana, at: 0, after: [])
        return RecordSequence(
            [first]
                + (try doubtful.enumerated().map {
                    try .made(.item($1), by: Self.dana, at: 1 + $0, after: [first.name], weight: .shuts)
                })
                + (try edits[id].map {
                    let edit = ItemStatement(item: id, noun: noun, set: $0)
                    return [try .made(.item(edit), by: Self.dana, at: 1_000, after: [first.name])]
                } ?? []))
    }

    private func signOffs() throws -> [ItemID: [SignOffs]] {
        let heard = (planned ?? []).filter { !unheard.contains($0) }
        return Dictionary(
            uniqueKeysWithValues: heard.map { item in
                let records = decisions.filter { $0.record.statement.isAbout(item) }
                let all = policy.decidingRoles.map { role in
                    SignOffs(role: role, in: RecordSequence(records)) { policy.mayAct($0, as: role) }
                }
                return (item, all)
            })
    }
}

extension StoredRecord {
    package static func made(
        _ statement: Statement, by person: Person, at seconds: Int, after: [RecordName],
        weight: StatementEffect? = nil
    ) throws -> StoredRecord {
        let record = Record(
            at: Timestamp(seconds: Int64(seconds)), by: person, repository: "r", after: after, statement: statement)
        let blob = try Repository.id(of: record.line(), .blob)
        return StoredRecord(file: RecordName(at: record.at, blob: blob), record: record, weight: weight)
    }
}

extension Statement {
    fileprivate func isAbout(_ item: ItemID) -> Bool {
        guard case .signOff(let statement) = self else { return false }
        return statement.item == item
    }
}

extension ItemID {
    package static let rfc1 = ItemID(key: "RFC", number: 1)
    package static let rfc3 = ItemID(key: "RFC", number: 3)
    package static let rfc2 = ItemID(key: "RFC", number: 2)
    package static let task7 = ItemID(key: "TASK", number: 7)
}

extension ReleaseTag {
    package static func on(_ commit: ObjectID, isAnnotated: Bool = true) throws -> ReleaseTag {
        let object = isAnnotated ? try Repository.id(of: Array("tag of \(commit)".utf8), .tag) : commit
        return ReleaseTag(
            version: try Facts.version, name: "v1.0", object: object, target: commit, targetKind: .commit,
            isPending: false)
    }
}

extension TestFacts {
    /// One mandatory case that nobody has tried.
    package static func untried(_ id: String, for item: ItemID) throws -> TestFacts {
        let statement = TestCaseStatement(try #require(ItemID(id)), set: [.title: "It works", .scope: "\(item)"])
        let record = try StoredRecord.made(.testCase(statement), by: Facts.quinn, at: 0, after: [])
        let testCase = try #require(TestCase(RecordSequence([record])))
        let none = SignOffContent(commits: [], patches: [:])
        return TestFacts([
            TestStanding(item, testCase, .none, content: none, authors: [], digests: [], policy: Policy())
        ])
    }
}
