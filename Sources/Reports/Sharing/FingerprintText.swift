package import Git

/// The fingerprint of a ledger that is trusted for the first time, and how to compare it.
package struct FingerprintText {
    private let fingerprint: ObjectID

    /// - Parameter fingerprint: the record of the ledger's first policy.
    package init(_ fingerprint: ObjectID) { self.fingerprint = fingerprint }

    package var text: String {
        "The ledger's fingerprint is \(fingerprint).\n"
            + "Compare it with the one that `sluice doctor` shows to somebody who has worked with the ledger before.\n"
    }
}
