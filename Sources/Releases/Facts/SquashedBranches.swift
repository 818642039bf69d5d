import Changes
import Git
import Ledger

/// Finds commits on branches whose work a release has in other commits: squashed, rebased or amended. Files decide, and no
/// message: all that a branch changed is in a commit of the release, so that nothing is left behind.
struct SquashedBranches {
    /// So many commits are looked at, the newest ones, against so many of the release; each costs a comparison of files.
    private static let (mostCommits, mostPlaces) = (200, 20)

    private let repository: Repository
    private let candidate: ObjectID
    private let contents: ReleaseContents

    init(_ repository: Repository, candidate: ObjectID, contents: ReleaseContents) {
        self.repository = repository
        self.candidate = candidate
        self.contents = contents
    }

    /// - Parameters:
    ///   - linked: those commits on branches that belong to items of the release.
    ///   - commits: all on these branches that the release lacks, children before parents.
    /// - Returns: those whose work the release has, and what they build on.
    func brought(among linked: [LinkedCommit], of commits: [Commit]) throws -> Set<ObjectID> {
        let asked = Dictionary(linked.map { ($0.commit.id, $0) }) { first, _ in first }
        var brought: Set<ObjectID> = []
        var looks = Self.mostCommits
        for commit in commits {
            if !brought.contains(commit.id), looks > 0, let linked = asked[commit.id] {
                looks -= 1
                if try isBrought(linked) { brought.insert(commit.id) }
            }
            if brought.contains(commit.id) { brought.formUnion(commit.parents) }
        }
        return brought
    }

    /// Whether a commit of the release has all that was changed since the branch left the release's history.
    private func isBrought(_ linked: LinkedCommit) throws -> Bool {
        let bases = try repository.mergeBases(of: linked.commit.id, candidate)
        guard bases.count == 1, let base = bases.first else { return false }
        let changes = try repository.changes(from: repository.commit(base).tree, to: linked.commit.tree)
        guard !changes.isEmpty else { return false }
        return try places(of: linked.items).contains { try repository.presence(of: changes, in: $0) == .present }
    }

    /// The trees of the release in which the work may be: its end, and its commits of the same items, as later ones may have
    /// changed the same lines.
    private func places(of items: [ItemID]) throws -> [ObjectID] {
        let commits = Set(items.flatMap { contents.commitsByItem[$0] ?? [] })
        let own = contents.commits.lazy.map(\.commit).filter { commits.contains($0.id) }.prefix(Self.mostPlaces)
        return try [repository.commit(candidate).tree] + own.map(\.tree)
    }
}
