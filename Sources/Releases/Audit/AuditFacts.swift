package import Git
package import Ledger

/// Everything that an audit looks at, gathered before anything is judged.
package struct AuditFacts: Sendable {
    package let branch: String
    package let tip: ObjectID
    /// The record of the first policy, on which all others hang; nil where there is none.
    package let firstPolicy: ObjectID?
    /// The ledger that is trusted here.
    package let pin: TrustPin
    package let files: [LedgerFile]
    package let policies: PolicyVersions
    /// Those of the files that are records, in the order of their paths.
    package let records: [JudgedRecord]
    /// Why the tags that were there before the ledger cannot be told.
    package let adoptedProblem: LedgerProblem?
    /// Empty for records without the commits that brought them.
    package let history: LedgerHistory
    /// Nil for all.
    package var bound: AuditBound?
    package var tags: [TagStanding] = []
    /// Tags that are no releases: moved from release to release, and what the policy's patterns and scheme cannot read.
    package var floatingTags: [String] = []
    package var unreadTags: [String] = []
    package var claims = MessageClaims()
    /// Records that are dated later open nothing yet; nil where no policy says how far clocks may be ahead.
    package var latestDate: Timestamp?

    package func entry(of path: [UInt8]) -> LedgerHistory.Entry? { history.entries[path] }

    /// Whether what was found at a path is to be told, where it is not false.
    package func isTold(_ path: [UInt8]) -> Bool { bound?.includes(entry(of: path)) ?? true }

    /// The files that count for nothing, each with its content: what is no record, and records that nobody may have made.
    package var idle: [(path: [UInt8], blob: ObjectID)] {
        let files = files.filter { $0.content.isStrange }.map { ($0.path, $0.blob) }
        return files + records.filter(\.isIdle).map { ($0.path, $0.blob) }
    }

    /// The content of the files that an administrator has set aside: no finding reminds of them.
    package var setAside: Set<ObjectID> {
        Set(
            records.compactMap { record in
                guard case .setAside(let statement) = record.statement, record.stored.opens, record.today.counts,
                    record.problem == nil
                else { return nil }
                return statement.file
            })
    }

    package func isTold(_ time: Int64) -> Bool { bound.map { time >= $0.time } ?? true }
}

/// What takes long in an audit, for those who wait.
package enum AuditWork: String, Sendable {
    case history = "reading the ledger's history"
    case records = "verifying records"
}

/// Reads what an audit has to know. Nothing of what is wrong with a ledger stops it.
package struct AuditGatherer {
    package let ledger: LedgerReader
    private let repository: Repository
    private let progress: (AuditWork, _ done: Int, _ total: Int) -> Void

    package init(
        _ repository: Repository, ledger: LedgerReader,
        progress: @escaping (AuditWork, _ done: Int, _ total: Int) -> Void = { _, _, _ in }
    ) {
        self.repository = repository
        self.ledger = ledger.ignoringPin
        self.progress = progress
    }

    /// The ledger by itself.
    ///
    /// - Parameter hasHistory: false for records without the commits that brought them: these are judged by the policy that
    ///   was the latest at the time that they bear.
    /// - Throws: `RepositoryProblem` where the clone does not have all of it; `SystemError` where a program for signatures
    ///   cannot be run.
    package func facts(hasHistory: Bool = true) throws -> AuditFacts {
        let files = try ledger.files()
        let history =
            hasHistory ? try LedgerHistory(of: ledger) { progress(.history, $0, $1) } : LedgerHistory()
        let policies = try ledger.policyVersions()
        let subjects = Dictionary(grouping: files.compactMap(\.record), by: \.record.statement.subject)
        var judged: [Subject: RecordSequence] = [:]
        for (subject, records) in subjects where records.contains(where: \.record.statement.dependsOnOthers) {
            // A ledger from which something was taken out is reported all the same.
            judged[subject] = (try? ledger.records(of: subject)) ?? RecordSequence(records)
        }
        let questions = files.compactMap { file in
            file.record.map {
                RecordJudge.Question(
                    path: file.path, blob: file.blob, stored: $0,
                    version: history.entries[file.path]?.policy ?? policies.version(at: $0.record.at),
                    after: judged[$0.record.statement.subject]?.giversOfRights(before: $0.name) ?? .none)
            }
        }
        let records = try RecordJudge(ledger, policies).judge(questions) { progress(.records, $0, questions.count) }
        var facts = AuditFacts(
            branch: ledger.branch, tip: ledger.tip, firstPolicy: try? ledger.firstPolicy(),
            pin: try ledger.pin(), files: files, policies: policies, records: records,
            adoptedProblem: adopted.problem, history: history)
        facts.latestDate = policies.inForce.map { ledger.now + $0.clockTolerance }
        return facts
    }

    private var adopted: (tags: AdoptedTags, problem: LedgerProblem?) {
        do {
            return (try ledger.adoptedTags(), nil)
        } catch {
            return (AdoptedTags([:]), error as? LedgerProblem)
        }
    }

    /// Adds the tags of the clone, the release tags held against the ledger.
    package func addTags(to facts: inout AuditFacts) throws {
        guard let policy = facts.policies.inForce else { return }
        let recorded = adopted.tags.names + facts.records.compactMap { RecordedManifest($0.stored)?.tag }
        let tags = try ReleaseTags(repository, policy: policy, recorded: Set(recorded))
        facts.floatingTags = tags.floating.map(\.name)
        facts.unreadTags = tags.unread
        let inspector = TagInspector(
            repository, ledger, facts.records, policy: policy, adopted: adopted.tags)
        facts.tags = try inspector.standings(of: tags)
    }

    /// What the messages of commits say that does not count.
    package func claims(_ facts: AuditFacts) throws -> MessageClaims {
        guard let policy = facts.policies.inForce else { return MessageClaims() }
        return try MessageClaims(in: repository, policy: policy, ledger: ledger, adopted: adopted.tags)
    }
}

extension JudgedRecord {
    /// Whether it decided nothing when it entered the ledger, and decides nothing today.
    package var isIdle: Bool { problem != nil || !stored.counts && !today.counts }
}
