package import Changes

/// What an import would change: pure, so that it can be shown before it is done.
package struct ImportPlan: Sendable {
    /// An item that is new, or whose attributes change.
    package struct Change: Sendable {
        package let id: ItemID
        package let noun: ItemNoun
        /// What was recorded before; nil where the item is new.
        package let before: Item?
        /// Only what differs.
        package let values: [ItemAttribute: String]

        package var statement: ItemStatement { ItemStatement(item: id, noun: noun, set: values) }
    }

    /// In the order of the table.
    package let changes: [Change]
    /// How many items are as the table says already.
    package let unchanged: Int
    /// The rows that cannot be imported: new items without a title, and tasks whose RfC is nowhere.
    package let badRows: [RowProblem]

    /// Whether no row can be imported.
    package var isEmpty: Bool { changes.isEmpty && unchanged == 0 }

    package var added: Int { changes.count { $0.before == nil } }

    /// - Parameters:
    ///   - known: what the ledger knows of the items and of the RfCs that they name.
    ///   - others: items that are bad rows of the table for other reasons: nobody has to hear of them twice.
    package init(_ items: [ImportedItem], known: [ItemID: Item], besides others: Set<ItemID> = []) {
        var (left, bad): ([ImportedItem], [RowProblem]) = (items, [])
        var found: [RowProblem]
        repeat {
            let ids = Set(left.map(\.id)).union(known.keys).union(others)
            found = left.compactMap { Self.problem(of: $0, known: known, ids: ids) }
            bad += found
            let places = Set(found.map(\.place))
            left.removeAll { places.contains($0.place) }
        } while !found.isEmpty
        let all = left.map { Self.change($0, before: known[$0.id]) }
        changes = all.filter { !$0.values.isEmpty }
        unchanged = all.count - changes.count
        badRows = bad
    }

    private static func problem(of item: ImportedItem, known: [ItemID: Item], ids: Set<ItemID>) -> RowProblem? {
        if known[item.id] == nil, item.values[.title] == nil {
            return RowProblem(place: item.place, fault: .noTitle(item.id))
        }
        guard let rfc = item.values[.rfc].flatMap({ ItemID($0) }), !ids.contains(rfc) else { return nil }
        return RowProblem(place: item.place, fault: .unknownRfc(rfc))
    }

    private static func change(_ item: ImportedItem, before: Item?) -> Change {
        let values = before?.changes(to: item.values) ?? item.noun.initialValues.merging(item.values) { $1 }
        return Change(id: item.id, noun: item.noun, before: before, values: values)
    }
}
