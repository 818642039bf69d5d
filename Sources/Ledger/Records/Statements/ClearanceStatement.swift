package import Changes
package import Git

/// A decision of an approver of an environment about deploying a tagged release there.
package struct ClearanceStatement: Hashable, Sendable {
    package var environment: String
    package var release: Version
    /// The tagged commit, as the person saw it.
    package var commit: ObjectID
    package var role: String
    package var decision: SignOffStatement.Decision
    package var note: String?
    /// The refusals that this approval answers, whose authors may not speak for the role any more.
    package var answers: [RecordName]?

    /// The format that brought `answers`.
    package static let answersFormat = 4

    package init(
        environment: String, release: Version, commit: ObjectID, role: String, decision: SignOffStatement.Decision,
        note: String?
    ) {
        self.environment = environment
        self.release = release
        self.commit = commit
        self.role = role
        self.decision = decision
        self.note = note
    }

    init(_ fields: RecordFields) throws(FieldProblem) {
        environment = try fields.value("environment")
        release = try fields.value("release")
        commit = try fields.value("commit")
        role = try fields.value("role")
        decision = try fields.value("decision")
        note = try fields.optional("note")
        answers = try fields.optional("answers", since: Self.answersFormat)
    }

    package var json: JSONValue {
        .object([
            "environment": environment, "release": release, "commit": commit, "role": role, "decision": decision,
            "note": note, "answers": answers,
        ])
    }
}

extension ClearanceStatement: StatementBody {
    package static let kind = Statement.Kind.clearance
    package var about: Subject { .environment(environment) }
    /// Who revokes takes back their own refusal, too.
    package var effect: StatementEffect {
        switch decision {
        case .approve: .opens
        case .reject: .shuts
        case .revoke: .both
        }
    }
    package func right(in policy: Policy, after records: RecordSequence) -> SpeakingRight { .roles([role]) }
    package var deed: String { "\(decision.noun) of \(release) for \(environment) as \(role)" }
    package var remark: String? { note }
}
