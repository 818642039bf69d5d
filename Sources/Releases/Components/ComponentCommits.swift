import Changes
import Git
import Ledger

/// Says which components commits belong to: those that own a file that a commit changes.
struct ComponentCommits {
    private let repository: Repository
    private let policy: Policy
    /// Nil where some component owns all files.
    private let owning: [Component]?

    init(_ repository: Repository, _ policy: Policy) {
        self.repository = repository
        self.policy = policy
        let components = policy.components
        owning = components.contains { $0.paths.isEmpty } ? nil : components
    }

    /// Nil where every commit belongs to the release's component.
    func component(of version: Version) -> Component? {
        guard !policy.namedComponents.isEmpty, let component = policy.component(of: version), !component.paths.isEmpty
        else { return nil }
        return component
    }

    func isOf(_ component: Component, _ linked: LinkedCommit) throws -> Bool {
        try paths(of: linked).contains(where: component.owns)
    }

    /// Whether a commit changes files, and none that any component owns.
    func isUnowned(_ linked: LinkedCommit) throws -> Bool {
        let paths = try paths(of: linked)
        return !paths.isEmpty && paths.allSatisfy(isUnowned)
    }

    func isUnowned(_ path: [UInt8]) -> Bool { owning?.contains { $0.owns(path) } == false }

    /// What a commit changes. For a merge that is its own content; one that belongs to items without having any stands for
    /// what it brought to its branch.
    private func paths(of linked: LinkedCommit) throws -> [[UInt8]] {
        guard linked.commit.isMerge else { return try repository.ownChanges(of: linked.commit) }
        guard linked.mergedContent.isEmpty, !linked.items.isEmpty else { return linked.mergedContent }
        return try broughtPaths(by: linked.commit)
    }

    private func broughtPaths(by merge: Commit) throws -> [[UInt8]] {
        let first = try merge.parents.first.map { try repository.commit($0).tree }
        return try repository.changes(from: first, to: merge.tree).map(\.path)
    }

    /// The components that a commit belongs to, as records name them; nil where it belongs to all.
    func owners(of commit: @autoclosure () throws -> Commit) throws -> Set<String?>? {
        guard !policy.namedComponents.isEmpty else { return nil }
        let commit = try commit()
        let paths = commit.isMerge ? try broughtPaths(by: commit) : try repository.ownChanges(of: commit)
        return Set(policy.components.filter { $0.paths.isEmpty || paths.contains(where: $0.owns) }.map(\.recordedName))
    }
}

extension ReleaseContents {
    /// What of it belongs to one component: its commits, what comes back and what goes of them. Commits that no component
    /// owns are named apart, so that none is missing from all releases without a word.
    func part(of component: Component, by commits: ComponentCommits, _ evidence: CommitFates.Evidence) throws
        -> ReleaseContents
    {
        var (own, unowned): ([LinkedCommit], [LinkedCommit]) = ([], [])
        for linked in self.commits {
            if try commits.isOf(component, linked) {
                own.append(linked)
            } else if try commits.isUnowned(linked) {
                unowned.append(linked)
            }
        }
        let returned = try fates.returns.filter { try commits.isOf(component, $0.commit) }
        let goes = fates.goes.compactMap { $0.part(in: component) }
        let kept = Set((own + returned.map(\.commit) + goes.map(\.commit)).map(\.commit.id))
        let part = CommitFates(
            reversals: fates.reversals.filter { kept.contains($0.revert) || kept.contains($0.target) },
            equivalents: fates.equivalents, released: fates.released, returns: returned, goes: goes,
            unaccounted: fates.unaccounted.filter { component.owns($0) || commits.isUnowned($0) },
            base: fates.base)
        return ReleaseContents(own, fates: part, evidence: evidence, unowned: unowned)
    }
}

extension Going {
    /// Nil where nothing of it is lost in the component's files.
    fileprivate func part(in component: Component) -> Going? {
        let paths = paths.filter(component.owns)
        return paths.isEmpty ? nil : Going(commit: commit, release: release, paths: paths, proposal: proposal)
    }
}
