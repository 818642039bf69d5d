package import Changes
package import Git
import Ledger

/// What is in a release, or in any range: its commits, children before parents, with the items that they belong to.
package struct ReleaseContents: Sendable {
    package let commits: [LinkedCommit]
    /// The commits of each item, in the order of `commits`.
    package let commitsByItem: [ItemID: [ObjectID]]
    private let positions: [ObjectID: Int]

    package init(_ commits: [LinkedCommit]) {
        self.commits = commits
        var byItem: [ItemID: [ObjectID]] = [:]
        for commit in commits {
            for item in commit.items { byItem[item, default: []].append(commit.commit.id) }
        }
        commitsByItem = byItem
        positions = Dictionary(commits.enumerated().map { ($1.commit.id, $0) }) { first, _ in first }
    }

    /// Sorted by ID.
    package var items: [ItemID] { commitsByItem.keys.sorted() }
    package var unlinked: [LinkedCommit] { commits.filter(\.isUnlinked) }
    package var exempt: [LinkedCommit] { commits.filter { $0.exemption != nil } }

    package subscript(_ id: ObjectID) -> LinkedCommit? { positions[id].map { commits[$0] } }
}

extension ScopeFinder {
    /// Reads the commits of a release and links them.
    package func contents(of scope: ReleaseScope, by linker: CommitLinker) throws -> ReleaseContents {
        try contents(of: scope.candidate, without: scope.base.map { [$0.commit] } ?? [], by: linker)
    }

    /// Reads the commits of any range and links them.
    package func contents(
        of candidate: ObjectID, without bases: [ObjectID], by linker: CommitLinker
    ) throws -> ReleaseContents {
        let commits = try CommitRange.commits(
            of: [candidate], without: bases, in: repository, messages: linker.messages)
        return ReleaseContents(try linker.link(commits))
    }
}
