import Changes
import Git
import Ledger
import Reports

extension Command {
    static let policyShow = Command(
        "show", summary: "Show the policy in force, or an earlier version of it",
        examples: [
            ("sluice policy show", "the text that is in force"),
            ("sluice policy show --version 1 --json", "the first one, with who recorded it when and why"),
        ],
        paged: true, run: PolicyShow.run)
}

struct PolicyShow: Parameters {
    let version = Option.number("version", help: "this version, not the one in force")

    static func run(_ invocation: Invocation<PolicyShow>) throws -> ExitStatus {
        let ledger = try Workspace(invocation).ledger()
        let latest = try ledger.policyVersion()
        let version = invocation.version ?? latest
        guard (1...latest).contains(version) else {
            throw Failure(
                .usage, "there is no version \(version) of the policy",
                hints: ["its versions are 1 to \(latest); `sluice policy show` shows the latest"])
        }
        let text = try ledger.policyText(version: version)
        if invocation.wantsJSON {
            let (statement, record) = try ledger.policyStatement(version: version)
            invocation.console.write(JSONText.document(PolicyDocument(statement, text: text, in: record)))
        } else {
            invocation.console.write(SafeText.block(text))
        }
        return .yes
    }
}
