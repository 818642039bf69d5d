package import Changes
package import Git
package import Ledger

/// What is in a release, or in any range: its commits, children before parents, with the items that they belong to. Last
/// come those that the base contains too, but took back.
///
/// Commits that are in the range and change nothing in the end are gone: those that were taken back, those that took
/// them back, and those whose change an earlier release has.
package struct ReleaseContents: Sendable {
    package let commits: [LinkedCommit]
    package let fates: CommitFates
    /// Commits of the range whose files no component owns; none in a repository without components.
    package let unowned: [LinkedCommit]
    /// The commits that are gone.
    package let gone: Set<ObjectID>
    /// The live commits of each item, in the order of `commits`.
    package let commitsByItem: [ItemID: [ObjectID]]
    /// The commits of the base that go, of each item, children before parents.
    package let goingByItem: [ItemID: [ObjectID]]
    private let positions: [ObjectID: Int]
    private let going: [ObjectID: LinkedCommit]

    package init(
        _ range: [LinkedCommit], fates: CommitFates = .none, evidence: CommitFates.Evidence = .claims,
        unowned: [LinkedCommit] = []
    ) {
        self.unowned = unowned
        // Where dates lie, the range may hold them as well.
        let returned = Set(fates.returns.map(\.commit.commit.id))
        let commits =
            returned.isEmpty
            ? range : range.filter { !returned.contains($0.commit.id) } + fates.returns.map(\.commit)
        self.commits = commits
        self.fates = fates
        let positions = Dictionary(commits.enumerated().map { ($1.commit.id, $0) }) { first, _ in first }
        self.positions = positions
        let gone = fates.gone(evidence) { positions[$0].map { commits[$0].items } ?? [] }
        self.gone = gone
        var byItem: [ItemID: [ObjectID]] = [:]
        for commit in commits where gone.isEmpty || !gone.contains(commit.commit.id) {
            for item in commit.items { byItem[item, default: []].append(commit.commit.id) }
        }
        commitsByItem = byItem
        going = Dictionary(fates.goes.map { ($0.commit.commit.id, $0.commit) }) { first, _ in first }
        goingByItem = fates.goes.reduce(into: [:]) { result, going in
            for item in going.commit.items { result[item, default: []].append(going.commit.commit.id) }
        }
    }

    /// The items that have live commits, sorted by ID.
    package var items: [ItemID] { commitsByItem.keys.sorted() }
    package var unlinked: [LinkedCommit] { commits.filter { $0.isUnlinked && !gone.contains($0.commit.id) } }
    package var exempt: [LinkedCommit] { commits.filter { $0.exemption != nil && !gone.contains($0.commit.id) } }

    /// All commits about which people decide: those that are live, and those that go.
    package var deciding: [LinkedCommit] {
        commits.filter { !gone.contains($0.commit.id) } + fates.goes.map(\.commit)
    }

    /// A commit that comes, comes back or goes.
    package subscript(_ id: ObjectID) -> LinkedCommit? { positions[id].map { commits[$0] } ?? going[id] }

    /// The items of earlier releases that the range takes away, each with the reverts that do, sorted.
    package var removed: [(item: ItemID, reverts: [ObjectID])] { effects(isRestoring: false) }

    /// The items that an earlier release took away, and the range brings back by commits of its own.
    package var restored: [(item: ItemID, reverts: [ObjectID])] { effects(isRestoring: true) }

    private func effects(isRestoring: Bool) -> [(item: ItemID, reverts: [ObjectID])] {
        var found: [ItemID: [ObjectID]] = [:]
        for reversal in fates.reversals where reversal.isFelt && reversal.isRestoring == isRestoring {
            for item in reversal.items { found[item, default: []].append(reversal.revert) }
        }
        return found.mapValues { $0.unique { $0 } }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// The items of which everything in the range was taken back, as messages say, with the reverts.
    package var reverted: [ItemID: [ObjectID]] {
        let targets = Dictionary(grouping: fates.reversals.filter { $0.isInRange && !$0.isPartial }) { $0.target }
        guard !targets.isEmpty else { return [:] }
        var (reverts, living): ([ItemID: [ObjectID]], Set<ItemID>) = ([:], [])
        let withdrawn = fates.gone(.claims) { self[$0]?.items ?? [] }
        for linked in commits {
            for item in linked.items {
                if let reversals = targets[linked.commit.id] {
                    reverts[item, default: []] += reversals.map(\.revert)
                } else if !withdrawn.contains(linked.commit.id) {
                    living.insert(item)
                }
            }
        }
        return reverts.filter { !living.contains($0.key) }.mapValues { $0.unique { $0 } }
    }
}

extension ReleaseContents {
    /// The commits that would shut a gate: without an item, or of one that is not planned.
    fileprivate func doubtful(besides planned: Set<ItemID>) -> [LinkedCommit] {
        let settled = gone.union(fates.returns.map(\.commit.commit.id))
        return commits.filter { linked in
            linked.exemption == nil && !settled.contains(linked.commit.id)
                && (linked.isUnlinked || !planned.isSuperset(of: linked.items))
        }
    }

    /// Whether something goes or comes back that a manifest does not name.
    func hasMore(than manifest: RecordedManifest) -> Bool {
        let known = Set(manifest.commits.map(\.commit) + (manifest.goes ?? []))
        return !fates.unaccounted.isEmpty
            || !(fates.returns.map(\.commit) + fates.goes.map(\.commit)).allSatisfy { known.contains($0.commit.id) }
    }

    /// The same as when the release was frozen; see `CommitFates.frozen`.
    func frozen(by manifest: RecordedManifest, _ evidence: CommitFates.Evidence) -> ReleaseContents {
        let frozen = fates.frozen(by: manifest)
        let others = Set(fates.returns.map(\.commit.commit.id)).subtracting(frozen.returns.map(\.commit.commit.id))
        return ReleaseContents(
            commits.filter { !others.contains($0.commit.id) }, fates: frozen, evidence: evidence, unowned: unowned)
    }

    /// The same without some commits of the range and all that they reach.
    fileprivate func without(_ commits: Set<ObjectID>, _ evidence: CommitFates.Evidence) -> ReleaseContents {
        guard !commits.isEmpty else { return self }
        var outside = commits
        for linked in self.commits where outside.contains(linked.commit.id) { outside.formUnion(linked.commit.parents) }
        return ReleaseContents(
            self.commits.filter { !outside.contains($0.commit.id) }, fates: fates, evidence: evidence)
    }
}

extension CommitFates {
    /// What is gone on such evidence. A revert that belongs to an item of its own stays: it is that item's work.
    func gone(_ evidence: Evidence, items: (ObjectID) -> [ItemID]) -> Set<ObjectID> {
        var gone = released
        for reversal in reversals
        where reversal.isInRange && (evidence.believesMessages && !reversal.isPartial || reversal.isApart) {
            gone.insert(reversal.target)
            if items(reversal.revert).allSatisfy(reversal.items.contains) { gone.insert(reversal.revert) }
        }
        return gone
    }
}

extension ScopeFinder {
    /// Reads the commits of a release and links them.
    ///
    /// - Parameters:
    ///   - isRelease: whether a tag counts as a release, so that a change that it has may be released already.
    ///   - planned: the items of the plan, for a decision. Commits that would shut the gate are then looked at again: one that
    ///     the base reaches seems to be in the range only where dates lie. And only then Sluice looks for reversals that no
    ///     message names: it takes longer than all else, and where everything is planned nothing is shut by what they leave.
    package func contents(
        of scope: ReleaseScope, by linker: CommitLinker, evidence: CommitFates.Evidence = .claims,
        isRelease: (ReleaseTag) -> Bool = { _ in true }, planned: Set<ItemID>? = nil
    ) throws -> ReleaseContents {
        let whole = try wholeContents(
            of: scope, by: linker, evidence: evidence, isRelease: isRelease, planned: planned)
        let commits = ComponentCommits(repository, policy)
        guard let component = commits.component(of: scope.version) else { return whole }
        return try whole.part(of: component, by: commits, evidence)
    }

    /// The same, whatever component it belongs to.
    private func wholeContents(
        of scope: ReleaseScope, by linker: CommitLinker, evidence: CommitFates.Evidence,
        isRelease: (ReleaseTag) -> Bool, planned: Set<ItemID>?
    ) throws -> ReleaseContents {
        let isWanted = evidence.tellsEquivalents || policy.backports == .firstRelease
        let contents = try contents(
            of: scope.candidate, without: scope.base.map { [$0.commit] } ?? [], version: scope.version,
            baseVersion: scope.base.flatMap { policy.version(ofTag: $0.revision) }, by: linker,
            beside: isWanted ? try releases(between: scope).filter(isRelease) : [], evidence: evidence,
            isRelease: isRelease,
            asksFiles: { contents in planned.map { !contents.doubtful(besides: $0).isEmpty } ?? true })
        guard let planned, let base = scope.base else { return contents }
        let doubtful = contents.doubtful(besides: planned)
        return contents.without(try reached(among: doubtful.map(\.commit.id), of: contents, by: base.commit), evidence)
    }

    /// None where an incomplete clone does not show it: what stays in the range can only shut a gate.
    private func reached(
        among commits: [ObjectID], of contents: ReleaseContents, by base: ObjectID
    ) throws -> Set<ObjectID> {
        do {
            // A base that reaches any of them reaches what lies below.
            let lowest = RangeDescent(contents.commits.map(\.commit)).lowest(of: Set(commits))
            guard try !source.reached(among: lowest, from: [base]).isEmpty else { return [] }
            return try source.reached(among: commits, from: [base])
        } catch let problem as RepositoryProblem where problem.isIncompleteness {
            return []
        }
    }

    /// Reads the commits of any range and links them.
    package func contents(
        of candidate: ObjectID, without bases: [ObjectID], version: Version? = nil, baseVersion: Version? = nil,
        by linker: CommitLinker,
        beside: [ReleaseTag] = [], evidence: CommitFates.Evidence = .claims,
        isRelease: (ReleaseTag) -> Bool = { _ in true }, asksFiles: ((ReleaseContents) -> Bool)? = nil
    ) throws -> ReleaseContents {
        let sides = try source.sides(
            of: candidate, without: bases, beside: beside.map(\.target), messages: linker.messages)
        let commits = try linker.link(range: sides.members)
        let tags = sides.others.isEmpty ? [] : try tags.all.filter(isRelease)
        let earlier = version.map { version in tags.filter { $0.isOfRelease(before: version) } }
        let other = OtherSide(sides.others, bases: bases, tags: earlier ?? tags)
        let rule = BackportRule(backports: policy.backports, version: version, tagged: tags.map(\.version))
        let finder = FateFinder(
            source, linker: linker, rule: rule, evidence: evidence,
            exemptPaths: version == nil ? nil : policy.exemptPaths, versions: (baseVersion, version))
        let before = evidence.tellsEquivalents ? try baseVersion.map(releases(before:)) : nil
        let contents = { (asksFiles: Bool) in
            ReleaseContents(
                commits,
                fates: try finder.fates(
                    of: commits, upTo: candidate, without: bases, after: before, beside: other, asksFiles: asksFiles),
                evidence: evidence)
        }
        guard let asksFiles, evidence != .claims else { return try contents(true) }
        let first = try contents(false)
        return asksFiles(first) ? try contents(true) : first
    }

    /// The commits of the releases that came last before a version.
    private func releases(before version: Version) throws -> [ObjectID] {
        try tags.all.filter { $0.isOfRelease(before: version) && !$0.version.isPreRelease }.suffix(5).map(\.target)
    }

    /// The releases that came after the base and before this one, by version: they may have the same changes.
    private func releases(between scope: ReleaseScope) throws -> [ReleaseTag] {
        guard let base = scope.base else { return [] }
        let lowest = policy.version(ofTag: base.revision)
        return try tags.all.filter { tag in
            tag.isOfRelease(before: scope.version) && !tag.version.isPreRelease
                && (lowest.map { $0 < tag.version } ?? true)
        }
    }
}

extension ReleaseTag {
    fileprivate func isOfRelease(before version: Version) -> Bool {
        self.version.component == version.component && self.version < version
            && self.version.final.identity != version.final.identity && targetKind == .commit
    }
}
