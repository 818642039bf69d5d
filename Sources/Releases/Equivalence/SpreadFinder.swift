import Changes
import Git
import Ledger

/// Finds where the changes of an item are.
struct SpreadFinder {
    private let finder: ScopeFinder
    private let linker: CommitLinker
    /// The release before one.
    private let base: (ReleaseTag) throws -> Version?
    private var repository: Repository { finder.repository }

    init(_ finder: ScopeFinder, _ linker: CommitLinker, base: @escaping (ReleaseTag) throws -> Version?) {
        self.base = base
        self.finder = finder
        self.linker = linker
    }

    /// A release or branch with what it contains.
    private struct Site {
        let kind: ItemSpread.Place.Kind
        let name: String
        var base: String?
        let tip: ObjectID
        let contains: (ObjectID) throws -> Bool
    }

    /// - Parameters:
    ///   - own: the commits of the item, children before parents.
    ///   - related: further commits that may carry the same changes, or take them back.
    ///   - merges: those that brought commits of the item to a line.
    func spread(
        of own: [ReadCommit], related: [ReadCommit], merges: [ReadCommit], membership: Membership
    ) throws -> ItemSpread {
        let patches = PatchBook(repository, memo: nil)
        let reverts = try SpreadReverts(
            on: (own + related).filter { !$0.commit.isMerge }, merges: merges, among: own + related, finder.source,
            linker.messages, patches)
        let changes = try changes(of: own, related: related, besides: Set(reverts.all), patches)
        let carriers = Set(changes.flatMap { $0.commits.map(\.commit) })
        let silent = SilentReverts(patches, repository, merges: merges)
        let presences = PresenceBook(repository, patches)
        let pointed = changes.map { reverts.places(on: $0.commits.map(\.commit)) }
        let places = try sites(of: own, having: carriers, membership).map { site in
            try place(site, changes, pointed, reverts.here(where: site.contains), silent, presences)
        }
        return ItemSpread(changes: changes, places: places)
    }

    /// Releases from the first one on that has something, then branches. Of components only those that own a file of the item.
    private func sites(
        of own: [ReadCommit], having carriers: Set<ObjectID>, _ membership: Membership
    ) throws -> [Site] {
        let owners = try owners(of: own)
        let releases = try finder.tags.all.filter {
            $0.targetKind == .commit && owners?.contains($0.version.component) ?? true
        }
        let branches = try repository.codeBranches(besides: repository.ledgerBranch())
        let containing = try finder.source.containing(tips: branches.map(\.target))
        let inReleases = Remembered { Set(try membership.releases(containing: $0)) }
        let inBranches = Remembered { Set(containing($0)) }
        let known = try carriers.map { try inReleases[$0] }
        let firstHaving = releases.firstIndex { release in known.contains { $0.contains(release) } }
        let finals = Set(releases.filter { !$0.version.isPreRelease }.map(\.version.identity))
        let shown = releases[(firstHaving ?? releases.count)...].filter {
            !$0.version.isPreRelease || !finals.contains($0.version.final.identity)
        }
        return try shown.map { release in
            Site(
                kind: .release, name: release.version.description, base: try base(release)?.description,
                tip: release.target
            ) {
                try inReleases[$0].contains(release)
            }
        }
            + branches.enumerated().map { index, branch in
                Site(kind: .branch, name: branch.shortName, tip: branch.target) { try inBranches[$0].contains(index) }
            }
    }

    /// The components that some commits belong to; nil where they belong to all.
    private func owners(of commits: [ReadCommit]) throws -> Set<String?>? {
        let components = ComponentCommits(repository, finder.policy)
        let owners = try commits.map { try components.owners(of: $0.commit) }
        return owners.contains(nil) ? nil : Set(owners.compactMap(\.self).joined())
    }

    /// The files at a place decide, where messages say that a change was taken back, or where they are as before it.
    ///
    /// - Parameter pointed: for each change, what says to take it back.
    private func place(
        _ site: Site, _ changes: [ItemSpread.Change], _ pointed: [PlaceSet], _ reverts: SpreadReverts.Here,
        _ silent: SilentReverts, _ presences: PresenceBook
    ) throws -> ItemSpread.Place {
        let tree = try repository.commit(site.tip).tree
        var effective: [ObjectID] = []
        let commits = try changes.enumerated().map { number, change in
            let own = try change.commits.map(\.commit).filter(site.contains)
            guard !own.isEmpty else { return own }
            guard reverts.has(some: pointed[number]) else {
                let silent = try silent.reverts(of: own, change: number, at: site.tip, tree, in: site.contains)
                effective += silent
                return silent.isEmpty ? own : []
            }
            let found = try own.map { try presences.presence(of: $0, in: tree) }
            let present = zip(own, found).filter { $1 == .present }.map(\.0)
            if !present.isEmpty { return present }
            let against = reverts.reverts(on: pointed[number])
            // What went on to change cannot be compared: then it counts how often it was made.
            if own.count > against.standing.count, found.contains(.unclear) { return own }
            effective += against.standing.isEmpty ? against.all : against.standing
            return []
        }
        return .init(
            kind: site.kind, name: site.name, base: site.base, commits: commits, reverts: effective.unique(by: \.self))
    }

    /// Commits that carry one change are put together, whichever of them names the item. Merges carry none of their own, and
    /// neither does what takes back one of the commits.
    private func changes(
        of own: [ReadCommit], related: [ReadCommit], besides reverts: Set<ObjectID>, _ patches: PatchBook
    ) throws -> [ItemSpread.Change] {
        let reverting = try reversals(among: own, patches).union(reverts)
        let all = (own + related).filter { !$0.commit.isMerge && !reverting.contains($0.commit.id) }
        let finder = EquivalenceFinder(among: all)
        let memory = PatchBook(repository, memo: self.finder.source.memo)
        let equivalents = try memory.answers(about: Array(all.indices)) { position, patches in
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

    /// Those of an item's commits that take back an earlier one exactly, which is no reversal itself.
    private func reversals(among own: [ReadCommit], _ patches: PatchBook) throws -> Set<ObjectID> {
        guard own.count > 1 else { return [] }
        var (made, found): (Set<[PathChange]>, Set<ObjectID>) = ([], [])
        for read in own.reversed() where !read.commit.isMerge {
            let changes = try patches.changes(of: read.commit)
            if made.contains(changes.map(\.reversed)) {
                found.insert(read.commit.id)
            } else if !changes.isEmpty {
                made.insert(changes)
            }
        }
        return found
    }
}

/// Whether trees have the changes of commits; many places have one tree, and many releases the same files.
private final class PresenceBook {
    private let repository: Repository
    private let patches: PatchBook
    private var known: [[ObjectID]: ChangePresence] = [:]

    init(_ repository: Repository, _ patches: PatchBook) {
        self.repository = repository
        self.patches = patches
    }

    func presence(of commit: ObjectID, in tree: ObjectID) throws -> ChangePresence {
        if let known = known[[commit, tree]] { return known }
        let found = try repository.presence(of: patches.changes(of: repository.commit(commit)), in: tree)
        known[[commit, tree]] = found
        return found
    }
}

/// Answers to a question about commits, each found once.
private final class Remembered<Answer> {
    private let find: (ObjectID) throws -> Answer
    private var known: [ObjectID: Answer] = [:]

    init(_ find: @escaping (ObjectID) throws -> Answer) { self.find = find }

    subscript(commit: ObjectID) -> Answer {
        get throws {
            if let known = known[commit] { return known }
            let found = try find(commit)
            known[commit] = found
            return found
        }
    }
}

/// What took changes of an item back exactly without saying so.
private final class SilentReverts {
    private let patches: PatchBook
    private let repository: Repository
    private let merges: [ReadCommit]
    private var searches: [Int: ReversalSearch] = [:]

    init(_ patches: PatchBook, _ repository: Repository, merges: [ReadCommit]) {
        self.patches = patches
        self.repository = repository
        self.merges = merges
    }

    /// The commits in a place that take back a change. The files have to be as they were before each commit that carries it.
    ///
    /// - Returns: none where a partial clone does not show them.
    func reverts(
        of carriers: [ObjectID], change: Int, at tip: ObjectID, _ tree: ObjectID, in place: (ObjectID) throws -> Bool
    ) throws -> [ObjectID] {
        do {
            return try found(of: carriers, change, tip, tree, place)
        } catch let problem as RepositoryProblem where problem.isIncompleteness {
            return []
        }
    }

    private func found(
        of carriers: [ObjectID], _ change: Int, _ tip: ObjectID, _ tree: ObjectID, _ place: (ObjectID) throws -> Bool
    ) throws -> [ObjectID] {
        let commits = try carriers.map { try repository.commit($0) }
        let changes = try commits.map { try patches.changes(of: $0) }
        guard let first = changes.first, try changes.allSatisfy({ try repository.isTakenBack($0, in: tree) }),
            var search = searches[change] ?? ReversalSearch(of: first, in: repository)
        else { return [] }
        var found = try search.reversals.map(\.id).filter(place)
        if found.isEmpty {
            try search.search(from: tip) { try isReversal($0, of: commits) }
            searches[change] = search
            found = try search.reversals.map(\.id).filter(place)
        }
        return found
    }

    private func isReversal(_ commit: Commit, of carriers: [Commit]) throws -> Bool {
        if try carriers.contains(where: { try patches.isExactReversal(commit, of: $0) }) { return true }
        return try merges.prefix(100).contains { merge in
            try patches.isExactReversal(commit, of: merge.commit, mainline: merge.commit.parents.first)
        }
    }
}
