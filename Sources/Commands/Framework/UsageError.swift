import Changes
/// What is wrong with a command line.
struct UsageError: Error, Equatable {
    /// The kinds of mistakes, each with the word at fault.
    enum Mistake: Equatable {
        case unknownCommand(String, near: [String], known: [String])
        case missingVerb([String])
        case unknownOption(String, near: [String])
        case missingValue(option: String, next: String?)
        case unwantedValue(option: String, value: String)
        case badValue(name: String, value: String, expected: String)
        case repeated(option: String)
        case missing(String)
        case surplus(String)
    }

    let mistake: Mistake
    /// The command that was called, as it is typed: `sluice rfc add`.
    let command: String
    /// Its usage line.
    let usage: String
}

extension UsageError: FailureConvertible {
    var failure: Failure {
        Failure(.usage, message, hints: hints)
    }

    private var message: String {
        switch mistake {
        case .unknownCommand(let word, _, _): "`\(command)` has no command `\(word)`"
        case .missingVerb(let verbs): "`\(command)` needs one of: \(verbs.joined(separator: ", "))"
        case .unknownOption(let option, _): "`\(command)` has no option `\(option)`"
        case .missingValue(let option, nil): "`\(option)` needs a value"
        case .missingValue(let option, let next?): "`\(option)` needs a value, and `\(next)` looks like an option"
        case .unwantedValue(let option, let value): "`\(option)` takes no value, but was given `\(value)`"
        case .badValue(let name, let value, let expected): "`\(name)` is to be \(expected), not `\(value)`"
        case .repeated(let option): "`\(option)` is given more than once"
        case .missing(let name): "`\(command)` needs `\(name)`"
        case .surplus(let word): "`\(command)` has no use for `\(word)`"
        }
    }

    /// So many commands of a group stand in one line.
    private static let mostListed = 8

    private var hints: [Hint] {
        switch mistake {
        case .unknownCommand(_, let near, _) where !near.isEmpty: [didYouMean(near.map { "\(command) \($0)" })]
        case .unknownOption(_, let near) where !near.isEmpty: [didYouMean(near)]
        case .unknownCommand(_, _, let known) where command.contains(" ") && known.count <= Self.mostListed:
            ["it has \(known.joined(separator: ", ")); `\(name) --help` shows what they do"]
        case .unknownCommand, .missingVerb: ["`\(name) --help` lists the commands"]
        case .unknownOption: ["`\(name) --help` lists the options"]
        case .missingValue(let option, let next?): ["if it is the value, write `\(attached(next, to: option))`"]
        default: ["usage: \(usage)"]
        }
    }

    /// The command as it is typed, of words that need no quotation marks.
    private var name: ShellCommand { ShellCommand(verbatim: command) }

    private func didYouMean(_ candidates: [String]) -> Hint {
        "did you mean \(candidates.map { "`\($0)`" }.joined(separator: " or "))?"
    }

    private func attached(_ value: String, to option: String) -> String {
        option.utf8.starts(with: "--".utf8) ? "\(option)=\(value)" : option + value
    }
}
