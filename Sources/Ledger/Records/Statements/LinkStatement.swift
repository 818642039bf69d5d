package import Changes
package import Git

/// A link between a commit and an item, made or taken back by hand.
package struct LinkStatement: Hashable, Sendable {
    package var commit: ObjectID
    package var item: ItemID
    /// False: the commit does not belong to the item, whatever its message says.
    package var belongs: Bool
    package var reason: String

    package init(commit: ObjectID, item: ItemID, belongs: Bool, reason: String) {
        self.commit = commit
        self.item = item
        self.belongs = belongs
        self.reason = reason
    }

    init(_ fields: RecordFields) throws(FieldProblem) {
        commit = try fields.value("commit")
        item = try fields.value("item")
        belongs = try fields.value("belongs")
        reason = try fields.value("reason")
    }

    package var json: JSONValue { .object(["commit": commit, "item": item, "belongs": belongs, "reason": reason]) }
}

extension LinkStatement: StatementBody {
    package static let kind = Statement.Kind.link
    package var about: Subject { .commit(commit) }
    /// Both ways it takes a commit from where its message puts it. Without an item nothing lets the commit through.
    package var effect: StatementEffect { belongs ? .opens : .both }
    package func right(in policy: Policy, after records: RecordSequence) -> SpeakingRight { .anyone }
    package var deed: String { "link of \(commit.abbreviated) and \(item)" }
    package var named: [ItemID] { [item] }
    package var remark: String? { reason }
}
