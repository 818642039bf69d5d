/// What a command line asks for.
enum Request {
    /// The command, its action, and what it was given.
    case run(Command, Command.Action, GivenValues)
    /// Help on the command at the end of the path; on the program where the path is empty.
    case help([Command], GivenValues)
    case version(GivenValues)
    /// Nothing: the program's name alone.
    case nothing(GivenValues)
}

/// Reads a command line by the declarations of the commands.
///
/// Options stand anywhere after the name of their command, those common to all anywhere; `--` ends them. A value is
/// attached (`--name=value`, `-nvalue`) or the next word, unless that begins with a dash.
struct Parser {
    private let table: CommandTable
    private var rest: ArraySlice<String>
    private var path: [Command] = []
    private var declarations = CommonParameters().declarations + ProgramParameters().declarations
    private var words: [String] = []
    private var values = GivenValues()
    private var asksForHelp = false
    /// Only before a command; behind one `--version` may be an option of its own.
    private var asksForVersion = false

    private init(_ words: [String], table: CommandTable) {
        self.table = table
        self.rest = words[...]
    }

    /// Reads the words after the program's name.
    static func parse(_ words: [String], by table: CommandTable) throws(UsageError) -> Request {
        var parser = Parser(words, table: table)
        try parser.readWords()
        return try parser.request()
    }

    private mutating func readWords() throws(UsageError) {
        while let word = rest.popFirst() {
            if word == "--" {
                while let word = rest.popFirst() { try place(word) }
            } else if Self.looksLikeOption(word) {
                try readOption(word)
            } else {
                try place(word)
            }
        }
    }

    private static func looksLikeOption(_ word: String) -> Bool {
        word.utf8.first == UInt8(ascii: "-") && word.utf8.count > 1
    }

    /// Takes a word that is no option: the name of a command or verb, or an argument.
    private mutating func place(_ word: String) throws(UsageError) {
        let candidates = path.last?.verbs ?? table.commands
        let hidden = path.isEmpty ? table.hidden : []
        if words.isEmpty, let command = (candidates + hidden).first(where: { $0.name == word }) {
            path.append(command)
            declarations = CommonParameters().declarations + command.declarations
        } else if path.isEmpty && word == "help" {
            asksForHelp = true
        } else if path.last?.isAction == true {
            words.append(word)
        } else {
            let known = candidates.map(\.name)
            throw mistake(.unknownCommand(word, near: Suggestion.nearest(to: word, among: known), known: known))
        }
    }

    private func request() throws(UsageError) -> Request {
        if asksForHelp || values.read(CommonParameters().help) { return .help(path, values) }
        if asksForVersion { return .version(values) }
        guard let command = path.last else { return .nothing(values) }
        switch command.body {
        case .verbs(let verbs): throw mistake(.missingVerb(verbs.map(\.name)))
        case .action(_, let action): return .run(command, action, try completeValues())
        }
    }

    /// Gives the words to the arguments in their order, and makes sure that nothing is missing or left over.
    private func completeValues() throws(UsageError) -> GivenValues {
        var (values, words) = (values, words[...])
        for argument in declarations where argument.form == .argument {
            let taken = words.prefix(argument.isRepeatable ? words.count : 1)
            for word in taken { values.append(try checked(word, for: argument), for: argument) }
            words.removeFirst(taken.count)
        }
        if let word = words.first { throw mistake(.surplus(word)) }
        for declaration in declarations where declaration.isRequired && values[declaration].isEmpty {
            throw mistake(.missing(declaration.label))
        }
        return values.namingComponent(declarations)
    }
}

extension Parser {
    private mutating func readOption(_ word: String) throws(UsageError) {
        let (spelling, attached) = Self.split(word)
        guard let option = declarations.first(where: { $0.spellings.contains(spelling) }) else {
            throw unknownOption(Self.isLong(word) ? spelling : word)
        }
        guard option.takesValue else {
            if let attached { throw mistake(.unwantedValue(option: spelling, value: attached)) }
            if option.label == ProgramParameters().version.declaration.label { asksForVersion = true }
            return values.append(spelling, for: option)
        }
        if !option.isRepeatable && !values[option].isEmpty { throw mistake(.repeated(option: option.label)) }
        let value = if let attached { attached } else { try nextValue(of: spelling) }
        values.append(try checked(value, for: option), for: option)
    }

    /// The spelling of an option and the value attached to it: `--name=value`, `-nvalue`.
    private static func split(_ word: String) -> (spelling: String, attached: String?) {
        if isLong(word) {
            let parts = word.utf8.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            return (String(Substring(parts[0])), parts.count > 1 ? String(Substring(parts[1])) : nil)
        }
        let (short, attached) = (word.prefix(2), word.dropFirst(2))
        return (String(short), attached.isEmpty ? nil : String(attached))
    }

    private static func isLong(_ word: String) -> Bool {
        word.utf8.starts(with: "--".utf8)
    }

    private mutating func nextValue(of spelling: String) throws(UsageError) -> String {
        guard let next = rest.first, !Self.looksLikeOption(next) else {
            throw mistake(.missingValue(option: spelling, next: rest.first))
        }
        rest.removeFirst()
        return next
    }

    private func checked(_ value: String, for declaration: Declaration) throws(UsageError) -> String {
        if declaration.accepts(value) { return value }
        throw mistake(.badValue(name: declaration.label, value: value, expected: declaration.content.description))
    }

    private func unknownOption(_ word: String) -> UsageError {
        mistake(.unknownOption(word, near: Suggestion.nearest(to: word, among: declarations.flatMap(\.spellings))))
    }

    private func mistake(_ mistake: UsageError.Mistake) -> UsageError {
        UsageError(mistake: mistake, command: Usage.name(of: path), usage: Usage.line(of: path))
    }
}
