package import Changes

/// Attributes of an item set to new values; an empty value takes the attribute away.
package struct ItemStatement: Hashable, Sendable {
    package var item: ItemID
    package var noun: ItemNoun
    package var set: [String: String]
    /// Why, where a reason was given (closing, reopening).
    package var reason: String?
    /// The system that says so, where it was asked; `history` for an item that the messages of commits name.
    package var source: String?

    package init(
        item: ItemID, noun: ItemNoun, set: [ItemAttribute: String], reason: String? = nil, source: String? = nil
    ) {
        self.item = item
        self.noun = noun
        self.set = Dictionary(uniqueKeysWithValues: set.map { ($0.key.rawValue, $0.value) })
        self.reason = reason
        self.source = source
    }

    init(_ fields: RecordFields) throws(FieldProblem) {
        item = try fields.value("item")
        noun = try fields.value("noun")
        set = try fields.value("set")
        reason = try fields.optional("reason")
        source = try fields.optional("source")
    }

    package var json: JSONValue {
        .object(["item": item, "noun": noun, "set": set, "reason": reason, "source": source])
    }
}

extension ItemStatement: StatementBody {
    package static let kind = Statement.Kind.item
    package var about: Subject { .item(item) }
    /// An attribute can ask for more, as a dependency does, or for less.
    package var effect: StatementEffect { .both }
    package func right(in policy: Policy, after records: RecordSequence) -> SpeakingRight { .anyone }
    package var deed: String { "record of \(item)" }
    package var named: [ItemID] { [item] }
    package var remark: String? { reason ?? source.map { "as \($0) says" } }
}
