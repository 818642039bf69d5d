import Changes
import Git
import Ledger
import Releases
import Reports

/// One run of `approve`, `reject` or `revoke` with `--env`: about a deployment instead of items.
struct ClearanceSession {
    private let invocation: Invocation<SignOffParameters>
    private let decision: SignOffStatement.Decision
    /// The refusals to be answered, as they were typed.
    private let answers: [String]

    init(
        _ invocation: Invocation<SignOffParameters>, _ decision: SignOffStatement.Decision, answers: [String] = []
    ) {
        self.invocation = invocation
        self.decision = decision
        self.answers = answers
    }

    func run() throws -> ExitStatus {
        guard invocation.items.isEmpty, !invocation.all, let name = invocation.env else {
            throw Failure(.usage, "a deployment is of the release as a whole", hints: ["leave the items out, or --env"])
        }
        guard let release = invocation.release else {
            throw Failure(.usage, "which release?", hints: ["name it with --release"])
        }
        let workspace = try Workspace(invocation)
        let author = try workspace.author()
        let written = try workspace.writer(by: author).append(
            "\(decision.rawValue): \(release) for \(name)"
        ) { ledger in
            let policy = try ledger.policy()
            let person = try workspace.speaker(author, .clearance, policy: policy)
            let environment = try policy.deploymentEnvironment(named: name)
            let version = try ledger.release(named: release)
            guard let tag = try ReleaseTags(workspace.repository, policy: policy)[version] else {
                throw Failure(
                    .refused, "release \(version) is not tagged: what would be deployed is not known yet",
                    hints: ["`sluice tag \(version)` tags it, once its gate is open"])
            }
            var statement = ClearanceStatement(
                environment: environment.name, release: version, commit: tag.target,
                role: try role(environment, person, policy), decision: decision, note: invocation.note)
            statement.answers = try answered(by: statement, policy, ledger)
            return [.clearance(statement)]
        }
        for case .clearance(let statement) in written.map(\.record.statement) { tell(statement) }
        if written.contains(where: { $0.signature == nil }), !invocation.wantsJSON {
            invocation.console.note(
                "The record is unsigned: it says \(author.person), as Git is configured, and proves nothing.")
        }
        return .yes
    }

    private func role(_ environment: DeploymentEnvironment, _ person: Person, _ policy: Policy) throws -> String {
        let roles = environment.approvers
        guard let role = invocation.role ?? (roles.count == 1 ? roles[0] : nil) else {
            throw Failure(
                .usage, roles.isEmpty ? "\(environment.name) asks for no approval" : "which role?",
                hints: roles.isEmpty ? [] : ["name one with --role: \(roles.joined(separator: ", "))"])
        }
        guard roles.contains(role) else {
            throw Failure(
                .usage, "\(role.quoted) does not approve deployments to \(environment.name)",
                hints: ["its approvers are: \(roles.isEmpty ? "none" : roles.joined(separator: ", "))"])
        }
        guard policy.mayAct(person, as: role) else {
            throw Failure(
                .refused, "\(person) may not speak for \(role)",
                hints: ["`sluice policy edit` names who may: [role \"\(role)\"] member = \(person.email)"])
        }
        return role
    }

    /// The refusals that `--answers` names. Their authors cannot take them back any more; others have to do that themselves.
    private func answered(
        by statement: ClearanceStatement, _ policy: Policy, _ ledger: LedgerReader
    ) throws -> [RecordName]? {
        guard !answers.isEmpty else { return nil }
        guard policy.recordsClearanceAnswers else {
            throw Failure(
                .refused, "this ledger does not record answers to refusals of deployments yet",
                hints: ["`sluice policy edit` allows it: [ledger] needs = \(ClearanceStatement.answersFormat)"])
        }
        let isMember = { (person: Person) in policy.mayAct(person, as: statement.role) }
        let rejections = Clearances(
            of: statement.release, on: statement.commit, as: statement.role,
            in: try ledger.records(of: .environment(statement.environment)), isMember: isMember
        ).rejections
        let named = try answers.map { text in
            let named = rejections.filter { $0.record.isNamed(by: text) }
            guard named.count == 1 else {
                let known = rejections.map { "\($0.record.shortName) (by \($0.by.name))" }
                throw Failure(
                    .usage,
                    "\(text.quoted) names no refusal of \(statement.release) for \(statement.environment) by \(statement.role)",
                    hints: [known.isEmpty ? "there is none" : "there are: \(known.joined(separator: ", "))"])
            }
            return named[0]
        }
        if let present = named.first(where: { isMember($0.by) }) {
            throw Failure(
                .refused, "\(present.by.name) refused it, and still speaks for \(statement.role)",
                hints: [
                    "\(present.by.name) can take it back: `sluice revoke --env \(statement.environment) "
                        + "--release \(statement.release) --role \(statement.role)`"
                ])
        }
        return named.map(\.record)
    }

    private func tell(_ statement: ClearanceStatement) {
        guard !invocation.wantsJSON else { return invocation.console.write(JSONText.document(statement.json)) }
        invocation.console.print(
            "\(decision.past) \(statement.release) for \(SafeText.line(statement.environment)) as \(statement.role), "
                + "on \(statement.commit.abbreviated).")
    }
}
