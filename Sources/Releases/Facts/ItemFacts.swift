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
    /// Those commits of the content that go.
    private let leaving: [ItemID: Set<ObjectID>]
    /// Those with some content beyond doubt.
    private let certain: Set<ItemID>
    /// Commits of planned items that are on some branch, but neither in the candidate nor in the base.
    package let outside: OutsideCommits

    /// - Parameter certain: the items with some content beyond doubt; nil for all that have any.
    package init(
        planned: [ItemID], known: [ItemID: Item], content: [ItemID: [ObjectID]],
        leaving: [ItemID: Set<ObjectID>] = [:], certain: Set<ItemID>? = nil, outside: OutsideCommits = .none
    ) {
        self.leaving = leaving
        self.planned = planned
        self.known = known
        self.content = content
        self.certain = certain ?? Set(content.filter { !$0.value.isEmpty }.keys)
        self.outside = outside
    }

    /// What the ledger knows of an item; nil for nothing.
    package subscript(item: ItemID) -> Item? { known[item] }

    /// Empty for an item without commits.
    package func content(of item: ItemID) -> [ObjectID] { content[item] ?? [] }

    /// The patches that decisions about an item are recorded with: those of what goes stand for its loss.
    package func patches(of item: ItemID, _ patches: [ObjectID: ObjectID]) throws -> [ObjectID: ObjectID] {
        try (leaving[item] ?? []).reduce(into: patches) { $0[$1] = try SignOffContent.loss(of: $1) }
    }

    /// Whether an item has commits, whatever a doubtful record says of them.
    package func hasCommits(_ item: ItemID) -> Bool { certain.contains(item) }
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
            planned: planned.sorted(), known: known, in: contents,
            goes: policy.recordsGoing ? plan?.removed ?? [] : nil,
            outside: range.scope.tag == nil
                ? try outside(planned, scope: range.scope, contents: contents, tags: tags) : .none)
    }
}

extension ItemFacts {
    /// - Parameters:
    ///   - known: what the ledger knows of the items that are planned or linked.
    ///   - toGo: the items that are planned to go; nil where decisions do not cover what goes.
    package init(
        planned: [ItemID], known: [ItemID: Item], in contents: ReleaseContents, goes toGo: Set<ItemID>? = nil,
        outside: OutsideCommits = .none
    ) {
        let content = Self.content(of: Set(planned).union(contents.items), in: contents, known, goes: toGo)
        self.init(
            planned: planned, known: known, content: content.mapValues { $0.sorted() },
            leaving: toGo == nil ? [:] : Self.leaving(content, contents),
            certain: Self.certain(in: contents, known).union(
                toGo.map { $0.filter { contents.goingByItem[$0] != nil } } ?? []),
            outside: outside)
    }

    /// What a doubtful record takes from an item, or gives it, is part of what people decide about.
    private static func content(
        of ids: Set<ItemID>, in contents: ReleaseContents, _ items: [ItemID: Item], goes toGo: Set<ItemID>?
    ) -> [ItemID: Set<ObjectID>] {
        var own: [ItemID: Set<ObjectID>] = [:]
        for id in ids {
            let coming = contents.commitsByItem[id] ?? []
            let goes = toGo.map { !coming.isEmpty || $0.contains(id) } ?? false
            own[id] = Set(coming + (goes ? contents.goingByItem[id] ?? [] : []))
        }
        var result = own
        for id in ids {
            for rfc in items[id]?.rfcs.compactMap(\.self) ?? [] { result[rfc]?.formUnion(own[id] ?? []) }
        }
        return result
    }

    private static func leaving(
        _ content: [ItemID: Set<ObjectID>], _ contents: ReleaseContents
    ) -> [ItemID: Set<ObjectID>] {
        let goes = Set(contents.fates.goes.map(\.commit.commit.id))
        return goes.isEmpty ? [:] : content.mapValues(goes.intersection).filter { !$0.value.isEmpty }
    }

    private static func certain(in contents: ReleaseContents, _ items: [ItemID: Item]) -> Set<ItemID> {
        let live = contents.commits.filter { !contents.gone.contains($0.commit.id) }
        let linked = Set(live.flatMap(\.certainItems))
        let rfcs = linked.compactMap { items[$0].flatMap { $0.rfcs.count == 1 ? $0.rfc : nil } }
        return linked.union(rfcs)
    }
}
