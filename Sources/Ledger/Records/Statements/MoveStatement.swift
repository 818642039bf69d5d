package import Changes

/// A change of a release item's status by hand.
package struct MoveStatement: Hashable, Sendable {
    package var release: Version
    package var item: ItemID
    /// The ID of the status that it was in.
    package var from: String
    /// The IDs of the statuses that it passed, the last one being where it is now.
    package var through: [String]
    package var reason: String?

    package init(release: Version, item: ItemID, from: String, through: [String], reason: String?) {
        self.release = release
        self.item = item
        self.from = from
        self.through = through
        self.reason = reason
    }

    init(_ fields: RecordFields) throws(FieldProblem) {
        release = try fields.value("release")
        item = try fields.value("item")
        from = try fields.value("from")
        through = try fields.value("through")
        reason = try fields.optional("reason")
        guard !through.isEmpty else { throw FieldProblem(name: "through") }
    }

    package var json: JSONValue {
        .object(["release": release, "item": item, "from": from, "through": through, "reason": reason])
    }
}

extension MoveStatement: StatementBody {
    package static let kind = Statement.Kind.move
    package var about: Subject { .releaseItem(release, item) }
    /// Up the ladder or back, as the policy in force has it.
    package var effect: StatementEffect { .both }

    /// Going back is for anyone. Up, each further step is judged where the item's status is found.
    package func right(in policy: Policy, after records: RecordSequence) -> SpeakingRight {
        let engine = policy.statuses
        let start = engine.rung(of: from) ?? -1
        let steps = through.compactMap { id in engine.rungs.first { $0.id == id } }
        guard let last = steps.last.flatMap({ engine.rung(of: $0) }), last > start else { return .anyone }
        return steps.first.map { policy.right(toEnter: $0) } ?? .anyone
    }

    package var deed: String { "move of \(item) in \(release)" }
    package var named: [ItemID] { [item] }
    package var remark: String? { reason }
}
