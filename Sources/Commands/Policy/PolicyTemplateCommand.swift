import Changes
import Ledger
import Reports

extension Command {
    static let policyTemplate = Command(
        "template", summary: "Print a complete policy for a kind of team, with comments",
        details: """
            The templates, and what each asks of whom:

            \(PolicyTemplate.all.map(\.entry).joined(separator: "\n"))

            Without a name they are listed. A repository without a ledger takes one with
            `sluice init --template <name>`, which adds the keys, tags and branches that it
            finds. Where a policy exists already, print a template, put your own people and
            names into it, and record it with `sluice policy edit --file`.
            """,
        examples: [
            ("sluice policy template", "the templates, with a sentence each"),
            ("sluice policy template regulated > draft.gitconfig", "one of them, to be edited"),
            ("sluice policy check draft.gitconfig", "what the draft would put in force"),
            ("sluice policy edit --file draft.gitconfig --reason 'two testers from now on'", "record it"),
        ],
        run: PrintPolicyTemplate.run)
}

struct PrintPolicyTemplate: Parameters {
    let template = Argument.choice(
        "template", of: PolicyTemplate.Name.self,
        help: PolicyTemplate.Name.allCases.map(\.rawValue).joined(separator: ", "))

    static func run(_ invocation: Invocation<PrintPolicyTemplate>) throws -> ExitStatus {
        let console = invocation.console
        let chosen = invocation.template.map { PolicyTemplate($0) }
        switch (chosen, invocation.wantsJSON) {
        case (let template?, false): console.write(template.text)
        case (let template?, true): console.write(JSONText.document(PolicyTemplateDocument(template)))
        case (nil, true): console.write(JSONText.document(PolicyTemplate.all.map { PolicyTemplateDocument($0) }))
        case (nil, false):
            for template in PolicyTemplate.all { console.print(template.entry) }
            console.note("`sluice policy template <name>` prints one; `sluice init --template <name>` begins with it.")
        }
        return .yes
    }
}

extension PolicyTemplate {
    /// The name, and the sentence below it.
    fileprivate var entry: String {
        ([name.rawValue] + TextWrap.lines(of: summary, width: 76).map { "    " + $0 }).joined(separator: "\n")
    }
}
