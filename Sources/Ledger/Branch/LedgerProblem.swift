package import Git

/// Why the ledger cannot be read, or not be believed. Data only.
package enum LedgerProblem: Error, Equatable, Sendable {
    /// There is no ledger here; a remote that has one is named.
    case noLedger(branch: String, remote: String?)
    /// The ledger is already there.
    case alreadyThere(branch: String)
    /// The branch holds something else, or a ledger of a newer format.
    case unknownFormat(branch: String, found: String)
    /// A file is not what it must be by its name, its place or its content.
    case notVerified(path: String, Fault)
    /// No version of the policy is there.
    case noPolicy
    /// The policy is there but cannot be used.
    case badPolicy(version: Int, PolicyProblem)
    /// Somebody recorded this version of the policy meanwhile.
    case policyReplaced(version: Int)
    /// Other writers were faster, again and again, or the lock of a reference stayed where it was.
    case busy(branch: String, lock: ReferenceLock?)
    /// The first policy is not the one that is trusted here: another ledger was put in its place.
    case notTrusted(first: ObjectID, expected: String?)
    /// The ledger's format does not have what is to be said.
    case formatTooOld(format: Int)
    /// The record could not be signed as the policy wants it.
    case cannotSign(SigningProblem)
    /// A commit took a file out of the ledger, or changed it.
    case lost(LedgerLoss)
    /// The ledger's branch is checked out in a work tree: a commit there would take out what is recorded meanwhile.
    case checkedOut(branch: String, place: String)
    /// This clone has seen a tip of the ledger that is not among what is there now; nil where nothing is.
    case wentBack(branch: String, known: ObjectID, now: ObjectID?)
    /// The date that was given for a record is after now, or before the newest record, where that is named.
    case dateOutOfTime(date: Timestamp, newest: Timestamp?, now: Timestamp)
    /// The local ledger and the remote's hold different things where only one can be true.
    case contradiction(path: String, branch: String, remote: String)
    /// The local ledger and the remote's were made apart.
    case twoLedgers(branch: String, remote: LedgerLoss.RemoteTip, isLocalTrusted: Bool)

    package enum Fault: Hashable, Sendable {
        /// The name holds another time or hash than the content.
        case name
        /// The record is about another subject than its folder, or stands where no record may stand.
        case place
        /// The record was written for another repository's ledger.
        case repository
        /// It is a link, a submodule or a folder where a file has to be.
        case notAFile
        /// Not a record of this format; the text says what the decoder met.
        case content(String)
        case tooLarge(limit: Int)
        /// Several records stand where only one can be true.
        case several
        /// Another record says that it was seen.
        case missing
        /// Its signature is none, or does not fit.
        case signature(RecordSignatureProblem)
        /// No administrator of the policy before signed this one.
        case notByAdministrator
        /// The ledger's history holds it, but a later commit took it out, or put something else in its place.
        case removed(by: ObjectID, branch: String)
        case changed(by: ObjectID, branch: String)
    }
}

extension LedgerProblem {
    /// Busy, with the lock that is in the way where one is left.
    static func busy(branch: String, in repository: Repository) -> LedgerProblem {
        .busy(branch: branch, lock: repository.lock(of: "refs/heads/" + branch))
    }
}
