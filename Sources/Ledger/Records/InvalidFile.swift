package import Git

/// A file where a record has to be, which is none. It decides nothing, and is reported.
package struct InvalidFile: Hashable, Sendable {
    /// From the ledger's root.
    package let path: String
    package let blob: ObjectID
    package let fault: LedgerProblem.Fault

    package init(path: String, blob: ObjectID, fault: LedgerProblem.Fault) {
        self.path = path
        self.blob = blob
        self.fault = fault
    }
}
