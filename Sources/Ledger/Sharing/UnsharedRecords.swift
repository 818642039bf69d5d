package import Git

/// The records that only this clone has, and those of them that have to be recorded anew before others take them.
package struct UnsharedRecords: Sendable {
    package enum Fault: Hashable, Sendable {
        /// It is dated after now.
        case ahead
        /// It is dated before a record that its writer had seen.
        case behind
        /// It can open something, and the key that signed it has ended: a server cannot know that it was signed before.
        case endedKey
    }

    /// The tip of the remote's ledger as it is known here.
    let shared: ObjectID
    /// Everything that the remote's ledger lacks, by its path.
    let files: [(path: [String], entry: TreeEntry)]
    /// Those of the files that are records, each subject's in their order.
    let records: [StoredRecord]
    /// What is wrong, by the names of records.
    let faults: [RecordName: Fault]

    package var ahead: [StoredRecord] { records.filter { faults[$0.name] == .ahead } }
    package var behind: [StoredRecord] { records.filter { faults[$0.name] == .behind } }
    package var ofEndedKeys: [StoredRecord] { records.filter { faults[$0.name] == .endedKey } }
    /// Whether none has to be recorded anew.
    package var isInOrder: Bool { faults.isEmpty }

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
        var blobs: [RecordName: ObjectID] = [:]
        let found = files.compactMap { path, entry -> StoredRecord? in
            let file = TreeEntry(name: Array((path.last ?? "").utf8), id: entry.id, mode: entry.mode)
            // What is no record has no date.
            let stored = try? ledger.unjudged(file, path: path.dropLast(), subject: nil)
            if let stored { blobs[stored.name] = entry.id }
            return stored
        }
        var (records, faults): ([StoredRecord], [RecordName: Fault]) = ([], [:])
        for subject in try Subject.inFolderOrder(Set(found.map(\.record.statement.subject))) {
            let sequence = try ledger.records(of: subject)
            let all = sequence.all
            let moments = Dictionary(all.map { ($0.name, $0.record.at) }) { first, _ in first }
            for stored in all {
                guard let blob = blobs[stored.name] else { continue }
                records.append(stored)
                let misdated = Self.fault(
                    of: stored, seeing: sequence.seen(by: stored).compactMap { moments[$0] }, now: ledger.now, tolerance
                )
                // A signature that does not verify is no key's.
                let end = try? ledger.endOfKey(behind: stored, blob: blob, before: ledger.now)
                faults[stored.name] = misdated ?? end.map { _ in .endedKey }
            }
        }
        (self.records, self.faults) = (records, faults)
    }

    private static func fault(
        of stored: StoredRecord, seeing seen: [Timestamp], now: Timestamp, _ tolerance: TimeSpan
    ) -> Fault? {
        if stored.record.at > now + tolerance { return .ahead }
        return seen.contains { $0 <= now + tolerance && $0 > stored.record.at + tolerance } ? .behind : nil
    }
}
