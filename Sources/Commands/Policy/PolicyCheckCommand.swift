import Changes
import Git
import Ledger
import Reports
import System

extension Command {
    static let policyCheck = Command(
        "check", summary: "Check a policy, and tell what it says",
        details: """
            Without a file, the policy in force is checked. A role that is asked for and has no
            member is a fault: nobody can speak for it, or anyone, where decisions need no
            signature. Exit status: 0 nothing is wrong, 1 something is, with its line.
            """,
        examples: [
            ("sluice policy check", "what is in force"),
            ("sluice policy check draft.gitconfig", "what a file would put in force"),
        ],
        run: PolicyCheck.run)
}

struct PolicyCheck: Parameters {
    let file = Argument.optional("file", help: "a file with a policy; - is standard input")

    static func run(_ invocation: Invocation<PolicyCheck>) throws -> ExitStatus {
        let policy = try invocation.file.map { try draft($0, invocation) } ?? inForce(invocation)
        if invocation.wantsJSON {
            let document = PolicyRulesDocument(policy, isRecorded: invocation.file == nil)
            invocation.console.write(JSONText.document(document))
        } else {
            let name = invocation.file.map { SafeText.line($0) } ?? "Policy version \(policy.version), in force,"
            let count = policy.emptyRoles.count
            invocation.console.print("\(name) has \(count == 0 ? "no fault" : counted(count, "fault")). It says:")
            invocation.console.write(PolicySummary(policy).text)
        }
        PolicyWarnings.end(of: policy, on: invocation.console)
        PolicyWarnings.exampleKeys(of: policy, on: invocation.console)
        policy.emptyRoles.map(\.failure).forEach(invocation.console.report)
        return policy.emptyRoles.isEmpty ? .yes : .refused
    }

    private static func inForce(_ invocation: Invocation<PolicyCheck>) throws -> Policy {
        do {
            return try Workspace(invocation).ledger().policy()
        } catch LedgerProblem.badPolicy(_, let problem) {
            throw problem
        }
    }

    private static func draft(_ file: String, _ invocation: Invocation<PolicyCheck>) throws -> Policy {
        if invocation.directory != "." { try changeFolder(to: invocation.directory) }
        let text = try File.read(file)
        try GivenText.require(text, of: "the policy")
        return try Policy(toRecord: text, version: 0)
    }
}

extension EmptyRole: FailureConvertible {
    var failure: Failure {
        Failure(
            .refused, "policy: \(sentence)",
            hints: ["`sluice policy edit` names who is in it: [role \"\(role)\"] member = …"])
    }
}
