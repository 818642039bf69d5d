package import Changes
package import Git

/// A commit declared to need no item where it comes, or where a release loses it or brings it back; or that declaration taken back.
package struct ExemptionStatement: Hashable, Sendable {
    package var commit: ObjectID
    package var exempt: Bool
    package var reason: String
    /// The release that loses the commit, or brings it back, if the declaration is about that; nil where the commit comes.
    package var release: Version?

    /// The format that brought `release`.
    package static let releaseFormat = 4

    package init(commit: ObjectID, exempt: Bool, reason: String, release: Version? = nil) {
        self.release = release
        self.commit = commit
        self.exempt = exempt
        self.reason = reason
    }

    init(_ fields: RecordFields) throws(FieldProblem) {
        commit = try fields.value("commit")
        exempt = try fields.value("exempt")
        reason = try fields.value("reason")
        release = try fields.optional("release", since: Self.releaseFormat)
    }

    package var json: JSONValue {
        .object(["commit": commit, "exempt": exempt, "reason": reason, "release": release])
    }
}

extension ExemptionStatement: StatementBody {
    package static let kind = Statement.Kind.exemption
    package var about: Subject { .commit(commit) }
    package var effect: StatementEffect { exempt ? .opens : .shuts }
    package func right(in policy: Policy, after records: RecordSequence) -> SpeakingRight { .anyone }
    package var deed: String { "exemption of \(commit.abbreviated)" + (release.map { " in \($0)" } ?? "") }
    package var remark: String? { reason }
}
