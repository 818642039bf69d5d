import Changes
import Git
import Ledger
import Releases
import Reports

/// One run of `approve`, `reject` or `revoke` with `--env`: about a deployment instead of items.
struct ClearanceSession {
    private let invocation: Invocation<SignOffParameters>
    private let decision: SignOffStatement.Decision

    init(_ invocation: Invocation<SignOffParameters>, _ decision: SignOffStatement.Decision) {
        self.invocation = invocation
        self.decision = decision
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
        let written = try LedgerWriter(workspace.repository, by: author).append(
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
            return [
                .clearance(
                    ClearanceStatement(
                        environment: environment.name, release: version, commit: tag.target,
                        role: try role(environment, person, policy), decision: decision, note: invocation.note))
            ]
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

    private func tell(_ statement: ClearanceStatement) {
        guard !invocation.wantsJSON else { return invocation.console.write(JSONText.document(statement.json)) }
        invocation.console.print(
            "\(decision.past) \(statement.release) for \(SafeText.line(statement.environment)) as \(statement.role), "
                + "on \(statement.commit.abbreviated).")
    }
}
