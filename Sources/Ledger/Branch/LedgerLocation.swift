package import Git

/// Where a repository's ledger is: its branch here and at its remote, and the commits at which it is read.
package struct LedgerLocation: Hashable, Sendable {
    package static let defaultBranch = "sluice/ledger"

    /// The branch's short name.
    package let branch: String
    /// What the local branch names; nil where there is none.
    package let local: ObjectID?
    /// The remote-tracking branch of the remote that the ledger is shared with; nil where nothing was fetched.
    package let remote: Reference?
    /// The commits that hold everything together: none where there is no ledger, two where the local branch and the
    /// remote-tracking one each hold records that the other lacks.
    package let tips: [ObjectID]
    /// The commit of the remote-tracking branch that is not among the tips, because its ledger lost something.
    package var shunned: ObjectID?

    package var tip: ObjectID? { tips.first }
    package var reference: String { "refs/heads/" + branch }
    package var isRemoteTracking: Bool { local == nil && !tips.isEmpty }

    /// The same, read at the local branch alone.
    var alone: LedgerLocation {
        .init(branch: branch, local: local, remote: remote, tips: local.map { [$0] } ?? tips, shunned: remote?.target)
    }

    /// The remote-tracking branch, where it holds records that the local branch lacks.
    package var unjoined: Reference? {
        guard let local, let remote, tips != [local] else { return nil }
        return remote
    }
}

extension Repository {
    /// The ledger's branch, as `git config sluice.ledger` names it.
    package func ledgerBranch() throws -> String {
        try configuration().string("sluice.ledger") ?? LedgerLocation.defaultBranch
    }

    /// Finds the ledger: what the local branch and the remote-tracking one hold together; on a server the local one alone.
    ///
    /// - Throws: `LedgerProblem.wentBack` where this clone has seen more of it before.
    /// - Parameter remote: the remote that it is shared with, where that is not the usual one.
    package func ledgerLocation(sharedWith remote: String? = nil) throws -> LedgerLocation {
        // Read first: others move the branch before they remember it.
        let seen = try LedgerMemory(self).seen(ledgerBranch())
        let location = try ledgerPlaces(sharedWith: remote)
        try refuseLoss(of: seen, at: location)
        return location
    }

    /// The same, whatever this clone has seen before.
    package func ledgerPlaces(sharedWith remote: String? = nil) throws -> LedgerLocation {
        let branch = try ledgerBranch()
        let local = try reference("refs/heads/" + branch)?.target
        let remote =
            try remote.map { try reference("refs/remotes/\($0)/\(branch)") } ?? (isServer ? nil : trackedLedger(branch))
        return LedgerLocation(branch: branch, local: local, remote: remote, tips: try newest(local, remote?.target))
    }

    private func newest(_ local: ObjectID?, _ remote: ObjectID?) throws -> [ObjectID] {
        guard let local, let remote else { return [local, remote].compactMap { $0 } }
        if try isAncestor(remote, of: local) { return [local] }
        return try isAncestor(local, of: remote) ? [remote] : [local, remote]
    }

    /// The remote-tracking branch of the ledger's remote, or else the only one that there is: a fork's records are not
    /// taken for the project's because of its name.
    private func trackedLedger(_ branch: String) throws -> Reference? {
        if let remote = try configuredLedgerRemote(branch) { return try reference("refs/remotes/\(remote)/\(branch)") }
        if let origin = try reference("refs/remotes/origin/" + branch) { return origin }
        let tracked = try references(under: "refs/remotes/").filter { $0.name.hasSuffix("/" + branch) }
        guard tracked.count < 2 else {
            throw SharingProblem.noRemote(known: tracked.map { String($0.shortName.dropLast(branch.count + 1)) })
        }
        return tracked.first
    }

    private func configuredLedgerRemote(_ branch: String) throws -> String? {
        let settings = try configuration()
        // "." is this repository itself (git-config, `branch.<name>.remote`).
        return try settings.string("sluice.remote")
            ?? settings.string("branch.\(branch).remote").flatMap { $0 == "." ? nil : $0 }
    }

    /// The remote that the ledger is shared with: the one that `git config sluice.remote` names, or the branch's own, or
    /// `origin`, or the only one. Nil where there is none, or no telling which.
    package func ledgerRemote() throws -> String? {
        let branch = try ledgerBranch()
        if let remote = try configuredLedgerRemote(branch) { return remote }
        let remotes = try remoteNames()
        if remotes.contains("origin") { return "origin" }
        return remotes.count == 1 ? remotes[0] : nil
    }
}
