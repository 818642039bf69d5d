import Changes
import Gate
import Git
import Ledger
import Releases

/// One audit of a repository. What cannot be told in this clone is told as that, and the rest all the same.
struct AuditSession {
    private let repository: Repository
    private let ledger: LedgerReader
    private let now: Timestamp
    private let console: Console

    init(_ workspace: Workspace, _ console: Console) throws {
        repository = workspace.repository
        ledger = try LedgerReader(repository)
        now = workspace.now()
        self.console = console
    }

    /// - Parameter since: a date, a revision or a release; nil for all.
    func audit(since: String?) throws -> Audit {
        let gatherer = AuditGatherer(repository, ledger: ledger) { [console] work, done, total in
            console.progress.show(work.rawValue, done, of: total)
        }
        var facts = try gatherer.facts()
        facts.bound = try since.map { try bound($0, facts) }
        var undecided = Undecided()
        try undecided.collect("release tags", orElse: ()) { try gatherer.addTags(to: &facts) }
        facts.claims = try undecided.collect("commit messages", orElse: MessageClaims()) { try gatherer.claims(facts) }
        let releases = try releases(facts, &undecided)
        let deployments = try deployments(facts, &undecided)
        return Audit(facts, releases: releases, deployments: deployments, undecided: undecided.findings)
    }

    /// Asks the gate again for every release whose tag is here and has a manifest.
    private func releases(_ facts: AuditFacts, _ undecided: inout Undecided) throws -> [AuditedRelease] {
        let tags = facts.tags.filter { $0.manifest != nil && $0.target != nil && facts.isTold($0.manifest ?? []) }
        guard !tags.isEmpty else { return [] }
        do {
            let gatherer = try FactsGatherer(repository, ledger: ledger)
            return try tags.enumerated().compactMap { position, tag in
                console.progress.show("asking the gate again", position + 1, of: tags.count)
                return try undecided.collect("release \(tag.version)", orElse: nil) {
                    AuditedRelease(
                        Verdict(try gatherer.factsAsTagged(of: tag.version, now: now)), manifest: tag.manifest ?? [])
                }
            }
        } catch let problem as LedgerProblem {
            // What is wrong with the ledger is told in full already; nothing can be decided by such a one.
            undecided.add(.notJudged, .remark, "releases", "the gate was not asked again", problem.failure)
            return []
        }
    }

    /// Asks the gate for every deployment to production, as it would have answered then.
    private func deployments(_ facts: AuditFacts, _ undecided: inout Undecided) throws -> [AuditedDeployment] {
        let judge = DeploymentJudge(repository, ledger, facts)
        let records = facts.deployments
        do {
            return try records.enumerated().compactMap { position, record in
                console.progress.show("asking the gate about deployments", position + 1, of: records.count)
                let subject = "deployment of \(record.statement.release) to \(record.statement.environment)"
                return try undecided.collect(subject, orElse: nil) { try judge.judged(record.record, record.statement) }
            }
        } catch let problem as LedgerProblem {
            undecided.add(.notJudged, .remark, "deployments", "the gate was not asked about them", problem.failure)
            return []
        }
    }

    /// - Throws: a failure where the text names neither a release, nor a day, nor a revision.
    private func bound(_ text: String, _ facts: AuditFacts) throws -> AuditBound {
        if let time = Timestamp(text) ?? Timestamp("\(text)T00:00:00.000Z") {
            return AuditBound(time: time.milliseconds / 1000)
        }
        if let version = facts.policies.inForce?.releases(named: text).first,
            let entry = facts.entry(ofManifestOf: version)
        {
            return try bound(ledgerCommit: entry.commit)
        }
        do {
            let commit = try repository.commitID(ofRevision: text)
            guard try !repository.isAncestor(commit, of: ledger.tip) else { return try bound(ledgerCommit: commit) }
            return AuditBound(time: try repository.commit(commit).committerTime)
        } catch RepositoryProblem.unknownRevision {
            throw Failure(
                .usage, "\(text.quoted) is no tagged release, no day and no revision",
                hints: ["`sluice audit --since 2026-01-31`, `--since 2.3.0`, or `--since \(ledger.branch)~10`"])
        }
    }

    private func bound(ledgerCommit: ObjectID) throws -> AuditBound {
        let before = try CommitRange.commits(of: [ledgerCommit], without: [], in: repository)
        return AuditBound(time: try repository.commit(ledgerCommit).committerTime, before: Set(before.map(\.id)))
    }
}

extension AuditFacts {
    /// When the latest manifest of a release entered the ledger.
    fileprivate func entry(ofManifestOf version: Version) -> LedgerHistory.Entry? {
        let manifests = records.filter { record in
            if case .manifest(let manifest) = record.statement { manifest.release == version } else { false }
        }
        return manifests.max { $0.stored.name < $1.stored.name }.flatMap { entry(of: $0.path) }
    }
}
