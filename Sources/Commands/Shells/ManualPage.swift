/// The manual page sluice(1), from the declarations that the help is made from (man(7)).
struct ManualPage {
    let outline: CommandOutline
    let version: String

    var text: String {
        let head = """
            .\\" Written by `sluice manual`.
            .TH SLUICE 1 "" "Sluice \(version)" "User Commands"
            .SH NAME
            sluice \\- ties commits to requests for change, and gates releases
            .SH SYNOPSIS
            .B sluice
            .I command
            .RI [ options ]
            .RI [ arguments ]
            .SH DESCRIPTION
            Sluice links every commit in a Git repository to the request for change or task behind it, keeps who approved
            what in the repository itself, and refuses to tag or deploy a release until all of it is approved.
            Installed as
            .BR git-sluice ,
            it is called as
            .BR "git sluice" ,
            too.

            """
        return head + commands + Self.statuses
    }

    private var commands: String {
        outline.groups.map { group in
            ".SH \(escaped(group.title.uppercased()))\n"
                + outline.entries.filter { entry in group.commands.contains { $0.name == entry.path[0].name } }
                .map(section).joined()
        }.joined()
    }

    private func section(_ entry: CommandOutline.Entry) -> String {
        let command = entry.command
        let parameters =
            entry.arguments.map { ("\($0.label)", $0.help) }
            + command.declarations.filter { $0.form != .argument }.map { (Usage.spelled($0), $0.help) }
        let usage = command.isAction ? [".PP", ".B \(escaped(Usage.line(of: entry.path)))"] : []
        let rows = parameters.flatMap { [".TP", ".B \(escaped($0.0))", escaped($0.1)] }
        let examples = command.examples.flatMap {
            [".PP", ".nf", ".RS", escaped($0.line), ".RE", ".fi", escaped($0.purpose)]
        }
        let lines =
            [".SS sluice \(escaped(entry.words))", escaped(command.summary) + "."] + usage
            + (command.details.isEmpty ? [] : [".PP", escaped(command.details)]) + rows + examples
        return lines.joined(separator: "\n") + "\n"
    }

    /// A line that begins with a dot or an apostrophe would be a request, a dash a hyphen, a backslash an escape; and troff reads
    /// bytes, not UTF-8.
    private func escaped(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            let plain = line.unicodeScalars.map(Self.escaped).joined()
            return plain.hasPrefix(".") || plain.hasPrefix("'") ? "\\&" + plain : plain
        }.joined(separator: "\n")
    }

    private static func escaped(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\\": "\\e"
        case "-": "\\-"
        case _ where scalar.isASCII: String(scalar)
        default:
            "\\[u" + String(repeating: "0", count: max(0, 4 - String(scalar.value, radix: 16).count))
                + String(scalar.value, radix: 16, uppercase: true) + "]"
        }
    }

    private static let statuses = """
        .SH EXIT STATUS
        .TP
        .B 0
        yes
        .TP
        .B 1
        refused: the gate is shut, a hook refuses, something is missing
        .TP
        .B 2
        wrong usage
        .TP
        .B 3
        it cannot be decided in this clone
        .TP
        .B 4
        evidence does not verify
        .TP
        .B 70
        a bug in Sluice
        .SH SEE ALSO
        .BR git (1),
        .BR ssh\\-keygen (1),
        .BR gpg (1)

        """
}
