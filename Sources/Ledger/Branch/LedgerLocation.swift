package import Git

/// Where a repository's ledger is: its branch, and the commit at which it is read.
package struct LedgerLocation: Hashable, Sendable {
    package static let defaultBranch = "sluice/ledger"

    /// The branch's short name.
    package let branch: String
    /// The tip that is read; nil where there is no ledger.
    package let tip: ObjectID?
    /// The full name of the reference that holds the tip; a remote-tracking one in a fresh clone.
    package let source: String

    package var reference: String { "refs/heads/" + branch }
    package var isRemoteTracking: Bool { tip != nil && source != reference }
}

extension Repository {
    /// The ledger's branch, as `git config sluice.ledger` names it.
    package func ledgerBranch() throws -> String {
        try configuration().string("sluice.ledger") ?? LedgerLocation.defaultBranch
    }

    /// Finds the ledger: the local branch, or else the remote-tracking one, `origin` before other remotes.
    ///
    /// - Throws: `LedgerProblem.behind` or `.diverged` where a remote-tracking branch holds records that the local one
    ///   lacks: a decision without them could miss a rejection.
    package func ledgerLocation() throws -> LedgerLocation {
        let branch = try ledgerBranch()
        let local = try reference("refs/heads/" + branch)
        let remotes = try references(under: "refs/remotes/").filter { $0.name.hasSuffix("/" + branch) }
        let remote = remotes.first { $0.shortName == "origin/" + branch } ?? remotes.first
        guard let local else {
            return LedgerLocation(
                branch: branch, tip: remote?.target, source: remote?.name ?? "refs/heads/" + branch)
        }
        if let remote, try !isAncestor(remote.target, of: local.target) {
            let isBehind = try isAncestor(local.target, of: remote.target)
            throw isBehind
                ? LedgerProblem.behind(branch: branch, remote: remote.shortName)
                : LedgerProblem.diverged(branch: branch, remote: remote.shortName)
        }
        return LedgerLocation(branch: branch, tip: local.target, source: local.name)
    }
}
