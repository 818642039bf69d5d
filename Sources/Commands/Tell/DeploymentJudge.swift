import Gate
import Git
import Ledger
import Releases

/// Asks the gate about deployments of the past, by the ledger as it was before each of them.
struct DeploymentJudge {
    private let repository: Repository
    private let ledger: LedgerReader
    private let facts: AuditFacts

    init(_ repository: Repository, _ ledger: LedgerReader, _ facts: AuditFacts) {
        self.repository = repository
        self.ledger = ledger
        self.facts = facts
    }

    /// - Returns: nil for a deployment to another environment than production, by the policy of then, and for one of before
    ///   the ledger: no gate could be asked about it.
    func judged(_ record: JudgedRecord, _ statement: DeploymentStatement) throws -> AuditedDeployment? {
        guard let entry = facts.entry(of: record.path), try !isOfBefore(statement) else { return nil }
        let began = statement.began(recorded: record.stored.record.at)
        let tips = try tips(before: entry.commit, at: began)
        guard !tips.isEmpty else {
            return AuditedDeployment(record, statement, ["it began before the ledger, and its release came later"])
        }
        let then = try LedgerReader(repository, branch: ledger.branch, tips: tips)
        let policy = try then.policy()
        guard let environment = policy.environment(named: statement.environment),
            policy.isProduction(environment.name)
        else { return nil }
        guard statement.isTagged else {
            return AuditedDeployment(record, statement, ["no release tag marked \(statement.commit.abbreviated)"])
        }
        let gatherer = try FactsGatherer(repository, ledger: then, hasLedgerHistory: false)
        let facts = try gatherer.facts(of: statement.release, at: began)
        let deploy = try gatherer.deployFacts(
            of: facts, to: environment, at: began, by: record.stored.author, isRollBack: statement.isRollBack,
            package: statement.package)
        return AuditedDeployment(record, statement, Verdict(facts, deploy: deploy))
    }

    /// Whether it is over since before the ledger began, and of a release of before.
    private func isOfBefore(_ statement: DeploymentStatement) throws -> Bool {
        guard let ended = statement.ended, let first = facts.policies.links.first?.record else { return false }
        return try ended < first.record.at && ledger.adoptedTags()[tag: statement.tag] == statement.commit
    }

    /// The commits of the ledger that were there when a deployment began, at the latest those before its record.
    private func tips(before commit: ObjectID, at time: Timestamp) throws -> [ObjectID] {
        var tips = try repository.commit(commit).parents
        while tips.count == 1 {
            let commit = try repository.commit(tips[0])
            guard commit.committerTime > time.seconds else { break }
            tips = commit.parents
        }
        return tips
    }
}

extension AuditFacts {
    /// The beginnings of all deployments that counted when they were recorded, in the order of their records.
    var deployments: [(record: JudgedRecord, statement: DeploymentStatement)] {
        records.compactMap { record in
            guard record.problem == nil, record.stored.authorship.counts, isTold(record.path),
                case .deployment(let statement) = record.statement, statement.ends == nil
            else { return nil }
            return (record, statement)
        }
    }
}
