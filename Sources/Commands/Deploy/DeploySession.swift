import Changes
import Gate
import Git
import Ledger
import Releases
import System

/// One deployment, from the question to the gate to what came of it.
struct DeploySession {
    private let workspace: Workspace
    private let console: Console
    /// Nil for somebody who only asks, and whom Git does not know.
    private let asker: Author?
    /// The time at which somebody asks, where it is another one than the clock's: never for what is deployed.
    private let askedAt: Timestamp?

    /// - Parameter isAsking: whether the gate is asked and nothing deployed, so that nobody has to be known.
    init(_ workspace: Workspace, _ console: Console, isAsking: Bool = false, askedAt: Timestamp? = nil) throws {
        self.workspace = workspace
        self.askedAt = askedAt
        self.console = console
        asker = try isAsking ? (try? workspace.author()) : workspace.author()
    }

    private var author: Author {
        get throws { try asker ?? workspace.author() }
    }

    /// Asks the gate about a ledger as it stands, with every signature verified.
    ///
    /// Who asks is who would deploy: the owner of the key, where deployments are signed, or else the person whom Git names.
    func verdict(
        on release: String, environment: String, isRollBack: Bool, package: String? = nil,
        ledger: LedgerReader? = nil
    ) throws -> Verdict {
        let gatherer =
            try ledger.map { try FactsGatherer(workspace.repository, ledger: $0) } ?? workspace.gatherer(at: askedAt)
        let policy = gatherer.policy
        let now = askedAt ?? workspace.now()
        var facts = try gatherer.facts(of: gatherer.ledger.release(named: release), at: now)
        facts.askedAt = askedAt
        let deploy = try gatherer.deployFacts(
            of: facts, to: policy.deploymentEnvironment(named: environment), at: now, by: actor(in: policy),
            isRollBack: isRollBack, package: package)
        return Verdict(facts, deploy: deploy)
    }

    /// Nil for nobody who is known: two people have to have approved then.
    private func actor(in policy: Policy) -> Person? {
        asker.flatMap { try? workspace.speaker($0, .deployment, policy: policy) }
    }

    /// Records the beginning, in view of the very ledger that opened the gate: of two who begin at once, one is refused.
    ///
    /// - Returns: nil for the record where the gate is shut.
    func begin(
        _ release: String, to environment: String, command: [String], isRollBack: Bool, package: String?,
        reason: String?
    ) throws -> (StoredRecord?, Verdict) {
        let author = try author
        let writer = try workspace.writer(by: author)
        let (verdict, written) = try writer.decide("deploy: \(release) to \(environment)") {
            ledger -> LedgerWriter.Decided<Verdict> in
            let verdict = try self.verdict(
                on: release, environment: environment, isRollBack: isRollBack, package: package, ledger: ledger)
            try verdict.facts.policy.refuseStranger(
                workspace.speaker(author, .deployment, policy: verdict.facts.policy))
            guard verdict.isOpen else { return (verdict, []) }
            var statement = DeploymentStatement(
                environment: environment, release: verdict.facts.version, tag: verdict.facts.tagName,
                commit: verdict.facts.range.scope.candidate)
            (statement.command, statement.isRollBack, statement.reason) = (command, isRollBack, reason)
            statement.package = package
            return (verdict, [.deployment(statement)])
        }
        return (written.first, verdict)
    }

    /// - Returns: the command's exit status; 127 where it cannot be started.
    func run(_ start: StoredRecord, _ command: [String], package: String?) throws -> Int32 {
        guard case .deployment(let statement) = start.record.statement else { return 127 }
        console.flush()
        var program = ExternalProgram(command[0], Array(command.dropFirst()))
        program.environment = [
            "SLUICE_RELEASE": statement.release.description, "SLUICE_TAG": statement.tag,
            "SLUICE_COMMIT": statement.commit.description, "SLUICE_ENVIRONMENT": statement.environment,
            "SLUICE_PACKAGE": package, "SLUICE_PACKAGE_SHA256": statement.package,
        ]
        do {
            return try program.runForwardingSignals()
        } catch let problem as SystemError {
            console.report(Failure(.refused, "\(command[0].quoted) cannot be run: \(problem.reason)"))
            return 127
        }
    }

    /// Records what came of it; a deployment to production moves the release's items.
    func end(_ start: StoredRecord, exit: Int) throws -> Deployment {
        guard case .deployment(var statement) = start.record.statement else { throw LedgerProblem.noPolicy }
        let release = statement.release
        statement.ends = start.name
        statement.outcome = exit == 0 ? .succeeded : .failed
        (statement.exit, statement.command, statement.reason) = (exit, nil, nil)
        // The command took its time.
        let now = try workspace.author()
        let outcome = statement
        let written = try workspace.writer(by: now).append("deploy: \(release) ended") { ledger in
            try [.deployment(outcome)] + moves(after: outcome, ledger, by: now)
        }
        let records = [start] + written.filter { $0.record.statement.kind == .deployment }
        return Deployments(RecordSequence(records)).all[0]
    }

    /// Items whose status waits for their deployment go there, where who deploys may move them.
    func moves(after statement: DeploymentStatement, _ ledger: LedgerReader, by author: Author) throws -> [Statement] {
        let policy = try ledger.policy()
        guard statement.outcome == .succeeded, statement.isTagged, policy.isProduction(statement.environment)
        else {
            return []
        }
        let facts = try FactsGatherer(workspace.repository, ledger: ledger, isShowing: true).facts(
            of: statement.release)
        let person = try workspace.speaker(author, .move, policy: policy)
        return facts.items.planned.compactMap { item in
            let status = facts.statuses.status(of: item, in: policy)
            guard let next = policy.statuses.next(after: status), next.guards.contains(.deployed),
                policy.mayMove(person, into: next)
            else { return nil }
            return .move(
                MoveStatement(
                    release: statement.release, item: item, from: status.id, through: [next.id],
                    reason: "deployed to \(statement.environment)"))
        }
    }
}
