package import Changes
package import Git

/// A new version of the policy; the text itself stands beside the record.
package struct PolicyStatement: Hashable, Sendable {
    package var version: Int
    /// The ID of the policy's text as a blob.
    package var text: ObjectID
    package var reason: String?

    package init(version: Int, text: ObjectID, reason: String?) {
        self.version = version
        self.text = text
        self.reason = reason
    }

    init(_ fields: RecordFields) throws(FieldProblem) {
        version = try fields.value("version")
        text = try fields.value("text")
        reason = try fields.optional("reason")
    }

    package var json: JSONValue { .object(["version": version, "text": text, "reason": reason]) }
}
