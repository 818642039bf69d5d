import Releases
import Reports

extension Command {
    static let notes = Command(
        "notes", summary: "Write the notes of a release, item by item",
        details: """
            Markdown, or JSON with --json. RfCs come first, each with its tasks; commits that
            belong to no item are named. Configuration changes are told by key; secrets are not
            shown. The same history gives the same text, byte for byte.

            \(HistoryParameters.details)
            """,
        examples: [
            ("sluice notes 2.4.0 > NOTES.md", "the notes of release 2.4.0"),
            ("sluice notes 3.8.0 --key KAFKA --tag-pattern '{version}'", "any repository, without a ledger"),
        ],
        run: Notes.run)
}

struct Notes: Parameters {
    let release = Argument.required("release", help: "a version or tag: 2.4.0, v2.4.0")
    let config = Option.toggle("config", default: true, help: "tell the configuration changes")
    let history = HistoryParameters()

    var declarations: [Declaration] { [release.declaration, config.declaration] + history.declarations }

    static func run(_ invocation: Invocation<Notes>) throws -> ExitStatus {
        let session = try HistorySession(invocation.history)
        try session.requireKeys("notes \(invocation.release)")
        let (scope, plan) = try session.release(named: invocation.release)
        let history = try session.reader.history(of: scope, plan: plan)
        let notes = ReleaseNotes(
            scope, plan: plan, history,
            configuration: invocation.config ? try session.configurationChanges(of: history) : nil)
        invocation.console.write(
            invocation.wantsJSON ? JSONText.document(NotesDocument(notes)) : NotesMarkdown(notes).text)
        return .yes
    }
}
