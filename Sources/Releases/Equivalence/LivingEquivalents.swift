import Git

/// Finds which commits of a range change nothing that an earlier release does not have: not whether that release has an equal
/// commit, but whether the change lives there.
struct LivingEquivalents {
    private let source: HistorySource
    private var repository: Repository { source.repository }
    private let patches: PatchBook
    /// Children before parents.
    private let range: [LinkedCommit]
    private let candidate: ObjectID
    private let bases: [ObjectID]

    init(_ source: HistorySource, _ patches: PatchBook, range: [LinkedCommit], candidate: ObjectID, bases: [ObjectID]) {
        self.source = source
        self.patches = patches
        self.range = range
        self.candidate = candidate
        self.bases = bases
    }

    /// Those of some commits that are released already.
    ///
    /// - Parameter pairs: commits of the range, each with one of the other side that makes exactly the same change.
    func released(among pairs: [(commit: Commit, equivalent: OtherSide.Member)]) throws -> Set<ObjectID> {
        guard !pairs.isEmpty, !bases.isEmpty else { return [] }
        let here = try source.reached(among: pairs.map(\.equivalent.read.commit.id), from: [candidate])
        let others = pairs.filter { !here.contains($0.equivalent.read.commit.id) }
        guard !others.isEmpty else { return [] }
        let origins = try trees(of: bases.flatMap { try repository.mergeBases(of: candidate, $0) })
        let released = try others.filter { commit, equivalent in
            let changes = try patches.changes(of: commit)
            let places = try trees(of: bases + [equivalent.releaseCommit].compactMap(\.self))
            return try all(places, have: changes, .present) && all(origins, have: changes, .absent)
                && isNeverTakenBack(changes, before: commit)
        }
        return Set(released.map(\.commit.id))
    }

    /// Whether nothing else in the range, before the commit or on another line, found the change already made: only
    /// such a commit can have taken it back, so that this one brings back what somebody decided to take away.
    private func isNeverTakenBack(_ changes: [PathChange], before commit: Commit) throws -> Bool {
        let later = RangeDescent(range.map(\.commit)).seeing(commit.id)
        let paths = Set(changes.map(\.path))
        for other in range where !later.contains(other.commit.id) {
            guard try self.paths(of: other).contains(where: paths.contains) else { continue }
            guard try all(trees(of: other.commit.parents), have: changes, .absent) else { return false }
        }
        return true
    }

    /// The files that a commit touches; a merge touches those of which it has content of its own.
    private func paths(of linked: LinkedCommit) throws -> [[UInt8]] {
        linked.commit.isMerge ? linked.mergedContent : try patches.changes(of: linked.commit).map(\.path)
    }

    private func all(_ trees: [ObjectID], have changes: [PathChange], _ presence: ChangePresence) throws -> Bool {
        try trees.allSatisfy { try repository.presence(of: changes, in: $0) == presence }
    }

    private func trees(of commits: [ObjectID]) throws -> [ObjectID] {
        try Set(commits).sorted().map { try repository.commit($0).tree }
    }
}
