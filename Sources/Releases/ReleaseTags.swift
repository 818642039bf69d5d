package import Git
package import Ledger

/// A tag that names a version.
package struct ReleaseTag: Hashable, Sendable {
    package let version: Version
    /// The short name, without `refs/tags/`.
    package let name: String
    /// What the reference names: the tag object where it is annotated.
    package let object: ObjectID
    /// What is tagged, through nested tags.
    package let target: ObjectID
    package let targetKind: ObjectKind
    /// Whether a push or transaction that is still to be judged would make it.
    package let isPending: Bool

    package var isAnnotated: Bool { object != target }
}

/// The release tags of a repository, lowest version first.
package struct ReleaseTags: Sendable {
    package let all: [ReleaseTag]
    /// Tags that are moved from release to release, and are none: `v1` on the commit of `v1.2.3`.
    package let floating: [ReleaseTag]
    /// The names of all other tags: no pattern fits, or the scheme cannot read what would be their version. Sorted.
    package let unread: [String]
    private let byVersion: [Version: ReleaseTag]

    /// Tags that match no pattern of the policy are no release tags. Where two tags name one version, the one of the
    /// earlier pattern stands for it, and both are in `all`.
    /// - Parameters:
    ///   - pending: references that are about to be made; one that is there already stays as it is.
    ///   - source: knows what tags mark; nil to read them all.
    ///   - recorded: the names of tags that the ledger has, none of which is floating; nil to take none for floating.
    package init(
        _ repository: Repository, policy: Policy, pending: [Reference] = [], source: HistorySource? = nil,
        recorded: Set<String>? = nil
    ) throws {
        let source = source ?? HistorySource(repository, indexes: nil)
        let present = try repository.references(under: "refs/tags/")
        let names = Set(present.map(\.name))
        let absent = pending.filter { !names.contains($0.name) }
        let tags =
            try Self.releaseTags(present, in: source, policy: policy, isPending: false)
            + Self.releaseTags(absent, in: source, policy: policy, isPending: true)
        let sorted = tags.sorted { ($0.version, $0.name) < ($1.version, $1.name) }
        floating = recorded.map { sorted.floating(besides: $0) } ?? []
        let excluded = Set(floating)
        all = sorted.filter { !excluded.contains($0) }
        unread = Set(present.map(\.shortName)).subtracting(tags.map(\.name)).sorted()
        byVersion = Dictionary(all.map { ($0.version, $0) }) { first, second in
            let patterns = policy.component(of: first.version)?.tagPatterns ?? []
            let preferred = patterns.lazy.map { $0.tag(for: first.version) }
                .first { [first.name, second.name].contains($0) }
            return preferred == second.name ? second : first
        }
    }

    private static func releaseTags(
        _ references: [Reference], in source: HistorySource, policy: Policy, isPending: Bool
    ) throws -> [ReleaseTag] {
        try references.compactMap { reference in
            guard let version = policy.version(ofTag: reference.shortName) else { return nil }
            let target = try source.peeled(reference.target)
            return ReleaseTag(
                version: version, name: reference.shortName, object: reference.target, target: target.id,
                targetKind: target.kind, isPending: isPending)
        }
    }

    /// Those whose tag marks a commit: no other release can be told, or be the base of one.
    package var versions: [Version] { all.filter { $0.targetKind == .commit }.map(\.version) }

    package subscript(_ version: Version) -> ReleaseTag? { byVersion[version] }

    /// The commit that a version's tag marks.
    ///
    /// - Throws: `RepositoryProblem.notACommit` for a tag of a tree or blob.
    package func commit(of version: Version) throws -> ObjectID? {
        guard let tag = self[version] else { return nil }
        guard tag.targetKind == .commit else {
            throw RepositoryProblem.notACommit("tag \(tag.name)", tag.targetKind)
        }
        return tag.target
    }
}

extension ReleaseTags {
    /// The names of all tags that are here, whatever they are.
    package var names: Set<String> { Set((all + floating).map(\.name) + unread) }

    /// The tags next to which Git cannot make one of this name, as one of the two would have to be a folder. Sorted.
    package func inTheWay(of name: String) -> [String] { names.filter { Reference.exclude($0, name) }.sorted() }

    /// The tag of the highest version before another one that marks a commit.
    package func lower(
        than version: Version, on commit: ObjectID, where isKnown: (ReleaseTag) -> Bool = { _ in true }
    ) -> ReleaseTag? {
        all.last { $0.target == commit && version.final.follows($0.version) && isKnown($0) }
    }

    /// The names of tags that are one release and mark different commits, by version.
    package var namesakes: [String] {
        let groups = Dictionary(grouping: all, by: \.version.identity).values.filter { tags in
            Set(tags.map(\.target)).count > 1
        }
        return groups.joined().sorted { ($0.version, $0.name) < ($1.version, $1.name) }.map(\.name)
    }

    /// Tags of the same release under another name, on another commit: `v1.0` for `1.0.0`, `release-1.0` for `v1.0`.
    package func namesakes(of version: Version, besides commit: ObjectID) -> [ReleaseTag] {
        all.filter { $0.version.identity == version.identity && $0.target != commit }
    }
}

extension [ReleaseTag] {
    /// A tag floats that shares its commit with a release whose numbers begin as its own: it is the same release, or an
    /// earlier one of these numbers is on another commit, so that the tag was moved.
    fileprivate func floating(besides recorded: Set<String>) -> [ReleaseTag] {
        let byCommit = Dictionary(grouping: self, by: \.target)
        return filter { tag in
            guard !tag.isPending, !recorded.contains(tag.name) else { return false }
            return byCommit[tag.target, default: []].contains { release in
                tag.version.leads(to: release.version)
                    && (tag.version.identity == release.version.identity
                        || contains { earlier in
                            tag.version.leads(to: earlier.version) && earlier.version < release.version
                                && earlier.target != tag.target
                        })
            }
        }
    }
}
