package import Changes
package import Ledger

/// How releases that are planned and not tagged hang together: by what their items depend on, and by the configuration items
/// that several of them touch.
package struct ReleaseDependencies: Sendable {
    /// An item that needs another one, which is in another open release.
    package struct Need: Hashable, Sendable {
        package let release: Version
        package let item: ItemID
        package let on: ItemID
        /// The open releases that plan it; empty where it is missing everywhere.
        package let among: [Version]
    }

    package struct Shared: Hashable, Sendable {
        package let configurationItem: String
        /// Lowest version first.
        package let releases: [Version]
    }

    /// Lowest version first.
    package let releases: [Version]
    package let needs: [Need]
    package let shared: [Shared]
    /// The order in which they can be deployed: each after those that it needs, of others the lowest version first.
    package let order: [Version]
    /// Releases that need each other, so that there is no such order.
    package let cycles: [[Version]]
    /// Items that depend on each other.
    package let itemCycles: [[ItemID]]

    package var missing: [Need] { needs.filter(\.among.isEmpty) }

    /// Whether nothing stands in the way of deploying them in that order.
    package var isSound: Bool { missing.isEmpty && cycles.isEmpty && itemCycles.isEmpty }

    /// - Parameters:
    ///   - facts: of all open releases.
    ///   - touched: the configuration items that each of them changes.
    ///   - only: look at this release, and at what it needs or shares.
    package init(_ facts: [GateFacts], touched: [Version: Set<String>], only: Version? = nil) {
        let open = facts.map(\.version).sorted()
        let all = facts.sorted { $0.version < $1.version }.flatMap { Self.needs(of: $0, among: open) }
        let graph = Dictionary(grouping: all, by: \.release).mapValues { $0.flatMap(\.among) }
        let edges = open.reduce(into: [Version: [Version]]()) { $0[$1] = graph[$1] ?? [] }
        let relevant = only.map { Self.reachable(from: $0, edges) }
        needs = all.filter { relevant?.contains($0.release) ?? true }
        let shared = Self.shared(touched).filter { only.map($0.releases.contains) ?? true }
        let releases = open.filter { version in
            relevant?.contains(version) ?? true || shared.contains { $0.releases.contains(version) }
        }
        (self.shared, self.releases) = (shared, releases)
        let directed = DirectedGraph(edges.filter { relevant?.contains($0.key) ?? true })
        order = directed.order.filter(releases.contains)
        cycles = directed.cycles
        itemCycles = facts.flatMap(\.dependencies.cycles).unique(by: \.self).sorted { $0[0] < $1[0] }
    }

    private static func needs(of facts: GateFacts, among open: [Version]) -> [Need] {
        facts.dependencies.dependencies.compactMap { dependency in
            let among: [Version]
            switch dependency.place {
            case .here, .earlier: return nil
            case .elsewhere(let versions): among = versions.filter(open.contains)
            case .nowhere, .leaving: among = []
            }
            return Need(release: facts.version, item: dependency.item, on: dependency.on, among: among)
        }
    }

    private static func shared(_ touched: [Version: Set<String>]) -> [Shared] {
        Set(touched.values.joined()).sorted().compactMap { name in
            let releases = touched.filter { $0.value.contains(name) }.keys.sorted()
            return releases.count > 1 ? Shared(configurationItem: name, releases: releases) : nil
        }
    }

    private static func reachable(from start: Version, _ edges: [Version: [Version]]) -> Set<Version> {
        var (found, waiting): (Set<Version>, [Version]) = ([], [start])
        while let version = waiting.popLast() {
            guard found.insert(version).inserted else { continue }
            waiting += edges[version] ?? []
        }
        return found
    }
}
