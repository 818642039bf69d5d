package import Changes
package import Git

/// A file of the ledger that decides nothing, and that an administrator has looked at: nobody is reminded of it any more.
package struct SetAsideStatement: Hashable, Sendable {
    /// The file by its content, wherever it is.
    package var file: ObjectID
    /// Where it was, for people.
    package var path: String
    package var reason: String

    package init(file: ObjectID, path: String, reason: String) {
        self.file = file
        self.path = path
        self.reason = reason
    }

    init(_ fields: RecordFields) throws(FieldProblem) {
        file = try fields.value("file")
        path = try fields.value("path")
        reason = try fields.value("reason")
    }

    package var json: JSONValue { .object(["file": file, "path": path, "reason": reason]) }
}

extension SetAsideStatement: StatementBody {
    package static let kind = Statement.Kind.setAside
    package static let format = 2
    package var about: Subject { .file(file) }
    package var effect: StatementEffect { .opens }
    package func right(in policy: Policy, after records: RecordSequence) -> SpeakingRight {
        policy.requiredSignatures == .none ? .anyone : .members([Policy.administrators])
    }
    package var deed: String { "set-aside of \(path)" }
    package var remark: String? { reason }
}
