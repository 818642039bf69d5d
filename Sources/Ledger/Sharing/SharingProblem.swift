package import Git

/// Why the ledger cannot be shared with a remote. Data only.
package enum SharingProblem: Error, Equatable, Sendable {
    /// Nobody is there to share it with, or several are and none is named.
    case noRemote(known: [String])
    case unknownRemote(name: String, known: [String])
    /// There is no ledger there, nor one here that could be shared.
    case noLedger(remote: String)
    /// The ledger's remote has none, and another one has.
    case ledgerElsewhere(remote: String, others: [String])
    /// The remote took nothing, for these reasons in its words and Git's.
    case refused(remote: String, reasons: [String])
    /// The remote's ledger lacks this commit, which it once had.
    case wentBack(branch: String, remote: String, known: ObjectID)
    /// A commit of the remote's ledger took a file out, or changed it.
    case loss(LedgerLoss, remote: LedgerLoss.RemoteTip)
    /// Records that only this clone has are dated after now, or before what their writer had seen.
    case misdated(ahead: Int, behind: Int)
}
