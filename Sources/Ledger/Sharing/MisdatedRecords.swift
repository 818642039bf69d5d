package import Git

/// The records that only this clone has, and those of them whose dates show that the clock which dated them was wrong.
package struct MisdatedRecords: Sendable {
    package enum Fault: Hashable, Sendable {
        /// It is dated after now.
        case ahead
        /// It is dated before a record that its writer had seen.
        case behind
    }

    /// The tip of the remote's ledger as it is known here.
    let shared: ObjectID
    /// Everything that the remote's ledger lacks, by its path.
    let files: [(path: [String], entry: TreeEntry)]
    /// Those of the files that are records, each subject's in their order.
    let unshared: [StoredRecord]
    /// What is wrong, by the names of records.
    let faults: [RecordName: Fault]

    package var ahead: [StoredRecord] { unshared.filter { faults[$0.name] == .ahead } }
    package var behind: [StoredRecord] { unshared.filter { faults[$0.name] == .behind } }
    package var isEmpty: Bool { faults.isEmpty }

    /// Nil where no remote's ledger is known here: then nobody can tell what others have.
    package init?(_ repository: Repository, sharedWith remote: String? = nil) throws {
        let location = try repository.ledgerLocation(sharedWith: remote)
        guard let local = location.local, let shared = location.remote?.target else { return nil }
        let ledger = try LedgerReader(repository, branch: location.branch, tip: local)
        let added = try ledger.changes(from: repository.commit(shared).tree, to: ledger.root)
        files = added.compactMap { change in
            let names = change.path.split(separator: UInt8(ascii: "/")).map { String(decoding: $0, as: UTF8.self) }
            guard change.old == nil, let new = change.new, new.mode != .tree else { return nil }
            return (names, new)
        }
        self.shared = shared
        let tolerance = try ledger.policy().clockTolerance
        let records = files.compactMap { path, entry -> StoredRecord? in
            let file = TreeEntry(name: Array((path.last ?? "").utf8), id: entry.id, mode: entry.mode)
            // What is no record has no date.
            return try? ledger.unjudged(file, path: path.dropLast(), subject: nil)
        }
        let new = Set(records.map(\.name))
        var (unshared, faults): ([StoredRecord], [RecordName: Fault]) = ([], [:])
        for subject in try Subject.inFolderOrder(Set(records.map(\.record.statement.subject))) {
            let sequence = try ledger.records(of: subject)
            let all = sequence.all
            let moments = Dictionary(all.map { ($0.name, $0.record.at) }) { first, _ in first }
            for stored in all where new.contains(stored.name) {
                unshared.append(stored)
                faults[stored.name] = Self.fault(
                    of: stored, seeing: sequence.seen(by: stored).compactMap { moments[$0] }, now: ledger.now, tolerance
                )
            }
        }
        (self.unshared, self.faults) = (unshared, faults)
    }

    private static func fault(
        of stored: StoredRecord, seeing seen: [Timestamp], now: Timestamp, _ tolerance: TimeSpan
    ) -> Fault? {
        if stored.record.at > now + tolerance { return .ahead }
        return seen.contains { $0 <= now + tolerance && $0 > stored.record.at + tolerance } ? .behind : nil
    }
}
