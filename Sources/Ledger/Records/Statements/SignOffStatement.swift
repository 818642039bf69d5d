package import Changes
package import Git

/// A decision by a person in a role about exact content of an item in a release.
package struct SignOffStatement: Hashable, Sendable {
    package enum Decision: String, Sendable {
        case approve, reject, revoke
    }

    package var release: Version
    package var item: ItemID
    package var role: String
    package var decision: Decision
    /// The item's commits in the release, sorted, as the person saw them.
    package var content: [ObjectID]
    /// The exact patch of each commit of `content`, in its order, 40 digits each without anything between them: few readers
    /// need them, and there are many. Zero for a merge. Nil in records from before they were kept.
    package var patches: String?
    package var note: String?
    /// What has to be kept beside, as a board asks for it.
    package var conditions: [String]?
    /// The IDs of the statuses that the item passed by itself as this was decided, the last one being where it is now.
    package var moves: [String]?
    /// A tip of the ledger that the writer saw; nil in records from before it was kept.
    package var ledger: ObjectID?
    /// The rejections that this approval answers: its content has what they rejected, and a further change.
    package var answers: [RecordName]?
    /// The digest of what the gate's rules read of the item (`Item.binding`); nil in records from before it was kept.
    package var binding: String?

    package init(
        release: Version, item: ItemID, role: String, decision: Decision, content: [ObjectID],
        patches: [ObjectID]? = nil, note: String?
    ) {
        self.release = release
        self.item = item
        self.role = role
        self.decision = decision
        self.content = content
        self.patches = patches?.map(\.description).joined()
        self.note = note
    }

    init(_ fields: RecordFields) throws(FieldProblem) {
        release = try fields.value("release")
        item = try fields.value("item")
        role = try fields.value("role")
        decision = try fields.value("decision")
        content = try fields.value("content")
        patches = try fields.optional("patches")
        note = try fields.optional("note")
        conditions = try fields.optional("conditions")
        moves = try fields.optional("moves")
        ledger = try fields.optional("ledger")
        answers = try fields.optional("answers", since: Policy.answersFormat)
        binding = try fields.optional("binding", since: Policy.answersFormat)
    }

    package var json: JSONValue {
        .object([
            "release": release, "item": item, "role": role, "decision": decision, "content": content,
            "patches": patches, "note": note, "conditions": conditions, "moves": moves, "ledger": ledger,
            "answers": answers, "binding": binding,
        ])
    }
}

extension SignOffStatement {
    package var subject: SignOffContent { SignOffContent(content, patches: patches) }
}

extension SignOffStatement: StatementBody {
    package static let kind = Statement.Kind.signOff
    package var about: Subject { .releaseItem(release, item) }
    /// Who revokes takes back their own rejection, too.
    package var effect: StatementEffect {
        switch decision {
        case .approve: .opens
        case .reject: .shuts
        case .revoke: .both
        }
    }

    package func right(in policy: Policy, after records: RecordSequence) -> SpeakingRight { .roles([role]) }
    package var deed: String { "\(decision.noun) of \(item) in \(release) as \(role)" }
    package var named: [ItemID] { [item] }
    package var remark: String? { note }
    package var ledgerSeen: ObjectID? { ledger }

    package func made(inViewOf tip: ObjectID) -> SignOffStatement {
        var statement = self
        statement.ledger = tip
        return statement
    }
}

extension SignOffStatement.Decision {
    package var noun: String {
        switch self {
        case .approve: "approval"
        case .reject: "rejection"
        case .revoke: "revocation"
        }
    }
}
