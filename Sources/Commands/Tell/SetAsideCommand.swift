import Changes
import Git
import Ledger
import Releases
import Reports

extension Command {
    static let setAside = Command(
        "set-aside", summary: "End the reminder of a file in the ledger that decides nothing",
        details: """
            Anybody who can push can add files to the ledger that are no records, or records
            that nobody may have made. They decide nothing, and nothing is ever removed from
            the ledger: verdicts and `sluice audit` remind of them. An administrator who has
            looked at one sets it aside, with a reason. Its copies are set aside with it.

            Records that count, and files that were altered or removed, cannot be set aside.
            Without a path it lists the files that decide nothing.
            """,
        examples: [
            ("sluice set-aside", "list them"),
            ("sluice set-aside releases/2.4.0/note.txt -m 'left there by a script'", "one of them"),
        ],
        run: SetFilesAside.run)
}

struct SetFilesAside: Parameters {
    let paths = Argument.any("path", help: "a file of the ledger, as `sluice audit` shows it")
    let reason = Option.value("reason", short: "m", placeholder: "text", help: "why nobody needs to be reminded")

    static func run(_ invocation: Invocation<SetFilesAside>) throws -> ExitStatus {
        let workspace = try Workspace(invocation)
        guard !invocation.paths.isEmpty else { return try list(workspace, invocation) }
        guard let reason = invocation.reason else {
            throw Failure(.usage, "no reason is given", hints: ["say with --reason why nobody needs to be reminded"])
        }
        let author = try workspace.author()
        let written = try workspace.writer(by: author).append("set-aside: \(invocation.paths[0])") {
            ledger in
            let policy = try ledger.policy()
            let facts = try AuditGatherer(workspace.repository, ledger: ledger).facts()
            let statements = try invocation.paths.map { try statement($0, facts, reason) }.unique(by: \.file)
            try refuseStranger(workspace.speaker(author, .setAside, policy: policy), policy)
            return statements.filter { !facts.setAside.contains($0.file) }.map { .setAside($0) }
        }
        let statements = written.compactMap { record in
            if case .setAside(let statement) = record.record.statement { statement } else { nil }
        }
        if invocation.wantsJSON {
            invocation.console.write(JSONText.document(JSONValue.object(["setAside": statements])))
        } else if statements.isEmpty {
            invocation.console.print("Already recorded; nothing to do.")
        } else {
            for statement in statements { invocation.console.print("Set \(SafeText.line(statement.path)) aside.") }
        }
        return .yes
    }

    private static func list(_ workspace: Workspace, _ invocation: Invocation<SetFilesAside>) throws -> ExitStatus {
        let facts = try AuditGatherer(workspace.repository, ledger: workspace.ledger()).facts()
        let known = facts.setAside
        let idle = facts.idle.sorted { $0.path.lexicographicallyPrecedes($1.path) }
        if invocation.wantsJSON {
            let entries = idle.map { file in
                JSONValue.object([
                    "path": file.path.pathText, "file": file.blob, "setAside": known.contains(file.blob),
                ])
            }
            invocation.console.write(JSONText.document(JSONValue.object(["files": entries])))
        } else {
            for file in idle {
                invocation.console.print(
                    SafeText.line(file.path.pathText) + (known.contains(file.blob) ? "  (set aside)" : ""))
            }
            if idle.isEmpty { invocation.console.note("Every file of the ledger is a record, or belongs to one.") }
        }
        return .yes
    }

    private static func statement(_ name: String, _ facts: AuditFacts, _ reason: String) throws -> SetAsideStatement {
        let isNamed = { (path: [UInt8]) in path.pathText == name || path == Array(name.utf8) }
        if let file = facts.idle.first(where: { isNamed($0.path) }) {
            return SetAsideStatement(file: file.blob, path: file.path.pathText, reason: reason)
        }
        guard facts.files.contains(where: { isNamed($0.path) }) else {
            throw Failure(
                .usage, "the ledger has no file \(name.quoted)",
                hints: ["`sluice set-aside` lists the files that decide nothing"])
        }
        throw Failure(
            .refused, "\(name.quoted) counts, or was altered: it cannot be set aside",
            hints: ["`sluice audit` shows what is wrong with the ledger"])
    }

    private static func refuseStranger(_ person: Person, _ policy: Policy) throws {
        guard policy.requiredSignatures != .none, !policy.isMember(person, of: Policy.administrators) else { return }
        throw Failure(
            .refused, "\(person) is no administrator: only administrators set files aside",
            hints: ["an administrator can: `sluice policy show` names them"])
    }
}
