/// How a command is called, derived from its declarations.
enum Usage {
    /// The command at the end of a path as it is typed: `sluice rfc add`; `sluice` for the empty path.
    static func name(of path: [Command]) -> String {
        (["sluice"] + path.map(\.name)).joined(separator: " ")
    }

    /// The usage line: `sluice rfc add --title <text> [<options>] [<id>]`.
    static func line(of path: [Command]) -> String {
        ([name(of: path)] + parts(of: path.last)).joined(separator: " ")
    }

    private static func parts(of command: Command?) -> [String] {
        guard let command else { return ["<command>", "[<options>]", "[<arguments>]"] }
        if !command.isAction { return ["<command>", "[<options>]", "[<arguments>]"] }
        let options = command.declarations.filter { $0.form != .argument && $0.isRequired }
        let arguments = command.declarations.filter { $0.form == .argument }
        return options.map(written) + ["[<options>]"] + arguments.map(argument)
    }

    /// An option with its placeholder: `-m, --message <text>`, `--[no-]hooks`.
    static func spelled(_ option: Declaration) -> String {
        let short = option.short.map { "-\($0), " } ?? ""
        return short + (option.form == .toggle ? "--[no-]\(option.name)" : written(option))
    }

    private static func written(_ option: Declaration) -> String {
        guard case .option(let placeholder) = option.form else { return option.label }
        return "\(option.label) <\(placeholder)>"
    }

    private static func argument(_ argument: Declaration) -> String {
        let repeated = argument.label + (argument.isRepeatable ? "..." : "")
        return argument.isRequired ? repeated : "[\(repeated)]"
    }
}
