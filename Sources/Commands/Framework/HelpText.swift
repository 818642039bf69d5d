import Reports

/// The help of the program and its commands: text of at most 80 columns, derived from their declarations.
enum HelpText {
    private static let width = 80

    /// What `sluice` alone shows: all commands, by what they are for.
    static func overview(of table: CommandTable) -> String {
        let groups = table.groups.map { ($0.title, $0.commands.map { ($0.name, $0.summary) }) }
        let sections =
            groups.map { list($0.0, $0.1, indentation: indentation(for: groups.flatMap(\.1))) }
            + ["`sluice help <command>` tells more about a command.\n"]
        return page("Ties commits to requests for change, and gates releases", [], sections)
    }

    /// The help of the command at the end of the path.
    static func help(of path: [Command], in table: CommandTable) -> String {
        guard let command = path.last else { return overview(of: table) }
        let sections = [
            command.details.isEmpty ? "" : command.details + "\n",
            described("commands", command.verbs.map { ($0.name, $0.summary) }),
            described("arguments", rows(command.declarations.filter { $0.form == .argument })),
            described("options", rows(command.declarations.filter { $0.form != .argument })),
            described("common options", rows(CommonParameters().declarations)),
            examples(command.examples),
        ]
        return page(command.summary, path, sections)
    }

    private static func page(_ summary: String, _ path: [Command], _ sections: [String]) -> String {
        let head = "\(summary).\n\nusage: \(Usage.line(of: path))\n"
        return ([head] + sections.filter { !$0.isEmpty }).joined(separator: "\n")
    }

    private static func rows(_ declarations: [Declaration]) -> [(String, String)] {
        declarations.map { declaration in
            let name = declaration.form == .argument ? declaration.label : Usage.spelled(declaration)
            let isOptionList = declaration.form != .argument && declaration.isRepeatable
            return (name, declaration.help + (isOptionList ? " (may be repeated)" : ""))
        }
    }

    private static func examples(_ examples: [Command.Example]) -> String {
        guard !examples.isEmpty else { return "" }
        return "examples\n" + examples.map { "  \($0.line)\n      \($0.purpose)\n" }.joined()
    }

    private static func described(_ title: String, _ rows: [(String, String)]) -> String {
        rows.isEmpty ? "" : list(title, rows, indentation: indentation(for: rows))
    }

    private static func indentation(for rows: [(String, String)]) -> Int {
        min(32, 4 + (rows.map { $0.0.utf8.count }.max() ?? 0))
    }

    /// A titled list of names and texts; a name too long for its column stands on a line of its own.
    private static func list(_ title: String, _ rows: [(String, String)], indentation: Int) -> String {
        let margin = String(repeating: " ", count: indentation)
        let entries = rows.map { name, text in
            let lines = TextWrap.lines(of: text, width: width - indentation).joined(separator: "\n" + margin)
            let gap = indentation - name.utf8.count - 2
            return "  \(name)" + (gap < 2 ? "\n" + margin : String(repeating: " ", count: gap)) + lines + "\n"
        }
        return title + "\n" + entries.joined()
    }
}
