import Testing

@testable import Commands

/// What is wrong with the declarations of a table of commands, each as a sentence; also for the program's own table.
func mistakes(in table: CommandTable) -> [String] {
    repeated(table.commands.map(\.name)).map { "`\($0)` is declared twice" }
        + table.commands.flatMap { mistakes(in: [$0]) }
}

private func mistakes(in path: [Command]) -> [String] {
    guard let command = path.last else { return [] }
    let all = command.declarations + CommonParameters().declarations
    let arguments = command.declarations.filter { $0.form == .argument }
    var found = repeated(all.flatMap(\.spellings) + arguments.map(\.label)).map { "`\($0)` is declared twice" }
    if arguments.dropLast().contains(where: \.isRepeatable) { found.append("an argument after a repeated one") }
    if zip(arguments, arguments.dropFirst()).contains(where: { !$0.isRequired && $1.isRequired }) {
        found.append("a required argument after an optional one")
    }
    let texts = [command.summary] + all.map(\.help)
    found += texts.filter { $0.isEmpty || $0.hasSuffix(".") }.map { "`\($0)` is empty or ends with a full stop" }
    let lines = HelpText.help(of: path, in: CommandTable(groups: [])).split(separator: "\n")
    found += lines.filter { $0.count > 80 && !$0.hasPrefix("usage: ") }.map { "wider than 80 columns: \($0)" }
    found += repeated(command.verbs.map(\.name)).map { "the verb `\($0)` is declared twice" }
    return found.map { "\(Usage.name(of: path)): \($0)" } + command.verbs.flatMap { mistakes(in: path + [$0]) }
}

private func repeated(_ names: [String]) -> [String] {
    Dictionary(grouping: names, by: \.self).filter { $1.count > 1 }.keys.sorted()
}

@Suite("Tables of commands")
struct FrameworkTableTests {
    @Test func findsNothingWrongWithTheSample() {
        #expect(mistakes(in: .sample) == [])
    }

    private struct Wrong: Parameters {
        let items = Argument.any("items", help: "some items.")
        let item = Argument.required("item", help: "one item")
        let json = Option.flag("json", help: "once more")
    }

    @Test func listsByHandWhatReflectionFinds() {
        let all: [any Parameters] = [
            CommonParameters(), ProgramParameters(), NoParameters(), Say(), AnswerHook(), HistoryParameters(), Log(),
            Which(),
            Notes(),
        ]
        for parameters in all {
            #expect(parameters.declarations.map(\.label) == parameters.reflectedDeclarations.map(\.label))
        }
    }

    @Test func findsDeclarationsThatContradictEachOther() {
        let wrong = Command("wrong", summary: "", run: { (_: Invocation<Wrong>) in .yes })
        let table = CommandTable(groups: [CommandGroup("one", [wrong]), CommandGroup("two", [wrong])])
        let found = mistakes(in: table)
        #expect(found.first == "`wrong` is declared twice")
        #expect(found.contains("sluice wrong: `--json` is declared twice"))
        #expect(found.contains("sluice wrong: an argument after a repeated one"))
        #expect(found.contains("sluice wrong: a required argument after an optional one"))
        #expect(found.contains("sluice wrong: `some items.` is empty or ends with a full stop"))
    }
}
