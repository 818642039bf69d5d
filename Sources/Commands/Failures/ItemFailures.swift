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
        case .ambiguousDay: "can be two days"
        case .noItem: "is no item's ID"
        case .noCause: "is no release and no item"
        case .severalLines: "has more than one line"
        case .placeholder: "stands for words of your own"
        case .notOfThisNoun(let noun): "is nothing that \(noun.titleWithArticle) has"
        }
    }
}
