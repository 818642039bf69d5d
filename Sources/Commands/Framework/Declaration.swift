/// What a command accepts under one name: an option (`--key <key>`) or an argument (`<item>`).
///
/// Parsing, help, completions and the manual all read the same declarations.
struct Declaration: Sendable {
    /// How it stands on the command line.
    enum Form: Sendable, Equatable {
        /// `--name`
        case flag
        /// `--name` or `--no-name`
        case toggle
        /// `--name <placeholder>`
        case option(placeholder: String)
        /// a word by its position
        case argument
    }

    /// How often it may stand there.
    enum Count: Sendable {
        case one, atMostOne, atLeastOne, any
    }

    /// What its values may be.
    enum Content: Sendable {
        case text
        /// a whole number, zero or more
        case number
        /// one of these words
        case oneOf([String])
    }

    /// The name without dashes; a name of one letter is a short option (`-C`).
    let name: String
    var short: Character?
    let form: Form
    var count = Count.atMostOne
    var content = Content.text
    let help: String

    /// The name as it is written in messages, unique in one command: `--key`, `-C` or `<item>`.
    var label: String {
        if form == .argument { return "<\(name)>" }
        return name.utf8.count == 1 ? "-\(name)" : "--\(name)"
    }

    /// All ways to write an option, the short one first; none for an argument.
    var spellings: [String] {
        if form == .argument { return [] }
        return (short.map { ["-\($0)"] } ?? []) + [label] + (form == .toggle ? [negation] : [])
    }

    /// How a toggle is turned off.
    var negation: String { "--no-\(name)" }

    /// Whether the command cannot do without it.
    var isRequired: Bool { count == .one || count == .atLeastOne }

    /// Whether it may be given more than once.
    var isRepeatable: Bool { count == .any || count == .atLeastOne }

    /// Whether a value belongs to it.
    var takesValue: Bool { form != .flag && form != .toggle }

    /// Whether the value is one that it may have.
    func accepts(_ value: String) -> Bool {
        switch content {
        case .text: return true
        case .number: return Int(value).map { $0 >= 0 } ?? false
        case .oneOf(let words): return words.contains(value)
        }
    }
}

extension Declaration.Content: CustomStringConvertible {
    /// What is accepted, in words.
    var description: String {
        switch self {
        case .text: "any text"
        case .number: "a whole number, zero or more"
        case .oneOf(let words): "one of " + words.joined(separator: ", ")
        }
    }
}
