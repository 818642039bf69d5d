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
    private let byVersion: [Version: ReleaseTag]

    /// Tags that match no pattern of the policy are no release tags. Where two tags name one version, the one of the
    /// earlier pattern stands for it, and both are in `all`.
    /// - Parameters:
    ///   - pending: references that are about to be made; one that is there already stays as it is.
    ///   - source: knows what tags mark; nil to read them all.
    package init(
        _ repository: Repository, policy: Policy, pending: [Reference] = [], source: HistorySource? = nil
    ) throws {
        let source = source ?? HistorySource(repository, indexes: nil)
        let present = try repository.references(under: "refs/tags/")
        let names = Set(present.map(\.name))
        let absent = pending.filter { !names.contains($0.name) }
        let tags =
            try Self.releaseTags(present, in: source, policy: policy, isPending: false)
            + Self.releaseTags(absent, in: source, policy: policy, isPending: true)
        all = tags.sorted { ($0.version, $0.name) < ($1.version, $1.name) }
        byVersion = Dictionary(tags.map { ($0.version, $0) }) { first, second in
            let preferred = policy.tagPatterns.lazy.map { $0.tag(for: first.version) }
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
