import Changes
import Git
import Ledger

/// The items that change with a commit: its own, and for a revert those of what it takes back. Each commit is looked at
/// once, however many messages name it.
struct RevertItems {
    /// How far back files are followed for a commit that says nothing of what it takes back.
    private static let fewSteps = 500

    /// Anybody can name any number of commits, so what is found behind one of them has a bound.
    private static let mostItems = 100

    private let graph: RangeGraph
    private let source: HistorySource
    private var repository: Repository { source.repository }
    private let linker: CommitLinker
    private let patches: PatchBook
    private let evidence: CommitFates.Evidence
    private var known: [ObjectID: Effect] = [:]

    /// What a commit does in the end.
    private struct Effect {
        let items: [ItemID]
        /// Whether it takes back what another commit brought; false for the revert of a revert.
        let takesBack: Bool
    }

    init(
        _ graph: RangeGraph, _ source: HistorySource, _ linker: CommitLinker, _ patches: PatchBook,
        _ evidence: CommitFates.Evidence
    ) {
        self.graph = graph
        self.source = source
        self.linker = linker
        self.patches = patches
        self.evidence = evidence
    }

    /// Sorted.
    mutating func items(of commit: LinkedCommit) throws -> [ItemID] { try effect(of: commit).items }

    /// Whether a commit takes back what another one brought, so that its own revert brings that again.
    mutating func takesBack(_ commit: LinkedCommit) throws -> Bool { try effect(of: commit).takesBack }

    /// What commits take back that come back themselves: it goes with them, or is brought again.
    mutating func reversals(by returned: [LinkedCommit]) throws -> [Reversal] {
        try returned.filter { !$0.commit.isMerge }.flatMap { revert in
            try targets(of: revert).map { target in
                Reversal(
                    revert: revert.commit.id, target: target.commit.id, subject: target.reading.subject,
                    items: try items(of: target), isInRange: false,
                    isRestoring: try takesBack(target), isExact: false, isPartial: false, isFelt: true, isApart: false)
            }
        }
    }

    /// The names form no circle: a commit is named by a hash of its message, and what files show came before.
    private mutating func effect(of commit: LinkedCommit) throws -> Effect {
        var path = [(commit: commit, targets: try targets(of: commit))]
        while let (next, targets) = path.last {
            if known[next.commit.id] == nil, let open = targets.first(where: { known[$0.commit.id] == nil }) {
                path.append((open, try self.targets(of: open)))
                continue
            }
            path.removeLast()
            guard known[next.commit.id] == nil else { continue }
            let effects = targets.compactMap { known[$0.commit.id] }
            let others = effects.flatMap(\.items).prefix(Self.mostItems)
            known[next.commit.id] = Effect(
                items: others.isEmpty ? next.items : Set(next.items + others).sorted(),
                takesBack: effects.isEmpty ? next.reading.relations.isRevert : effects.contains { !$0.takesBack })
        }
        return known[commit.commit.id] ?? Effect(items: commit.items, takesBack: false)
    }

    /// What a commit takes back: by the IDs in its message, with all that a merge brought, or else as its files show.
    private func targets(of commit: LinkedCommit) throws -> [LinkedCommit] {
        guard known[commit.commit.id] == nil else { return [] }
        let claims = commit.reading.relations.reverts.unique { $0.commit }
        let named = try claims.flatMap { try targets(of: $0) }
        guard named.isEmpty, isAsked(commit), let parent = commit.commit.parents.first,
            var search = try ReversalSearch(
                of: patches.changes(of: commit.commit), in: repository,
                steps: commit.reading.relations.pointsBySubject ? ReversalSearch.mostSteps : Self.fewSteps)
        else { return named }
        try search.search(from: parent) { try patches.isExactReversal(commit.commit, of: $0) }
        return try search.reversals.first.flatMap { try self.commit($0.id) }.map { [$0] } ?? []
    }

    private func targets(of claim: CommitRelations.Revert) throws -> [LinkedCommit] {
        guard let target = try claim.commit.id.flatMap({ try commit($0) }) else { return [] }
        let mainline = target.commit.parents.first { claim.mainline?.names($0) ?? true }
        guard target.commit.isMerge, let mainline else { return [target] }
        return try [target] + source.brought(by: target.commit, to: mainline).compactMap { try commit($0.id) }
    }

    /// Whether files are asked what a commit takes back: where it says that it does, and for people also where it says nothing.
    private func isAsked(_ commit: LinkedCommit) -> Bool {
        commit.reading.relations.pointsBySubject || evidence.tellsEquivalents && commit.items.isEmpty
    }

    /// Nil for what is not here.
    private func commit(_ id: ObjectID) throws -> LinkedCommit? {
        if let place = graph.positions[id] { return graph.commits[place] }
        guard let name = CommitName(leading: Array(id.description.utf8)[...]) else { return nil }
        return try linker.linkWithoutContents(
            repository.commits(named: name).map { ReadCommit($0, linker.messages) }
        ).first
    }
}
