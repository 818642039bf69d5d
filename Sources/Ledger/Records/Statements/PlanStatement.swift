package import Changes

/// A change of a release's plan: what it says replaces or adds to what was planned before.
package struct PlanStatement: Hashable, Sendable {
    package var release: Version
    /// A full reference name or a commit ID.
    package var target: String?
    /// A version or a commit ID, where the release has a base of its own.
    package var base: String?
    package var add: [ItemID]?
    package var drop: [ItemID]?
    /// Items among the planned that are declared to need no commits.
    package var withoutCommits: [ItemID]?
    /// Items among the planned of which the release does without commits that its base has: they go.
    package var removed: [ItemID]?
    /// Who answers for the release; empty for nobody.
    package var manager: String?
    package var type: ReleaseType?
    /// When it is to go into production; both or none.
    package var from: Timestamp?
    package var until: Timestamp?
    /// Incidents and problems that keep the release from going on as long as they are open.
    package var hold: [ItemID]?
    package var unhold: [ItemID]?
    /// All planned items, in the order in which they are shown.
    package var order: [ItemID]?
    package var reason: String?

    package init(release: Version) { self.release = release }

    init(_ fields: RecordFields) throws(FieldProblem) {
        release = try fields.value("release")
        target = try fields.optional("target")
        base = try fields.optional("base")
        add = try fields.optional("add")
        drop = try fields.optional("drop")
        withoutCommits = try fields.optional("withoutCommits")
        removed = try fields.optional("removed", since: Policy.goingFormat)
        manager = try fields.optional("manager")
        type = try fields.optional("type")
        from = try fields.optional("from")
        until = try fields.optional("until")
        hold = try fields.optional("hold")
        unhold = try fields.optional("unhold")
        order = try fields.optional("order")
        reason = try fields.optional("reason")
    }

    package var json: JSONValue {
        .object([
            "release": release, "target": target, "base": base, "add": add, "drop": drop,
            "withoutCommits": withoutCommits, "removed": removed, "manager": manager, "type": type, "from": from,
            "until": until,
            "hold": hold,
            "unhold": unhold, "order": order, "reason": reason,
        ])
    }
}

/// What sort of change a release is (ITIL): what a board is asked for depends on it.
package enum ReleaseType: String, CaseIterable, Sendable {
    /// Authorised in advance.
    case standard
    case normal
    /// To be reviewed afterwards.
    case emergency
}

extension ReleaseType: RecordField, JSONConvertible {}

extension PlanStatement: StatementBody {
    package static let kind = Statement.Kind.plan
    package var about: Subject { .release(release) }

    /// What is added has to be approved. What is dropped is a stowaway as long as the release has its commits, and nobody
    /// asks for it any more. An emergency has to be reviewed.
    package var effect: StatementEffect {
        let asks = [add, drop, hold].contains { $0?.isEmpty == false } || type == .emergency
        let permits =
            drop?.isEmpty == false || target != nil || base != nil || withoutCommits != nil || removed != nil
            || manager != nil
            || type != nil || from != nil
            || until != nil || unhold != nil || order != nil
        // A statement without any of them plans the release: until it counts, there is none.
        return asks ? (permits ? .both : .shuts) : .opens
    }

    /// A hold is ended by whoever made all holds by the same item, or by those who sign off.
    package func right(in policy: Policy, after records: RecordSequence) -> SpeakingRight {
        guard let unhold, !unhold.isEmpty else { return .anyone }
        let holders = Holders(records)
        return .all(unhold.map { holders.right(toEnd: $0, in: policy) })
    }

    package var dependsOnOthers: Bool { unhold?.isEmpty == false }
    package var givesRights: Bool { [hold, unhold].contains { $0?.isEmpty == false } }
    package var deed: String { "plan of \(release)" }

    package var named: [ItemID] {
        [add, drop, withoutCommits, removed, hold, unhold].flatMap { $0 ?? [] }.unique(by: \.self)
    }

    package var remark: String? { reason }
}
