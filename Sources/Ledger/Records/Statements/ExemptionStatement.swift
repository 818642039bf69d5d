package import Changes
package import Git

/// A commit declared to need no item, or that declaration taken back.
package struct ExemptionStatement: Hashable, Sendable {
    package var commit: ObjectID
    package var exempt: Bool
    package var reason: String

    package init(commit: ObjectID, exempt: Bool, reason: String) {
        self.commit = commit
        self.exempt = exempt
        self.reason = reason
    }

    init(_ fields: RecordFields) throws(FieldProblem) {
        commit = try fields.value("commit")
        exempt = try fields.value("exempt")
        reason = try fields.value("reason")
    }

    package var json: JSONValue { .object(["commit": commit, "exempt": exempt, "reason": reason]) }
}

extension ExemptionStatement: StatementBody {
    package static let kind = Statement.Kind.exemption
    package var about: Subject { .commit(commit) }
    package var effect: StatementEffect { exempt ? .opens : .shuts }
    package func right(in policy: Policy, after records: RecordSequence) -> SpeakingRight { .anyone }
    package var deed: String { "exemption of \(commit.abbreviated)" }
    package var remark: String? { reason }
}
