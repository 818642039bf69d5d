import Changes
import Ledger
import Reports

extension Command {
    static let policyKeys = Command(
        "keys", summary: "List the keys that a policy may have",
        details: """
            Each with the number of its values, the words that are accepted where others are
            not, and its meaning.
            """,
        examples: [
            ("sluice policy keys", "all of them"),
            ("sluice policy keys environment", "those of one section"),
            ("sluice policy keys --format markdown", "as the article of the documentation"),
        ],
        paged: true, run: PolicyKeys.run)
}

struct PolicyKeys: Parameters {
    enum Format: String, CaseIterable { case text, json, markdown }

    let section = Argument.optional("section", help: "a section of the policy: release, sign-off, environment")
    let format = Option.choice("format", default: Format.text, help: "how to print the keys")

    static func run(_ invocation: Invocation<PolicyKeys>) throws -> ExitStatus {
        let reference = PolicyReference(of: invocation.section)
        guard !reference.isEmpty else {
            throw Failure(
                .usage, "no policy has a section \((invocation.section ?? "").quoted)",
                hints: ["`sluice policy keys` lists all sections with their keys"])
        }
        switch invocation.wantsJSON ? .json : invocation.format {
        case .json: invocation.console.write(JSONText.document(reference))
        case .markdown: invocation.console.write(reference.markdown)
        case .text: invocation.console.write(reference.text)
        }
        return .yes
    }
}
