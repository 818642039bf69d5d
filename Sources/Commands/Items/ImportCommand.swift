import Changes
import Git
import Ledger
import Reports

extension Command {
    static let importItems = Command(
        "import", summary: "Take items over from an issue tracker, or from what it exported",
        details: """
            Reads CSV, or JSON Lines (one object a line). All rows are taken over or none,
            in one commit of the ledger; the same file again changes nothing. What a row
            does not tell stays as it is. Columns are found by the names that trackers give
            them; the policy (import.*) or --column names others.

            --source asks a command of the policy ([source "jira"] command = …) for the items
            named, or for all that it has, and keeps the answer. No gate ever waits for it.
            """,
        examples: [
            ("sluice import issues.csv --dry-run", "show what would change"),
            ("sluice import issues.csv --column title=Betreff", "the titles are in column Betreff"),
            ("sluice import --source jira RFC-12", "what jira knows of RFC-12"),
            ("sluice import issues.jsonl --key TASK", "IDs are bare numbers: 12 is TASK-12"),
        ],
        run: ImportItems.run)
}

struct ImportItems: Parameters {
    enum Format: String, CaseIterable { case csv, jsonl }

    let what = Argument.any("file|item", help: "what the tracker exported, - for standard input; or items")
    let source = Option.value("source", placeholder: "name", help: "ask this source of the policy")
    let format = Option.choice(
        "format", of: Format.self, help: "what the file holds, where neither name nor content tell")
    let columns = Option.values("column", placeholder: "attribute=column", help: "the column that holds id, title, …")
    let key = Option.value("key", placeholder: "key", help: "the key of IDs that are bare numbers")
    let lenient = Option.flag("lenient", help: "leave out values that cannot be understood, and tell of them")
    let dryRun = Option.flag("dry-run", help: "show what would change, and change nothing")

    static func run(_ invocation: Invocation<ImportItems>) throws -> ExitStatus {
        try ImportSession(invocation).run()
    }
}
