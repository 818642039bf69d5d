package import Git

/// What a sign-off is about: commits, each known by its ID and by the exact change that it makes.
package struct SignOffContent: Hashable, Sendable {
    /// Sorted.
    package let commits: [ObjectID]
    /// The exact patches (`Repository.exactPatch`) of those commits of which it is known.
    package let patches: [ObjectID: ObjectID]

    /// What stands for the patch of a commit that goes with a release: an approval of what it brings is none of its loss.
    package static func loss(of commit: ObjectID) throws -> ObjectID {
        try Repository.id(of: Array("goes \(commit)\n".utf8), .blob)
    }

    private var losses: Set<ObjectID> {
        Set(commits.filter { commit in patches[commit].map { (try? Self.loss(of: commit)) == $0 } ?? false })
    }

    package init(commits: [ObjectID], patches: [ObjectID: ObjectID]) {
        self.commits = commits
        self.patches = patches
    }

    /// As records have it: the digits of all patches, in the order of the commits; zero where one is not known.
    init(_ commits: [ObjectID], patches: String?) {
        let digits = Array((patches ?? "").utf8)
        let names = stride(from: 0, to: digits.count, by: ObjectID.digitCount).map {
            ObjectID(hex: digits[$0...].prefix(ObjectID.digitCount)) ?? .zero
        }
        let known = zip(commits, names).filter { !$1.isZero }
        self.init(commits: commits, patches: Dictionary(known) { first, _ in first })
    }

    /// How what was decided about stands to what there is now (Cases, T3 and T4).
    package enum Likeness: Sendable {
        case same
        /// Other commits with exactly the same changes.
        case rebased
        case other
    }

    package func likeness(to other: SignOffContent) -> Likeness {
        guard losses == other.losses else { return .other }
        if commits == other.commits { return .same }
        let (mine, its) = (Set(commits), Set(other.commits))
        let old = mine.subtracting(its).map { patches[$0] }
        let new = its.subtracting(mine).map { other.patches[$0] }
        let isEachOnce = mine.count == commits.count && its.count == other.commits.count
        guard isEachOnce, !old.isEmpty, old.count == new.count else { return .other }
        let (oldPatches, newPatches) = (old.compactMap(\.self).sorted(), new.compactMap(\.self).sorted())
        return oldPatches.count == old.count && oldPatches == newPatches ? .rebased : .other
    }

    /// Whether it has a change of other content: the very commit, or another one with exactly its patch.
    package func has(_ commit: ObjectID, of other: SignOffContent) -> Bool {
        commits.contains(commit) || other.patches[commit].map(patches.values.contains) ?? false
    }

    /// Whether any change is in both.
    package func shares(_ other: SignOffContent) -> Bool { other.commits.contains { has($0, of: other) } }

    /// Whether it has all changes of other content and at least one more. An empty commit is no change, nor is a merge by
    /// itself; where it is not known what a commit changed, nobody can say that the change is here.
    package func extends(_ other: SignOffContent) -> Bool {
        other.commits.allSatisfy { has($0, of: other) }
            && commits.contains { patches[$0] != nil && !other.has($0, of: self) }
    }
}
