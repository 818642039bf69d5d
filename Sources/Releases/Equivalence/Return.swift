package import Git
package import Ledger

/// A commit that base and candidate both contain, and whose change the base took back: it comes back with the candidate.
package struct Return: Sendable {
    package let commit: LinkedCommit
    /// The commit of the base that takes it back.
    package let revert: ObjectID
    /// The lowest release that contains the revert; nil where none does.
    package let release: Version?

    /// `1.0.0 took it back by 1a2b3c4d5e`
    package var reason: String { "\(release?.description ?? "the base") took it back by \(revert.abbreviated)" }
}

extension CommitFates {
    /// Those of some commits that come back.
    package func returned(among commits: [ObjectID]) -> [Return] {
        guard !returns.isEmpty else { return [] }
        return returns.filter { commits.contains($0.commit.commit.id) }
    }
}
