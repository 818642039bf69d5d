import Changes
import Git
import Ledger
import Reports

extension Command {
    static let importItems = Command(
        "import", summary: "Take items over from an issue tracker, from its exports, or from the history",
        details: """
            Reads CSV or JSON (one object a line, a list, or the answer of a REST API). All rows
            are taken over or none, in one commit of the ledger; the same file again changes
            nothing. Attributes that a row does not have stay as they are. Columns are found by
            the names that trackers give them; --preset knows those of one tracker, the policy
            (import.*) or --column names others. With --lenient bad rows are skipped and shown,
            and the exit status is 0 as long as one row is good.

            --source asks a command of the policy ([source "jira"] command = …) for the items
            named, or for all that it has, and keeps the answer. No gate ever waits for it.

            --from-history makes an item of each ID that commits name and the ledger does not
            know: closed where releases have all of its commits, else open, with the title of
            its first commit. It changes no item, and it approves nothing.

            Files in UTF-8 and UTF-16 are read. Other encodings cannot be recognised: convert
            such a file with iconv.

            \(ImportPresetHelp.text)
            """,
        examples: [
            ("sluice import issues.csv --dry-run", "show what would change"),
            ("sluice import issues.csv --column title=Betreff", "the titles are in column Betreff"),
            ("sluice import changes.csv --preset servicenow", "ServiceNow's columns and states"),
            ("sluice import issues.csv --preset jira --state 'Awaiting CAB=open'", "a state of your own workflow"),
            ("sluice import issues.csv --preset redmine --dates dmy", "03/12/2024 is the third of December"),
            ("sluice import --source jira RFC-12", "what jira knows of RFC-12"),
            ("sluice import issues.jsonl --key TASK", "IDs are bare numbers: 12 is TASK-12"),
            ("sluice import --from-history", "begin in the middle of a project's life"),
        ],
        run: ImportItems.run)
}

struct ImportItems: Parameters {
    enum Format: String, CaseIterable { case csv, jsonl }

    let what = Argument.any("file|item", help: "what the tracker exported, - for standard input; or items")
    let source = Option.value("source", placeholder: "name", help: "ask this source of the policy")
    let fromHistory = Option.flag("from-history", help: "make items of the IDs that commits name")
    let format = Option.choice(
        "format", of: Format.self, help: "what the file holds, where neither name nor content tell: a table, or JSON")
    let preset = Option.choice("preset", of: ImportPreset.Name.self, help: "the tracker that wrote the file")
    let columns = Option.values("column", placeholder: "attribute=column", help: "the column that holds id, title, …")
    let states = Option.values("state", placeholder: "word=state", help: "a word for a state, as open or closed")
    let dates = Option.choice(
        "dates", of: DateOrder.self, help: "the order of day, month and year in dates such as 03/12/2024")
    let key = Option.value("key", placeholder: "key", help: "the key of IDs that are bare numbers")
    let lenient = Option.flag("lenient", help: "skip bad rows, leave out bad values, and show both")
    let dryRun = Option.flag("dry-run", help: "show what would change, and change nothing")

    static func run(_ invocation: Invocation<ImportItems>) throws -> ExitStatus {
        invocation.fromHistory ? try HistoryImport(invocation).run() : try ImportSession(invocation).run()
    }
}
