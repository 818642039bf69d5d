package import Changes
package import Git

/// A new version of the policy; the text itself stands beside the record.
package struct PolicyStatement: Hashable, Sendable {
    package var version: Int
    /// The ID of the policy's text as a blob.
    package var text: ObjectID
    package var reason: String?

    /// For the first version, the file of the release tags that were there before it: what is pinned covers that, too. Nil
    /// in the first policies of older ledgers.
    package var adopted: ObjectID?

    package init(version: Int, text: ObjectID, reason: String?, adopted: ObjectID? = nil) {
        self.version = version
        self.text = text
        self.reason = reason
        self.adopted = adopted
    }

    init(_ fields: RecordFields) throws(FieldProblem) {
        version = try fields.value("version")
        guard 1...Policy.highestVersion ~= version else { throw FieldProblem(name: "version") }
        text = try fields.value("text")
        reason = try fields.optional("reason")
        adopted = try fields.optional("adopted")
    }

    package var json: JSONValue {
        .object(["version": version, "text": text, "reason": reason, "adopted": adopted])
    }
}

extension PolicyStatement: StatementBody {
    package static let kind = Statement.Kind.policy
    package var about: Subject { .policy(version) }
    package var effect: StatementEffect { .both }
    /// Judged by the version before.
    package func right(in policy: Policy, after records: RecordSequence) -> SpeakingRight {
        policy.requiredSignatures == .none ? .anyone : .members([Policy.administrators])
    }
    package var deed: String { "policy \(version)" }
    package var remark: String? { reason }
}
