import Changes
import Ledger
import Reports

extension AttributeProblem: FailureConvertible {
    var failure: Failure {
        Failure(.usage, sentence, hints: ["\(attribute.rawValue) is \(attribute.summary)"])
    }

    /// `priority: 'soon' is none of critical, high, medium, low`
    var sentence: String { "\(attribute.rawValue): \(value.quoted) \(reason)" }
}

extension AttributeProblem.Reason: CustomStringConvertible {
    package var description: String {
        switch self {
        case .tooLong(let limit): "is longer than \(limit) bytes"
        case .notAmong(let choices): "is none of \(choices.joined(separator: ", "))"
        case .noDay: "is no day"
        case .noItem: "is no item's ID"
        case .noCause: "is no release and no item"
        case .severalLines: "has more than one line"
        case .placeholder: "stands for words of your own"
        case .notOfThisNoun(let noun): "is nothing that \(noun.titleWithArticle) has"
        }
    }
}

extension ImportProblem: FailureConvertible {
    var failure: Failure {
        switch self {
        case .noSuchColumn(let name, let columns):
            Failure(.refused, "there is no column \(name.quoted)", hints: [Self.list(columns)])
        case .noIDColumn(let columns):
            Failure(
                .refused, "no column is known to hold the items' IDs",
                hints: ["name it with `--column id=<column>`", Self.list(columns)])
        case .badRows(let problems): Self.refused(problems)
        }
    }

    private static func list(_ columns: [String]) -> Hint {
        "the columns are: \(columns.prefix(40).map(\.quoted).joined(separator: ", "))"
    }

    private static func refused(_ problems: [RowProblem]) -> Failure {
        let lines = problems.map { "\n  " + $0.sentence }.joined()
        let areValues = problems.allSatisfy { if case .value = $0.fault { true } else { false } }
        return Failure(
            .refused, "nothing was imported:\(lines)",
            hints: areValues ? ["fix the file, or leave such values out with `--lenient`"] : ["fix the file"])
    }
}

extension RowProblem {
    /// `line 7: priority: 'soon' is none of critical, high, medium, low`
    var sentence: String { "line \(line): \(fault.sentence)" }
}

extension RowProblem.Fault {
    fileprivate var sentence: String {
        switch self {
        case .noID: "there is no ID"
        case .unknownID(let text): "\(text.quoted) is no ID with a key of the policy"
        case .repeated(let item, let line): "\(item.shown) stands in line \(line) already"
        case .value(let problem): problem.sentence
        case .noTitle(let item): "\(item.shown) is new and has no title"
        case .unknownRfc(let rfc): "RfC \(rfc.shown) is neither in the ledger nor in the file"
        }
    }
}

extension ImportError {
    /// What may help.
    var hints: [Hint] {
        switch fault {
        case .notJSON, .notAnObject:
            [
                "one JSON object a line is wanted: `jq -c '.[]'` makes such lines from a list; `--format csv` reads a table"
            ]
        case .notUTF8:
            ["`iconv -f WINDOWS-1252 -t UTF-8 <file> > <new file>` converts what older programs of Windows wrote"]
        case .carriageReturns: ["`tr '\\r' '\\n' < <file> > <new file>` gives it the lines of today"]
        case .webPage: ["sign in to the tracker, and export the table anew"]
        case .noRows: ["export the items themselves, with the names of the columns in the first line"]
        case .quoteInsideField, .textAfterQuote, .unclosedQuote: ["`--format jsonl` reads JSON Lines"]
        default: []
        }
    }
}
