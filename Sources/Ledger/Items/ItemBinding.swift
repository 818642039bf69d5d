import Git

/// What the gate's rules, and the people who decide for it, read of an item: the inputs that decisions are bound to. A rule
/// that reads more of an item needs a line here, and `ItemBindingTests` fails without it.
package enum ItemBinding {
    /// Sorted by name. Besides these, decisions are bound to the item's noun, and to rival titles as long as there are any.
    package static let attributes: [ItemAttribute] = [
        .affects, .backOutPlan, .dependsOn, .requester, .rfc, .risk, .type,
    ]

    /// What is shown of an item and decides nothing; who may close what holds a release is a question of its own (`Hold`).
    package static let unbound: Set<ItemAttribute> = Set(ItemAttribute.allCases).subtracting(attributes)

    /// The name of all that, 40 digits: equal as long as nothing of it differs.
    ///
    /// - Parameter item: nil for one that the ledger does not know.
    package static func digest(of item: Item?) throws -> String {
        try Repository.id(of: Array((item.map(text) ?? "").utf8), .blob).description
    }

    /// Lengths keep values apart, whatever they hold.
    private static func text(_ item: Item) -> String {
        let values = attributes.map { ($0.rawValue, item[$0] ?? "") } + item.rivalTitles.map { ("title", $0) }
        return (["noun \(item.noun.rawValue)"] + values.map { "\($0) \($1.utf8.count) \($1)" }).joined(separator: "\n")
    }
}
