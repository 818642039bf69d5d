/// The kinds of options that a command can declare.
enum Option {
    /// `--name`: true where it is given.
    static func flag(_ name: String, short: Character? = nil, help: String) -> Parameter<Bool> {
        Parameter(declaration: .init(name: name, short: short, form: .flag, help: help)) { !$0.isEmpty }
    }

    /// `--name` or `--no-name`: the last one counts, and `preset` where there is none.
    static func toggle(_ name: String, default preset: Bool, help: String) -> Parameter<Bool> {
        let declaration = Declaration(name: name, form: .toggle, help: help)
        return Parameter(declaration: declaration) { $0.last.map { $0 != declaration.negation } ?? preset }
    }

    /// `--name <placeholder>`: its value, or nil.
    static func value(
        _ name: String, short: Character? = nil, placeholder: String, help: String
    ) -> Parameter<String?> {
        Parameter(declaration: option(name, short, placeholder, .atMostOne, help), read: \.last)
    }

    /// `--name <placeholder>`, without which the command is refused.
    static func required(
        _ name: String, short: Character? = nil, placeholder: String, help: String
    ) -> Parameter<String> {
        Parameter(declaration: option(name, short, placeholder, .one, help)) { $0.last ?? "" }
    }

    /// `--name <placeholder>`, any number of times: the values in their order.
    static func values(
        _ name: String, short: Character? = nil, placeholder: String, help: String
    ) -> Parameter<[String]> {
        Parameter(declaration: option(name, short, placeholder, .any, help)) { $0 }
    }

    /// `--name <number>`: a whole number, zero or more, or nil.
    static func number(_ name: String, short: Character? = nil, help: String) -> Parameter<Int?> {
        var declaration = option(name, short, "number", .atMostOne, help)
        declaration.content = .number
        return Parameter(declaration: declaration) { $0.last.flatMap { Int($0) } }
    }

    /// `--name <word>`: one of the words of `Choice`, `preset` where none is given.
    static func choice<Choice: CaseIterable & RawRepresentable<String> & Sendable>(
        _ name: String, default preset: Choice, help: String
    ) -> Parameter<Choice> {
        let choice = self.choice(name, of: Choice.self, help: help)
        return Parameter(declaration: choice.declaration) { choice.read($0) ?? preset }
    }

    /// `--name <word>`: one of the words of `Choice`, or nil.
    static func choice<Choice: CaseIterable & RawRepresentable<String> & Sendable>(
        _ name: String, of _: Choice.Type, help: String
    ) -> Parameter<Choice?> {
        let words = Choice.allCases.map(\.rawValue)
        // Not `joined`, whose first use costs every start of the program more than all its options do.
        let placeholder = words.dropFirst().reduce(words.first ?? "") { $0 + "|" + $1 }
        var declaration = option(name, nil, placeholder, .atMostOne, help)
        declaration.content = .oneOf(words)
        return Parameter(declaration: declaration) { $0.last.flatMap { Choice(rawValue: $0) } }
    }

    private static func option(
        _ name: String, _ short: Character?, _ placeholder: String, _ count: Declaration.Count, _ help: String
    ) -> Declaration {
        Declaration(name: name, short: short, form: .option(placeholder: placeholder), count: count, help: help)
    }
}

/// The kinds of arguments that a command can declare. One that takes several words comes last.
enum Argument {
    /// `<name>`: one word, without which the command is refused.
    static func required(_ name: String, help: String) -> Parameter<String> {
        Parameter(declaration: argument(name, .one, help)) { $0.first ?? "" }
    }

    /// `[<name>]`: one word, or nil.
    static func optional(_ name: String, help: String) -> Parameter<String?> {
        Parameter(declaration: argument(name, .atMostOne, help), read: \.first)
    }

    /// `[<name>]`: one of the words of `Choice`, or nil.
    static func choice<Choice: CaseIterable & RawRepresentable<String> & Sendable>(
        _ name: String, of _: Choice.Type, help: String
    ) -> Parameter<Choice?> {
        var declaration = argument(name, .atMostOne, help)
        declaration.content = .oneOf(Choice.allCases.map(\.rawValue))
        return Parameter(declaration: declaration) { $0.first.flatMap { Choice(rawValue: $0) } }
    }

    /// `[<name>...]`: all words that are left.
    static func any(_ name: String, help: String) -> Parameter<[String]> {
        Parameter(declaration: argument(name, .any, help)) { $0 }
    }

    /// `<name>...`: all words that are left, at least one.
    static func atLeastOne(_ name: String, help: String) -> Parameter<[String]> {
        Parameter(declaration: argument(name, .atLeastOne, help)) { $0 }
    }

    private static func argument(_ name: String, _ count: Declaration.Count, _ help: String) -> Declaration {
        Declaration(name: name, form: .argument, count: count, help: help)
    }
}
