import Actions
import Changes
import Git
import Ledger
import Releases
import Reports

extension Invocation<SignOffParameters> {
    /// `approve`, `reject` or `revoke` with `--env`: about a deployment instead of items.
    func clear(_ decision: SignOffStatement.Decision, _ environment: String, answers: [String]) throws -> ExitStatus {
        guard self.items.isEmpty, !self.all else {
            throw Failure(.usage, "a deployment is of the release as a whole", hints: ["leave the items out, or --env"])
        }
        guard let release = self.release else {
            throw Failure(.usage, "which release?", hints: ["name it with --release"])
        }
        let workspace = try Workspace(self)
        let author = try workspace.author()
        let summary = "\(decision.rawValue): \(release) for \(environment)"
        let (statement, written) = try workspace.writer(by: author).decide(summary) { ledger in
            let policy = try ledger.policy()
            let person = try workspace.speaker(author, .clearance, policy: policy)
            let action = Clear(
                decision, try policy.deploymentEnvironment(named: environment),
                release: try ledger.release(named: release), role: self.role, note: self.note, answers: answers)
            let statement = try action.decide(
                policy, tag: try ReleaseTags(workspace.repository, policy: policy)[action.release],
                records: try ledger.records(of: .environment(action.environment.name)), by: person)
            return (statement, [.clearance(statement)])
        }
        guard !wantsJSON else {
            console.write(JSONText.document(statement.json))
            return .yes
        }
        console.print(
            "\(decision.past) \(statement.release) for \(SafeText.line(statement.environment)) as \(statement.role), "
                + "on \(statement.commit.abbreviated).")
        if written.contains(where: { $0.signature == nil }) {
            console.note("The record is unsigned: it says \(author.person), as Git is configured, and proves nothing.")
        }
        return .yes
    }
}
