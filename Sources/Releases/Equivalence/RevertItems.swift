import Changes
import Git
import Ledger

/// The items that change with a commit: its own, and for a revert those of what it takes back. Each commit is looked at
/// once, however many messages name it.
struct RevertItems {
    /// Anybody can name any number of commits, so what is found behind one of them has a bound.
    private static let mostItems = 100

    private let graph: RangeGraph
    private let repository: Repository
    private let linker: CommitLinker
    private var known: [ObjectID: [ItemID]] = [:]

    init(_ graph: RangeGraph, _ repository: Repository, _ linker: CommitLinker) {
        self.graph = graph
        self.repository = repository
        self.linker = linker
    }

    /// Sorted. The names form no circle: a commit is named by a hash of its message.
    mutating func items(of commit: LinkedCommit) throws -> [ItemID] {
        var path = [(commit: commit, targets: try targets(of: commit))]
        while let (next, targets) = path.last {
            if known[next.commit.id] == nil, let open = targets.first(where: { known[$0.commit.id] == nil }) {
                path.append((open, try self.targets(of: open)))
                continue
            }
            path.removeLast()
            guard known[next.commit.id] == nil else { continue }
            let others = targets.flatMap { known[$0.commit.id] ?? [] }.prefix(Self.mostItems)
            known[next.commit.id] = others.isEmpty ? next.items : Set(next.items + others).sorted()
        }
        return known[commit.commit.id] ?? []
    }

    private func targets(of commit: LinkedCommit) throws -> [LinkedCommit] {
        guard known[commit.commit.id] == nil else { return [] }
        return try commit.reading.relations.reverts.compactMap(\.commit.id).unique { $0 }.compactMap { id in
            if let place = graph.positions[id] { return graph.commits[place] }
            guard let name = CommitName(leading: Array(id.description.utf8)[...]) else { return nil }
            return try linker.linkWithoutContents(
                repository.commits(named: name).map { ReadCommit($0, linker.messages) }
            ).first
        }
    }
}
