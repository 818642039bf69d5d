package import Git
import System

/// The remote's ledger in place of a local one that cannot be joined with it.
package struct LedgerAdoption: Sendable {
    /// The full name of the reference that keeps the local ledger.
    package let aside: String
    /// The fingerprint of the ledger that was taken: its first policy.
    package let fingerprint: ObjectID
}

extension LedgerSync {
    /// Takes the remote's ledger, where it and the local one cannot be joined: they were made apart, or have each a policy of the
    /// same number, which two administrators made at the same time. The local one is kept under another reference, which is pushed
    /// nowhere. What this clone trusts changes with the ledger.
    ///
    /// - Returns: nil where nothing has to be set aside.
    /// - Throws: `SharingProblem.noLedger`; `LedgerProblem.notTrusted` where something else is trusted here than the local
    ///   ledger, and what is wrong with the remote's.
    package func adopt() throws -> LedgerAdoption? {
        guard let theirs = try fetch() else { throw SharingProblem.noLedger(remote: remote) }
        guard let ours = try repository.reference(reference)?.target else { return nil }
        let (mine, other) = (
            try LedgerReader(repository, branch: branch, tip: ours).ignoringPin,
            try LedgerReader(repository, branch: branch, tip: theirs).ignoringPin
        )
        guard try mine.identity != other.identity || hasRivalPolicy(mine, other) else { return nil }
        if let problem = try other.policyVersions().links.compactMap(\.problem).first { throw problem }
        let fingerprint = try other.firstPolicy()
        try trust(fingerprint, insteadOf: mine)
        let aside = "refs/sluice/aside/\(ours.abbreviated)"
        if try repository.reference(aside) == nil {
            try repository.update(aside, to: ours, expecting: .absent, reason: "sluice: a ledger that was set aside")
        }
        // First, so that what is missing afterwards is not taken for a loss.
        LedgerMemory(repository).remember([theirs], of: branch)
        try repository.update(
            reference, to: theirs, expecting: .exactly(ours), reason: "sluice: the ledger of \(remote), adopted")
        return LedgerAdoption(aside: aside, fingerprint: fingerprint)
    }

    private func hasRivalPolicy(_ mine: LedgerReader, _ other: LedgerReader) throws -> Bool {
        let theirs = Set(try other.policyVersions().links.map(\.record.name))
        let ours = try mine.policyVersions().links.map(\.record.name)
        return theirs.count >= ours.count && !theirs.isSuperset(of: ours)
    }

    private func trust(_ fingerprint: ObjectID, insteadOf mine: LedgerReader) throws {
        guard let pinned = try mine.pinnedPolicy(), pinned != fingerprint.description else { return }
        let isOfMine = try pinned == mine.firstPolicy().description
        guard isOfMine, environmentVariable("SLUICE_TRUST", orEmpty: true) == nil else {
            throw LedgerProblem.notTrusted(first: fingerprint, expected: pinned)
        }
        let words = ["--git-dir", repository.gitDirectory, "config", "sluice.trust", fingerprint.description]
        _ = try ExternalProgram("git", words).output()
        repository.forgetConfiguration()
    }
}
