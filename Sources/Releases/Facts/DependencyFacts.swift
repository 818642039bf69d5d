package import Changes
import Git
package import Ledger

/// What the planned items say that they depend on, and where that is.
package struct DependencyFacts: Sendable {
    package enum Place: Hashable, Sendable {
        /// Planned in the same release.
        case here
        /// In a release that was tagged, and whose commits this one has.
        case earlier(Version)
        /// A release before has it, or the plan names it, but the release does without it: it goes, or was taken back.
        case leaving
        /// In the plans of other releases that are not tagged, or not part of this one's history. Sorted.
        case elsewhere([Version])
        case nowhere
    }

    package struct Dependency: Hashable, Sendable {
        package let item: ItemID
        package let on: ItemID
        package let place: Place

        package init(item: ItemID, on: ItemID, place: Place) {
            self.item = item
            self.on = on
            self.place = place
        }
    }

    /// Sorted by item, then by what it depends on.
    package let dependencies: [Dependency]
    /// Items that depend on each other, each circle once, beginning with its lowest item.
    package let cycles: [[ItemID]]

    package init(_ dependencies: [Dependency] = [], cycles: [[ItemID]] = []) {
        self.dependencies = dependencies
        self.cycles = cycles
    }
}

extension FactsGatherer {
    func dependencyFacts(
        _ plan: ReleasePlan?, on items: ItemFacts, _ vouching: Vouching, _ plans: [ReleasePlan], _ gated: GatedTags,
        in range: RangeFacts
    ) throws -> DependencyFacts {
        let edges = items.planned.flatMap { item in
            let known = items[item]
            let dependencies = vouching.isLacking(for: item) ? known?.dependenciesEver : known?.dependencies
            return (dependencies ?? []).map { (item: item, on: $0) }
        }
        guard !edges.isEmpty else { return DependencyFacts() }
        let leaving = try leaving(range.contents, plan, items)
        var places: [ItemID: DependencyFacts.Place] = [:]
        for id in Set(edges.map(\.on)) {
            let place = try place(of: id, plan, items, plans, gated, candidate: range.scope.candidate)
            places[id] = place.isHad && leaving.contains(id) ? .leaving : place
        }
        let dependencies = edges.map {
            DependencyFacts.Dependency(item: $0.item, on: $0.on, place: places[$0.on] ?? .nowhere)
        }
        let graph = try dependencyGraph(from: items.planned, known: items)
        return DependencyFacts(dependencies, cycles: DirectedGraph(graph).cycles)
    }

    /// The items of which something goes that no item of the release brings otherwise, and those that the release takes back, with
    /// the RfCs that they carry out.
    private func leaving(
        _ contents: ReleaseContents, _ plan: ReleasePlan?, _ items: ItemFacts
    ) throws -> Set<ItemID> {
        let goes = contents.fates.goes.map(\.commit).filter { linked in
            !linked.isExemptByHand && !linked.items.contains { contents.brings($0, by: plan) }
        }
        let own = Set(goes.flatMap(\.items) + contents.removed.map(\.item))
            .filter { !contents.brings($0, by: plan) }
            .union(plan?.removed ?? [])
        return try own.reduce(into: own) { result, item in
            let rfcs = try (items[item] ?? ledger.item(item))?.rfcs ?? []
            result.formUnion(rfcs.compactMap(\.self))
        }
    }

    private func place(
        of item: ItemID, _ own: ReleasePlan?, _ items: ItemFacts, _ plans: [ReleasePlan], _ gated: GatedTags,
        candidate: ObjectID
    ) throws -> DependencyFacts.Place {
        // An item without commits that needs none is here by its plan alone.
        if let own, own.items.contains(item) { return .here }
        let others = plans.filter { $0.version != own?.version }
        var wasTakenBack = false
        for plan in others.reversed() {
            guard
                let manifest = plan.manifests.first(where: {
                    gated.manifests[$0.tag] == $0 && $0.items.contains(item)
                })
            else { continue }
            let tagged = manifest.candidate
            guard try repository.contains(tagged) && repository.isAncestor(tagged, of: candidate) else { continue }
            if try !isTakenBack(item, in: manifest, candidate) { return .earlier(plan.version) }
            wasTakenBack = true
        }
        if wasTakenBack { return .leaving }
        let versions = others.filter { $0.items.contains(item) }.map(\.version).sorted()
        return versions.isEmpty ? .nowhere : .elsewhere(versions)
    }

    /// Whether a commit has nothing left of what a release brought for an item, as a later one took it back.
    private func isTakenBack(
        _ item: ItemID, in manifest: RecordedManifest, _ candidate: ObjectID
    ) throws -> Bool {
        let own = Set([item] + (try ledger.items().filter { $0.rfc == item }.map(\.id)))
        let commits = try manifest.commits.filter { !own.isDisjoint(with: $0.items.map(\.item)) }.map {
            try repository.commit($0.commit)
        }
        let tree = try repository.commit(candidate).tree
        let changes = try commits.filter { !$0.isMerge }.map { commit in
            try repository.changes(from: commit.parents.first.map { try repository.commit($0).tree }, to: commit.tree)
        }.filter { !$0.isEmpty }
        return try !changes.isEmpty && changes.allSatisfy { try repository.presence(of: $0, in: tree) == .absent }
    }

    /// What depends on what, as far as it can be reached from the planned items.
    private func dependencyGraph(from planned: [ItemID], known: ItemFacts) throws -> [ItemID: [ItemID]] {
        var (graph, waiting): ([ItemID: [ItemID]], [ItemID]) = ([:], planned)
        while let id = waiting.popLast() {
            guard graph[id] == nil else { continue }
            let dependencies = try (known[id] ?? ledger.item(id))?.dependencies ?? []
            graph[id] = dependencies
            waiting += dependencies
        }
        return graph
    }
}

extension DependencyFacts.Place {
    /// Whether this release has the item, as far as plans and tags say.
    fileprivate var isHad: Bool {
        switch self {
        case .here, .earlier: true
        case .leaving, .elsewhere, .nowhere: false
        }
    }
}

extension ReleaseContents {
    /// Whether the plan has an item of which commits come, and that is not to go.
    fileprivate func brings(_ item: ItemID, by plan: ReleasePlan?) -> Bool {
        plan?.items.contains(item) == true && plan?.removed.contains(item) == false
            && commitsByItem[item]?.isEmpty == false
    }
}
