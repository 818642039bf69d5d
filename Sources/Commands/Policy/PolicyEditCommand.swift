import Changes
import Git
import Ledger
import Reports
import System

extension Command {
    static let policyEdit = Command(
        "edit", summary: "Change the policy: record its next version",
        details: """
            Opens the policy in force in the editor that Git uses, checks what comes back, and
            records it. A draft with a fault is kept, and taken up again by the next edit.
            EDITOR=<editor> names another editor for once, and --file needs none.
            """,
        examples: [
            ("sluice policy edit --reason 'QA has two members now'", "in the editor"),
            ("EDITOR=nano sluice policy edit", "with an editor of your choice"),
            ("sluice policy show > draft.gitconfig", "a file to change, for machines without an editor"),
            ("sluice policy edit --file draft.gitconfig", "record that file"),
        ],
        run: PolicyEdit.run)
}

struct PolicyEdit: Parameters {
    let file = Option.value("file", placeholder: "file", help: "record this file; - is standard input")
    let reason = Option.value("reason", short: "m", placeholder: "text", help: "why the policy changes")

    static func run(_ invocation: Invocation<PolicyEdit>) throws -> ExitStatus {
        let workspace = try Workspace(invocation)
        let writer = try workspace.writer()
        let ledger = try workspace.ledger()
        let version = try ledger.policyVersion()
        let current = try ledger.policyText(version: version)
        let draft = PolicyDraft(of: version + 1, in: workspace.repository)
        let text = try invocation.file.map { try File.read($0) } ?? draft.edited(from: current, invocation.console)
        try GivenText.require(text, of: "the policy")
        guard text != current else {
            invocation.console.note("Nothing changes: policy version \(version) says the same.")
            if invocation.wantsJSON { answer(version, isNew: false, invocation.console) }
            return .yes
        }
        do {
            try writer.appendPolicy(text, replacing: version, reason: invocation.reason)
        } catch let problem as any FailureConvertible where invocation.file == nil {
            throw draft.kept(problem.failure)
        }
        if invocation.file == nil { try draft.remove() }
        if invocation.wantsJSON {
            answer(version + 1, isNew: true, invocation.console)
        } else {
            invocation.console.print("Policy version \(version + 1) is in force.")
        }
        for empty in try Policy(text: text, version: 0).emptyRoles {
            invocation.console.warn(empty.sentence, hints: empty.failure.hints)
        }
        PolicyWarnings.end(of: try Policy(text: text, version: 0), on: invocation.console)
        try PolicyWarnings.unreadTags(
            workspace.ledger(), before: Policy(text: current, version: version), on: invocation.console)
        try remindOfHooks(text, after: current, invocation.console)
        return .yes
    }

    private static func answer(_ version: Int, isNew: Bool, _ console: Console) {
        console.write(JSONText.document(JSONValue.object(["version": version, "changed": isNew])))
    }

    /// The hooks hold one word of the policy, for the time when no program is there to read it.
    private static func remindOfHooks(_ text: [UInt8], after current: [UInt8], _ console: Console) throws {
        let before = try? Policy(text: current, version: 0).hooksWithoutProgram
        guard try Policy(text: text, version: 0).hooksWithoutProgram != before else { return }
        console.note("`sluice hooks install` brings hooks.without-program into the hooks.")
    }
}
