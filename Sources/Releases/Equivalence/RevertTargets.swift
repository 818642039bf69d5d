import Changes
import Git

/// A commit that a message says to take back.
struct RevertTarget {
    let commit: LinkedCommit
    /// For a merge the parent whose state comes back.
    let mainline: ObjectID?
    let isInRange: Bool
    /// Whether no ID names it, nor a quoted subject of the range: then the files have to bear it out.
    var isHint = false
}

/// Finds the commits that the messages of a range say to take back.
struct RevertTargets {
    private let graph: RangeGraph
    private let source: HistorySource
    private var repository: Repository { source.repository }
    private let linker: CommitLinker
    /// The names of the commits that those of the range were picked from, sorted.
    private let origins: [(name: String, position: Int)]
    private let bySubject: [[UInt8]: [Int]]
    /// All commits of the range by what people may call them.
    private lazy var byText = Dictionary(
        grouping: graph.commits.indices.flatMap { position in
            TargetTexts(of: graph.commits[position].read).all.map { (text: $0, position: position) }
        }
    ) { $0.text }
    private let bases: [ObjectID]
    private lazy var earlier = EarlierTargets(
        of: graph.commits.map(\.read), from: bases, repository, linker.messages)

    /// - Parameter bases: from where earlier commits are searched for by what messages call them; none to search for none.
    init(_ graph: RangeGraph, _ source: HistorySource, _ linker: CommitLinker, earlierFrom bases: [ObjectID]) {
        self.bases = bases
        self.graph = graph
        self.source = source
        self.linker = linker
        let positions = graph.commits.indices.filter { !graph.commits[$0].commit.isMerge }
        origins = positions.flatMap { position in
            graph.commits[position].reading.relations.pickedFrom.map { ($0.description, position) }
        }.sorted { $0 < $1 }
        bySubject = Dictionary(grouping: positions) { graph.commits[$0].reading.plainSubject }
    }

    /// The commits that a commit says to take back by their IDs, among those before it.
    ///
    /// - Parameter isDead: whether a commit was taken back by something else, so that another one is meant.
    func named(
        by revert: LinkedCommit, at position: Int, besides isDead: (LinkedCommit) -> Bool
    ) throws -> [RevertTarget] {
        try revert.reading.relations.reverts.flatMap { try targets(of: $0, at: position, besides: isDead) }
    }

    /// A commit of the range, or an earlier one.
    func target(_ id: ObjectID) throws -> [RevertTarget] {
        if let place = graph.positions[id] {
            let linked = graph.commits[place]
            let mainline = linked.commit.isMerge ? linked.commit.parents.first : nil
            return [RevertTarget(commit: linked, mainline: mainline, isInRange: true)]
        }
        return try earlierTarget(repository.commit(id), isHint: false)
    }

    private func earlierTarget(_ commit: Commit, isHint: Bool) throws -> [RevertTarget] {
        try linker.link([commit]).map {
            RevertTarget(
                commit: $0, mainline: commit.isMerge ? commit.parents.first : nil, isInRange: false, isHint: isHint)
        }
    }

    /// The commit that a commit says to take back by its subject, or by the number under which a host merged it.
    mutating func meant(
        by revert: LinkedCommit, at position: Int, besides isDead: (LinkedCommit) -> Bool
    ) throws -> [RevertTarget] {
        let relations = revert.reading.relations
        guard relations.pointsBySubject else { return [] }
        if let subject = relations.revertedSubject {
            let found = first(of: bySubject[plainSubject(of: subject)] ?? [], before: position, besides: isDead)
            guard found.isEmpty else { return found }
        }
        let texts = RevertedTexts(of: relations, linker.messages).all
        let places = Set(texts.flatMap { byText[$0] ?? [] }.map(\.position)).sorted()
        if let place = places.first(where: { $0 > position && !isDead(graph.commits[$0]) }) {
            return try target(graph.commits[place].commit.id).map { $0.asHint }
        }
        return try earlier.commit(meantBy: texts).map { try earlierTarget($0, isHint: true) } ?? []
    }

    /// The commits that a message names; or, on another line of releases, the one here that carries the change.
    private func targets(
        of claim: CommitRelations.Revert, at position: Int, besides isDead: (LinkedCommit) -> Bool
    ) throws -> [RevertTarget] {
        if let place = claim.commit.id.flatMap({ graph.positions[$0] }) {
            return place > position ? [inRange(place, claim)] : []
        }
        let named = try repository.commits(named: claim.commit)
        let places = named.compactMap { graph.positions[$0.id] }
        guard places.isEmpty else { return places.filter { $0 > position }.map { inRange($0, claim) } }
        let picked = first(of: pickedFrom(claim.commit), before: position, besides: isDead)
        guard picked.isEmpty else { return picked }
        return try named.flatMap { commit in
            let same = first(of: positions(like: commit), before: position, besides: isDead)
            guard same.isEmpty else { return same }
            guard try source.isAncestor(commit.id, of: graph.commits[position].commit.id) else { return [] }
            return try linker.link([commit]).map {
                RevertTarget(commit: $0, mainline: mainline(of: commit, claim), isInRange: false)
            }
        }
    }

    private func inRange(_ position: Int, _ claim: CommitRelations.Revert) -> RevertTarget {
        let linked = graph.commits[position]
        return RevertTarget(commit: linked, mainline: mainline(of: linked.commit, claim), isInRange: true)
    }

    /// For a merge the parent that comes back: the one that the message names, or else the first.
    private func mainline(of commit: Commit, _ claim: CommitRelations.Revert) -> ObjectID? {
        guard commit.isMerge else { return nil }
        return commit.parents.first { claim.mainline?.names($0) ?? true } ?? commit.parents.first
    }

    private func pickedFrom(_ origin: CommitName) -> [Int] {
        var (low, high) = (0, origins.count)
        while low < high {
            let middle = (low + high) / 2
            if origins[middle].name < origin.description { low = middle + 1 } else { high = middle }
        }
        return origins[low...].prefix { $0.name.hasPrefix(origin.description) }.map(\.position).sorted()
    }

    private func positions(like commit: Commit) -> [Int] {
        let subject = ReadCommit(commit, linker.messages).reading.plainSubject
        return (bySubject[subject] ?? []).filter { graph.commits[$0].commit.authorship == commit.authorship }
    }

    /// - Parameter positions: sorted.
    private func first(
        of positions: [Int], before position: Int, besides isDead: (LinkedCommit) -> Bool
    ) -> [RevertTarget] {
        let found = positions.first { $0 > position && !isDead(graph.commits[$0]) }
        return found.map { [RevertTarget(commit: graph.commits[$0], mainline: nil, isInRange: true)] } ?? []
    }

    /// The commits that a reverted merge had brought in.
    func brought(in target: RevertTarget) throws -> [LinkedCommit] {
        guard let mainline = target.mainline else { return [] }
        return try source.brought(by: target.commit.commit, to: mainline).flatMap { commit in
            if let place = graph.positions[commit.id] { return [graph.commits[place]] }
            return try linker.linkWithoutContents([ReadCommit(commit, linker.messages)])
        }
    }
}

extension RevertTarget {
    fileprivate var asHint: RevertTarget {
        var hint = self
        hint.isHint = true
        return hint
    }
}

extension HistorySource {
    /// The commits that a merge brought in: all that its other parents reach and the mainline does not.
    func brought(by merge: Commit, to mainline: ObjectID) throws -> [Commit] {
        let others = merge.parents.filter { $0 != mainline }
        let commits = try CommitRange.commits(of: others, without: [mainline], in: repository)
        let known = try reached(among: commits.map(\.id), from: [mainline])
        return commits.filter { !known.contains($0.id) }
    }
}
