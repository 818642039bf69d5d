/// All commands one after the other, with what may follow each: what completions and the manual are made of.
struct CommandOutline: Sendable {
    struct Entry: Sendable {
        /// The command's name, and those above it.
        let path: [Command]

        var command: Command { path[path.count - 1] }
        /// The words that are typed: `release new`.
        var words: String { path.map(\.name).joined(separator: " ") }
        var options: [Declaration] { declarations.filter { $0.form != .argument } }
        var arguments: [Declaration] { command.declarations.filter { $0.form == .argument } }
        private var declarations: [Declaration] { command.declarations + CommonParameters().declarations }
    }

    let groups: [(title: String, commands: [Command])]
    let entries: [Entry]

    init(_ table: CommandTable) {
        groups = table.groups.map { ($0.title, $0.commands) }
        entries = table.commands.flatMap { Self.entries(below: [$0]) }
    }

    /// What has been typed of commands, with a blank before each, and the options that may follow; empty before any command.
    var ways: [(typed: String, options: [Declaration])] {
        [("", ProgramParameters().declarations + CommonParameters().declarations)]
            + entries.map { (" \($0.words)", $0.options) }
    }

    private static func entries(below path: [Command]) -> [Entry] {
        [Entry(path: path)] + (path.last?.verbs ?? []).flatMap { entries(below: path + [$0]) }
    }
}

/// What a word of a command line names, as far as a shell can complete it.
enum CompletionKind: String, CaseIterable, Sendable {
    case release, item, revision, file, environment, role, rule
    case testCase = "case"

    /// By how the declaration calls it.
    init?(_ declaration: Declaration) {
        let names =
            if case .option(let placeholder) = declaration.form { placeholder } else { declaration.name }
        let kinds = names.split(separator: "|").compactMap { Self.names[String($0)] }
        guard let first = kinds.first else { return nil }
        self = first
    }

    private static let names: [String: CompletionKind] = [
        "release": .release, "version": .release, "item": .item, "id": .item, "incident": .item, "commit": .revision,
        "revision": .revision, "file": .file, "folder": .file, "path": .file, "package": .file,
        "environment": .environment, "role": .role, "rule": .rule, "case": .testCase,
    ]
}

extension Declaration {
    /// The words that it may be; nil where it may be others.
    var words: [String]? { if case .oneOf(let words) = content { words } else { nil } }
}
