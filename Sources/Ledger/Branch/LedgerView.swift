import Git

/// The ledger as it stood when it was opened: a value, so that several threads can read one and the same.
package struct LedgerView: Sendable {
    package let location: LedgerLocation
    /// The folder of all records.
    let root: ObjectID
    /// The folders that the union of two tips has and no disk; none where there is one tip.
    let joined: LentObjects
    let identity: String
    /// The time at which it is asked what counts: the clock's as it was opened, unless somebody asks about another one.
    var now = Timestamp.now
}
