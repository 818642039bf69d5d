package import Changes
package import Git

/// That somebody took over a release for those who help its users.
package struct HandoverStatement: Hashable, Sendable {
    package var release: Version
    package var commit: ObjectID
    package var role: String
    /// The blob ID of what was handed over: announcement, known errors, configuration.
    package var content: ObjectID
    package var note: String?

    package init(release: Version, commit: ObjectID, role: String, content: ObjectID, note: String?) {
        self.release = release
        self.commit = commit
        self.role = role
        self.content = content
        self.note = note
    }

    init(_ fields: RecordFields) throws(FieldProblem) {
        release = try fields.value("release")
        commit = try fields.value("commit")
        role = try fields.value("role")
        content = try fields.value("content")
        note = try fields.optional("note")
    }

    package var json: JSONValue {
        .object(["release": release, "commit": commit, "role": role, "content": content, "note": note])
    }
}

extension HandoverStatement: StatementBody {
    package static let kind = Statement.Kind.handover
    package var about: Subject { .release(release) }
    package var effect: StatementEffect { .opens }
    package func right(in policy: Policy, after records: RecordSequence) -> SpeakingRight { .roles([role]) }
    package var deed: String { "hand-over of \(release)" }
    package var remark: String? { note }
}
