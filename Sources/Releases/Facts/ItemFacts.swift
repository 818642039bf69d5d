package import Changes
package import Git
package import Ledger

/// The items that are linked or planned, and what the release holds of each.
package struct ItemFacts: Sendable {
    /// Sorted.
    package let planned: [ItemID]
    /// What the ledger knows of them.
    package let known: [ItemID: Item]
    /// The content of each: its own commits, and for an RfC those of its tasks. Sorted. Commits of the base that go belong to
    /// it where the item also brings commits, or is planned to go.
    package let content: [ItemID: [ObjectID]]
    /// Commits of planned items that are on some branch, but neither in the candidate nor in the base.
    package let outside: OutsideCommits

    package init(
        planned: [ItemID], known: [ItemID: Item], content: [ItemID: [ObjectID]],
        outside: OutsideCommits = .none
    ) {
        self.planned = planned
        self.known = known
        self.content = content
        self.outside = outside
    }

    /// What the ledger knows of an item; nil for nothing.
    package subscript(item: ItemID) -> Item? { known[item] }

    /// Empty for an item without commits.
    package func content(of item: ItemID) -> [ObjectID] { content[item] ?? [] }
}

extension FactsGatherer {
    /// - Parameter known: the planned items that the ledger knows.
    func itemFacts(
        _ known: [ItemID: Item], _ plan: ReleasePlan?, in range: RangeFacts, tags: ReleaseTags
    ) throws -> ItemFacts {
        let (planned, contents) = (plan?.items ?? [], range.contents)
        var known = known
        for id in contents.items where !planned.contains(id) { known[id] = try ledger.item(id) }
        return ItemFacts(
            planned: planned.sorted(), known: known,
            content: Self.content(
                of: planned.union(contents.items), contents: contents, items: known,
                goes: policy.recordsGoing ? plan?.removed ?? [] : nil),
            outside: range.scope.tag == nil
                ? try outside(planned, scope: range.scope, contents: contents, tags: tags) : .none)
    }

    /// - Parameter planned: the items that are planned to go; nil where decisions do not cover what goes.
    private static func content(
        of ids: Set<ItemID>, contents: ReleaseContents, items: [ItemID: Item], goes planned: Set<ItemID>?
    ) -> [ItemID: [ObjectID]] {
        var own: [ItemID: Set<ObjectID>] = [:]
        for id in ids {
            let coming = contents.commitsByItem[id] ?? []
            let goes = planned.map { !coming.isEmpty || $0.contains(id) } ?? false
            own[id] = Set(coming + (goes ? contents.goingByItem[id] ?? [] : []))
        }
        var result = own
        for id in ids {
            guard let rfc = items[id]?.rfc, result[rfc] != nil else { continue }
            result[rfc]?.formUnion(own[id] ?? [])
        }
        return result.mapValues { $0.sorted() }
    }
}
