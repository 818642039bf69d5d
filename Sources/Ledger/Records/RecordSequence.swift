/// A record with the name under which it stands.
package struct StoredRecord: Hashable, Sendable {
    package let name: RecordName
    package let record: Record

    package init(name: RecordName, record: Record) {
        self.name = name
        self.record = record
    }
}

/// The records about one subject, in the order that gives them their meaning: what a writer had seen comes before
/// what they wrote, then time decides, then the name.
package struct RecordSequence: Sendable {
    package let records: [StoredRecord]

    /// The names that records of this subject say to have seen, but which are not here: a sign of a missing file.
    package let missing: [RecordName]

    package init(_ unordered: [StoredRecord]) {
        // Most subjects have one record.
        if unordered.isEmpty || unordered.count == 1 && unordered[0].record.after.isEmpty {
            (records, missing) = (unordered, [])
            return
        }
        let names = Set(unordered.map(\.name))
        missing = Set(unordered.flatMap(\.record.after)).subtracting(names).sorted()
        var waiting = unordered.sorted { ($0.record.at, $0.name) < ($1.record.at, $1.name) }
        var ordered: [StoredRecord] = []
        var placed: Set<RecordName> = []
        while !waiting.isEmpty {
            // A record can only follow what exists; a circle is impossible, as names hold the hash of their content.
            let next = waiting.firstIndex { $0.record.after.allSatisfy { placed.contains($0) || !names.contains($0) } }
            let record = waiting.remove(at: next ?? 0)
            placed.insert(record.name)
            ordered.append(record)
        }
        records = ordered
    }

    /// The records that none here has seen: what a new record has to name in its `after`.
    package var heads: [RecordName] {
        let followed = Set(records.flatMap(\.record.after))
        return records.map(\.name).filter { !followed.contains($0) }.sorted()
    }

    /// The latest time among them; a new record is never earlier.
    package var latest: Timestamp? { records.map(\.record.at).max() }
}
