import Changes
import Ledger

/// An item that a command needs, and that the ledger does not know.
struct UnknownItem: Error, Equatable {
    let item: ItemID
    let noun: ItemNoun
    /// Known items with a similar ID; empty where there are too many to be of help.
    let near: [ItemID]
}

extension UnknownItem: FailureConvertible {
    var failure: Failure {
        let add: Hint = "add it with `sluice \(noun.rawValue) add \(item) --title …`"
        let names = near.map(\.shown).joined(separator: " or ")
        return Failure(
            .refused, "\(item.shown) is not in the ledger",
            hints: [near.isEmpty ? add : "\(add), or did you mean \(names)?"])
    }
}

extension LedgerReader {
    /// The item as the ledger knows it.
    ///
    /// - Throws: `UnknownItem`, with the known items whose IDs are nearest.
    func knownItem(_ id: ItemID, noun: ItemNoun) throws -> Item {
        if let item = try item(id) { return item }
        let names = try itemIDs().map(\.description)
        let near = Suggestion.nearest(to: id.description, among: names).compactMap { ItemID($0) }
        throw UnknownItem(item: id, noun: noun, near: near.count > 3 ? [] : near)
    }

    /// The items that a person names, in their order, all known.
    func knownItems(named texts: [String], policy: Policy) throws -> [Item] {
        try texts.map { text in
            let id = try policy.item(named: text)
            return try knownItem(id, noun: policy.noun(of: id) ?? .task)
        }
    }
}

extension Policy {
    /// The item that a person means, where it has to be one of this sort.
    func item(named text: String, as noun: ItemNoun) throws -> ItemID {
        let id = try item(named: text)
        guard let found = self.noun(of: id), found != noun else { return id }
        let keys = keys.filter { $0.noun == noun }.map(\.name)
        throw Failure(
            .usage, "\(id.shown) is \(found.titleWithArticle), not \(noun.titleWithArticle)",
            hints: keys.isEmpty ? [] : ["IDs of \(noun.title)s begin with \(keys.joined(separator: " or "))"])
    }
}
