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
        order = try fields.optional("order")
        reason = try fields.optional("reason")
    }

    package var json: JSONValue {
        .object([
            "release": release, "target": target, "base": base, "add": add, "drop": drop,
            "withoutCommits": withoutCommits, "order": order, "reason": reason,
        ])
    }
}
