import Changes
import Ledger
import Reports

extension ImportProblem: FailureConvertible {
    var failure: Failure {
        switch self {
        case .noSuchColumn(let name, let columns):
            Failure(.refused, "there is no column \(name.quoted)", hints: Self.hints(columns))
        case .noIDColumn(let columns):
            Failure(
                .refused, "no column is known to hold the items' IDs",
                hints: ["name it with `--column id=<column>`"] + Self.hints(columns))
        case .badRows(let problems, let preset): Self.refused(problems, preset)
        }
    }

    private static func hints(_ columns: [String]) -> [Hint] {
        let list: Hint = "the columns are: \(columns.prefix(40).map(\.quoted).joined(separator: ", "))"
        return [ImportPreset.fitting(columns).map(hint)].compactMap(\.self) + [list]
    }

    private static func hint(_ preset: ImportPreset) -> Hint {
        "`--preset \(preset.name.rawValue)` reads the columns and states of \(preset.tracker), whose these seem to be"
    }

    private static func refused(_ problems: [RowProblem], _ preset: ImportPreset?) -> Failure {
        let lines = RowProblem.shown(problems).map { "\n  " + $0 }.joined()
        let hints = [
            preset.map(hint), RowProblem.stateHint(problems), RowProblem.dateHint(problems),
            RowProblem.keyHint(problems),
            "fix the file, or skip such rows and values with `--lenient`",
        ]
        return Failure(.refused, "nothing was imported:\(lines)", hints: hints.compactMap(\.self))
    }
}

extension RowProblem {
    /// A wrong file can have a million of them.
    private static let limit = 50

    /// The sentences of the first problems, and how many there are besides.
    static func shown(_ problems: [RowProblem]) -> [String] {
        let rest = problems.count - limit
        return problems.prefix(limit).map(\.sentence) + (rest > 0 ? ["and \(rest) more"] : [])
    }

    /// `line 7: priority: 'soon' is none of critical, high, medium, low`
    var sentence: String { "\(place.text): \(fault.sentence)" }

    /// The option that says what unknown states mean.
    fileprivate static func stateHint(_ problems: [RowProblem]) -> Hint? {
        let words = problems.compactMap { $0.value(of: .state) }.unique { $0.lowercased() }.prefix(5)
        guard !words.isEmpty else { return nil }
        let options = words.map { "--state \($0 + "=open")" as ShellCommand }
        return "`\(options.dropFirst().reduce(options[0]) { "\($0) \($1)" })` says what such a word means; "
            + "so does `=closed`"
    }

    /// The option that says which of two days is meant.
    fileprivate static func dateHint(_ problems: [RowProblem]) -> Hint? {
        let isAmbiguous = problems.contains { problem in
            if case .value(let value, _) = problem.fault { value.reason == .ambiguousDay } else { false }
        }
        return isAmbiguous ? "`--dates dmy` reads 03/12/2024 as the 3rd of December, `--dates mdy` as March 12" : nil
    }

    /// The option that gives bare numbers a key.
    fileprivate static func keyHint(_ problems: [RowProblem]) -> Hint? {
        let isNumber = problems.contains { problem in
            if case .unknownID(let text) = problem.fault { Int(text.drop { $0 == "#" }) != nil } else { false }
        }
        return isNumber ? "`--key TASK` reads bare numbers: 12 is TASK-12" : nil
    }

    private func value(of attribute: ItemAttribute) -> String? {
        guard case .value(let problem, _) = fault, problem.attribute == attribute else { return nil }
        return problem.value
    }
}

extension RowPlace {
    /// `line 7`, `entry 7`
    fileprivate var text: String {
        switch self {
        case .line(let number): "line \(number)"
        case .entry(let number): "entry \(number)"
        }
    }
}

extension RowProblem.Fault {
    fileprivate var sentence: String {
        switch self {
        case .unreadable(let fault): fault.description
        case .noID: "there is no ID"
        case .unknownID(let text): "\(text.quoted) is no ID with a key of the policy"
        case .repeated(let item, let place): "\(item.shown) is in \(place.text) already"
        case .value(let problem, let column): "\(SafeText.line(column)): \(problem.value.quoted) \(problem.reason)"
        case .noTitle(let item): "\(item.shown) is new and has no title"
        case .unknownRfc(let rfc): "RfC \(rfc.shown) is neither in the ledger nor in the file"
        }
    }
}

extension ImportError {
    /// What may help.
    func hints(for file: String) -> [Hint] {
        switch fault {
        case .notJSON, .notAnObject:
            ["a list of JSON objects is read, and one object a line; `--format csv` reads a table"]
        case .notUTF8:
            // A guess would read names of other languages as wrong letters, in silence.
            [
                "`iconv -f WINDOWS-1252 -t UTF-8 \(file) | sluice import -` reads the encoding of older programs of Windows"
            ]
        case .carriageReturns: ["`tr '\\r' '\\n' < \(file) | sluice import -` gives it the lines of today"]
        case .webPage: ["sign in to the tracker, and export the table anew"]
        case .noRows: ["export the items themselves, with the names of the columns in the first line"]
        case .quoteInsideField, .textAfterQuote, .unclosedQuote: ["`--format jsonl` reads JSON"]
        default: []
        }
    }
}
