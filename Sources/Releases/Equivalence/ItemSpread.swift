import Changes
package import Git
import Ledger

/// Where the changes of an item are: which releases and branches have them, by which commits, and which lack some.
package struct ItemSpread: Sendable {
    /// One change: a commit of the item, and all that carry the same.
    package struct Change: Sendable {
        /// The commits that carry it, with how each was recognised; nil for those that name the item themselves and stand
        /// alone or first.
        package let commits: [(commit: ObjectID, rung: Rung?)]
    }

    /// A release or branch, and what it has.
    package struct Place: Sendable {
        package enum Kind: String, Sendable { case release, branch }

        package let kind: Kind
        package let name: String
        /// The commits by which it has each change, in the order of the changes; none for one that it lacks, or took back.
        package let commits: [[ObjectID]]
        /// The commits in it that take back changes of the item.
        package let reverts: [ObjectID]

        /// The places of the changes that it lacks.
        package var missing: [Int] { commits.indices.filter { commits[$0].isEmpty } }
        package var present: Int { commits.count { !$0.isEmpty } }
    }

    /// The latest first.
    package let changes: [Change]
    /// Releases by version from the first one on that has something, then branches by name.
    package let places: [Place]

    package static let none = ItemSpread(changes: [], places: [])
}

/// Finds where the changes of an item are.
struct SpreadFinder {
    private let finder: ScopeFinder
    private let linker: CommitLinker

    init(_ finder: ScopeFinder, _ linker: CommitLinker) {
        self.finder = finder
        self.linker = linker
    }

    /// - Parameters:
    ///   - own: the commits of the item, children before parents.
    ///   - related: further commits that may carry the same changes, or take them back.
    func spread(of own: [ReadCommit], related: [ReadCommit], membership: Membership) throws -> ItemSpread {
        let changes = try changes(of: own, related: related)
        let reverts = reverts(of: changes, among: own + related)
        let owners = try owners(of: own)
        let releases = try finder.tags.all.filter {
            $0.targetKind == .commit && owners?.contains($0.version.component) ?? true
        }
        let branches = try finder.repository.codeBranches(besides: finder.repository.ledgerBranch())
        let containing = try finder.source.containing(tips: branches.map(\.target))
        let commits = Set(changes.flatMap { $0.commits.map(\.commit) } + reverts.map(\.revert))
        var inReleases: [ObjectID: Set<ReleaseTag>] = [:]
        var inBranches: [ObjectID: Set<Int>] = [:]
        for commit in commits {
            inReleases[commit] = Set(try membership.releases(containing: commit))
            inBranches[commit] = Set(containing(commit))
        }
        let firstHaving = releases.firstIndex { release in inReleases.values.contains { $0.contains(release) } }
        let finals = Set(releases.filter { !$0.version.isPreRelease }.map(\.version.identity))
        let shown = releases[(firstHaving ?? releases.count)...].filter {
            !$0.version.isPreRelease || !finals.contains($0.version.final.identity)
        }
        let patches = PatchBook(finder.repository, memo: nil)
        let places =
            try shown.map { release in
                try place(.release, release.version.description, release.target, changes, reverts, patches) {
                    inReleases[$0]?.contains(release) == true
                }
            }
            + branches.indices.map { index in
                try place(.branch, branches[index].shortName, branches[index].target, changes, reverts, patches) {
                    inBranches[$0]?.contains(index) == true
                }
            }
        return ItemSpread(changes: changes, places: places)
    }

    /// The components that some commits belong to; nil where they belong to all.
    private func owners(of commits: [ReadCommit]) throws -> Set<String?>? {
        let components = ComponentCommits(finder.repository, finder.policy)
        let owners = try commits.map { try components.owners(of: $0.commit) }
        return owners.contains(nil) ? nil : Set(owners.compactMap(\.self).joined())
    }

    /// Where messages say that a change was taken back, the files at the place decide: it may have been made once more.
    private func place(
        _ kind: ItemSpread.Place.Kind, _ name: String, _ tip: ObjectID, _ changes: [ItemSpread.Change],
        _ reverts: [Revert], _ patches: PatchBook, contains: (ObjectID) -> Bool
    ) throws -> ItemSpread.Place {
        // A revert that was reverted in the same place takes nothing back.
        let undone = Set(reverts.filter { contains($0.revert) && $0.isOfRevert }.map(\.target))
        let standing = reverts.filter { contains($0.revert) && !$0.isOfRevert && !undone.contains($0.revert) }
        var effective: [ObjectID] = []
        let commits = try changes.map { change in
            let own = change.commits.map(\.commit).filter(contains)
            let against = standing.filter { revert in change.commits.contains { $0.commit == revert.target } }
            guard !own.isEmpty, !against.isEmpty else { return own }
            let presences = try own.map { try presence(of: $0, at: tip, patches) }
            let present = zip(own, presences).filter { $1 == .present }.map(\.0)
            if !present.isEmpty { return present }
            // What went on to change cannot be compared: then it counts how often it was made.
            if own.count > against.count, presences.contains(.unclear) { return own }
            effective += against.map(\.revert)
            return []
        }
        return .init(kind: kind, name: name, commits: commits, reverts: effective.unique(by: \.self))
    }

    private func presence(of commit: ObjectID, at tip: ObjectID, _ patches: PatchBook) throws -> ChangePresence {
        let repository = finder.repository
        let changes = try patches.changes(of: repository.commit(commit))
        return try repository.presence(of: changes, in: repository.commit(tip).tree)
    }

    /// Commits that carry one change are put together, whichever of them names the item. Merges carry none of their own.
    private func changes(of own: [ReadCommit], related: [ReadCommit]) throws -> [ItemSpread.Change] {
        let all = (own + related).filter { !$0.commit.isMerge && $0.reading.relations.reverts.isEmpty }
        let patches = PatchBook(finder.repository, memo: finder.source.memo)
        let finder = EquivalenceFinder(among: all)
        let equivalents = try patches.answers(about: Array(all.indices)) { position, patches in
            try finder.equivalent(of: all[position], besides: position, by: patches)
        }
        var group = Array(all.indices)
        var rungs = [Rung?](repeating: nil, count: all.count)
        for (position, found) in equivalents.enumerated() {
            guard let found else { continue }
            rungs[position] = found.rung
            let (mine, its) = (group[position], group[found.position])
            for index in group.indices where group[index] == max(mine, its) { group[index] = min(mine, its) }
        }
        let isOwn = Set(own.map(\.commit.id))
        return Dictionary(grouping: all.indices) { group[$0] }.sorted { $0.key < $1.key }.compactMap { _, members in
            guard members.contains(where: { isOwn.contains(all[$0].commit.id) }) else { return nil }
            return .init(commits: members.map { (all[$0].commit.id, members.count > 1 ? rungs[$0] : nil) })
        }
    }

    private struct Revert {
        let revert: ObjectID
        let target: ObjectID
        /// Whether the target is a revert itself.
        let isOfRevert: Bool
    }

    private func reverts(of changes: [ItemSpread.Change], among commits: [ReadCommit]) -> [Revert] {
        let carriers = Set(changes.flatMap { $0.commits.map(\.commit) })
        let named = { (read: ReadCommit, ids: Set<ObjectID>) in
            read.reading.relations.reverts.compactMap { claim in
                claim.commit.id.map { ids.contains($0) ? $0 : nil } ?? ids.first { claim.commit.names($0) }
            }
        }
        let direct = commits.flatMap { read in
            named(read, carriers).map { Revert(revert: read.commit.id, target: $0, isOfRevert: false) }
        }
        let reverting = Set(direct.map(\.revert))
        return direct
            + commits.flatMap { read in
                named(read, reverting).map { Revert(revert: read.commit.id, target: $0, isOfRevert: true) }
            }
    }
}
