package import Git

/// From when on an audit tells what it found. What is false is told whenever it came about.
package struct AuditBound: Sendable {
    /// In seconds since 1970.
    package let time: Int64
    /// The commits of the ledger that were there before; nil where only the time counts.
    package let before: Set<ObjectID>?

    package init(time: Int64, before: Set<ObjectID>? = nil) {
        self.time = time
        self.before = before
    }

    package func includes(_ entry: LedgerHistory.Entry?) -> Bool {
        guard let entry else { return true }
        return before.map { !$0.contains(entry.commit) } ?? (entry.time >= time)
    }
}
