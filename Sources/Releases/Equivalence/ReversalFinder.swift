import Changes
import Git
import Ledger

/// Finds what the commits of a range take back: what their messages name, and what they take back exactly without a word.
///
/// The latest commits come first, so that a revert which was reverted itself takes nothing back: its target lives. For
/// decisions a revert counts as reverted only where the changes show it.
struct ReversalFinder {
    private let source: HistorySource
    private var repository: Repository { source.repository }
    private let patches: PatchBook
    private let evidence: CommitFates.Evidence
    /// The tree at the end of the range.
    private let tree: ObjectID
    private let bases: [ObjectID]
    private let graph: RangeGraph
    private let silent: SilentReversals.Found
    private var targets: RevertTargets
    private var items: RevertItems
    private var pairs: CancelledPairs
    private var steps = RangeGraph.mostSteps
    /// Whether the base reaches nothing of the range, which it can only where dates lie.
    private let isApartFromBases: Bool
    private var reversals: [Reversal] = []
    /// Where the reversals by a commit of a commit begin and end, to be completed when the two are cancelled later.
    private var places: [[Int]: Range<Int>] = [:]
    private var dead: Set<ObjectID> = []

    /// - Parameter silent: those without a word.
    static func reversals(
        among commits: [LinkedCommit], silent: SilentReversals.Found = .none, upTo end: ObjectID,
        without bases: [ObjectID], in source: HistorySource,
        by linker: CommitLinker, patches: PatchBook, evidence: CommitFates.Evidence
    ) throws -> [Reversal] {
        let reverts = commits.indices.filter { position in
            let relations = commits[position].reading.relations
            return relations.isRevert || !relations.hints.isEmpty || silent.targets[commits[position].commit.id] != nil
        }
        guard !reverts.isEmpty else { return [] }
        let tree = try source.repository.commit(end).tree
        var finder = try ReversalFinder(commits, silent, tree, bases, source, linker, patches, evidence)
        for position in reverts { try finder.take(position) }
        return finder.reversals
    }

    private init(
        _ commits: [LinkedCommit], _ silent: SilentReversals.Found, _ tree: ObjectID, _ bases: [ObjectID],
        _ source: HistorySource,
        _ linker: CommitLinker, _ patches: PatchBook, _ evidence: CommitFates.Evidence
    ) throws {
        self.silent = silent
        self.tree = tree
        self.bases = bases
        self.source = source
        self.patches = patches
        self.evidence = evidence
        graph = RangeGraph(commits)
        targets = RevertTargets(graph, source, linker, earlierFrom: evidence.tellsEquivalents ? bases : [])
        items = RevertItems(graph, source, linker, patches, evidence)
        pairs = CancelledPairs(graph, source.repository, patches)
        isApartFromBases = try source.reached(among: graph.lowest, from: bases).isEmpty
    }

    private mutating func take(_ position: Int) throws {
        let revert = graph.commits[position]
        guard !dead.contains(revert.commit.id) else { return }
        let isDead = { [dead] (linked: LinkedCommit) in dead.contains(linked.commit.id) }
        var found = try targets.named(by: revert, at: position, besides: isDead)
        // What the files show comes first, unless the message names another commit of the range.
        if let target = silent.targets[revert.commit.id], !found.contains(where: { $0.isInRange && !isDead($0.commit) })
        {
            found = try targets.target(target)
        }
        if found.isEmpty { found = try targets.meant(by: revert, at: position, besides: isDead) }
        for target in found where !dead.contains(target.commit.commit.id) { try take(target, at: position) }
    }

    private mutating func take(_ target: RevertTarget, at position: Int) throws {
        let revert = graph.commits[position]
        let brought = try targets.brought(in: target)
        let counted = target.isInRange ? brought.filter { graph.positions[$0.commit.id] != nil } : brought
        let whole = [target.commit] + counted
        let isInRange = try target.isInRange && isApart(whole)
        let place = graph.positions[target.commit.commit.id]
        let isExact =
            try patches.isExactReversal(revert.commit, of: target.commit.commit, mainline: target.mainline)
            && isAncestor(target.commit.commit, at: place, of: revert.commit, at: position)
        let effect = try isExact ? .whole : effect(of: revert.commit, on: target)
        guard effect != .none else { return }
        let isPartial = isInRange && effect == .part
        let felt = try isInRange ? [] : Set(whole.filter(isFelt).map(\.commit.id))
        let start = reversals.count
        for taken in whole {
            let reversal = Reversal(
                revert: revert.commit.id, target: taken.commit.id, subject: taken.reading.subject,
                items: try items.items(of: taken),
                isInRange: isInRange, isRestoring: try items.takesBack(taken), isExact: isExact,
                isPartial: isPartial, isFelt: felt.contains(taken.commit.id), isApart: false)
            reversals.append(reversal)
        }
        guard isInRange, let place else { return }
        places[[place, position]] = start..<reversals.count
        if evidence.believesMessages {
            if !isPartial { dead.formUnion(whole.map(\.commit.id)) }
            return
        }
        // A merge that brought commits of the base as well changes what later merges are made from.
        if isExact, counted.count == brought.count {
            try cancel(target, counted.map(\.commit.id), at: place, by: position)
        }
    }

    private enum Effect { case whole, part, none }

    /// What a revert that is not exact takes back of its target. A hint counts only as far as the end of the range bears it out.
    private func effect(of revert: Commit, on target: RevertTarget) throws -> Effect {
        let changes = try patches.changes(madeBy: target.commit.commit, onto: target.mainline)
        let paths = Set(changes.map(\.path))
        let touches = try patches.changes(madeBy: revert, onto: revert.parents.first).contains {
            paths.contains($0.path)
        }
        let isGone = try !touches || repository.presence(of: changes, in: tree) == .absent
        if target.isHint { return touches && isGone ? .whole : .none }
        return isGone ? .whole : .part
    }

    /// Whether the base has what a commit did that it contains, and the end of the range has not.
    private func isFelt(_ target: LinkedCommit) throws -> Bool {
        let changes = try patches.changes(madeBy: target.commit, onto: target.commit.parents.first)
        guard try repository.presence(of: changes, in: tree) != .present else { return false }
        return try bases.allSatisfy { try repository.presence(of: changes, in: repository.commit($0).tree) != .absent }
    }

    /// The range may hold too much where dates lie.
    private func isApart(_ commits: [LinkedCommit]) throws -> Bool {
        if isApartFromBases { return true }
        return try source.reached(among: commits.map(\.commit.id), from: bases).isEmpty
    }

    /// On a side branch, where the target is not, the same files may have come to be so by something else.
    private mutating func isAncestor(_ target: Commit, at place: Int?, of revert: Commit, at position: Int) throws
        -> Bool
    {
        guard let place else { return try source.isAncestor(target.id, of: revert.id) }
        return graph.span(from: place, to: position, steps: &steps) != nil
    }

    private mutating func cancel(
        _ target: RevertTarget, _ brought: [ObjectID], at place: Int, by position: Int
    ) throws {
        let positions = brought.compactMap { graph.positions[$0] }
        let changes = try patches.changes(madeBy: target.commit.commit, onto: target.mainline)
        let pair = CancelledPairs.Pair(target: place, brought: positions, revert: position, changes: changes)
        for pair in try pairs.cancel(pair) {
            for place in places[[pair.target, pair.revert]] ?? 0..<0 { reversals[place].isApart = true }
            dead.formUnion(([pair.target] + pair.brought).map { graph.commits[$0].commit.id })
        }
    }
}
