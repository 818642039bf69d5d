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
        candidate: ObjectID
    ) throws -> DependencyFacts {
        let edges = items.planned.flatMap { item in
            let known = items[item]
            let dependencies = vouching.isLacking(for: item) ? known?.dependenciesEver : known?.dependencies
            return (dependencies ?? []).map { (item: item, on: $0) }
        }
        guard !edges.isEmpty else { return DependencyFacts() }
        var places: [ItemID: DependencyFacts.Place] = [:]
        for id in Set(edges.map(\.on)) {
            places[id] =
                plan?.items.contains(id) == true
                ? .here : try place(of: id, plans, gated, besides: plan, candidate: candidate)
        }
        let dependencies = edges.map {
            DependencyFacts.Dependency(item: $0.item, on: $0.on, place: places[$0.on] ?? .nowhere)
        }
        let graph = try dependencyGraph(from: items.planned, known: items)
        return DependencyFacts(dependencies, cycles: DirectedGraph(graph).cycles)
    }

    private func place(
        of item: ItemID, _ plans: [ReleasePlan], _ gated: GatedTags, besides own: ReleasePlan?, candidate: ObjectID
    ) throws -> DependencyFacts.Place {
        let others = plans.filter { $0.version != own?.version }
        for plan in others.reversed() {
            guard
                let manifest = plan.manifests.first(where: {
                    gated.manifests[$0.tag] == $0 && $0.items.contains(item)
                })
            else { continue }
            let tagged = manifest.candidate
            if try repository.contains(tagged) && repository.isAncestor(tagged, of: candidate) {
                return .earlier(plan.version)
            }
        }
        let versions = others.filter { $0.items.contains(item) }.map(\.version).sorted()
        return versions.isEmpty ? .nowhere : .elsewhere(versions)
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
