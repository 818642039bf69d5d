/// A record with the name under which it stands, and whose word it is.
package struct StoredRecord: Hashable, Sendable {
    package let name: RecordName
    package let record: Record
    /// The armoured signature behind the record's line; nil where there is none.
    package let signature: [UInt8]?
    package let authorship: Authorship
    /// Whose word it is, as the policy knows them; who it says to be, where the policy knows nothing.
    package let author: Person
    /// Whether it is dated after now, so that it shuts already but does not open yet.
    package let isEarly: Bool

    package init(
        name: RecordName, record: Record, signature: [UInt8]? = nil, authorship: Authorship = .claimed,
        author: Person? = nil, isEarly: Bool = false
    ) {
        self.name = name
        self.record = record
        self.signature = signature
        self.authorship = authorship
        self.author = author ?? record.by
        self.isEarly = isEarly
    }

    /// The file's content.
    package var bytes: [UInt8] { record.line() + (signature ?? []) }
}

/// The records about one subject, in the order that gives them their meaning: what a writer had seen comes before
/// what they wrote, then time decides, then the name.
package struct RecordSequence: Sendable {
    /// Those that count.
    package let records: [StoredRecord]
    /// All of them, also those that decide nothing, as the policy wants a signature that they lack.
    package let all: [StoredRecord]

    /// The names that records of this subject say to have seen, but which are not here: a sign of a missing file.
    package let missing: [RecordName]

    package static let none = RecordSequence([])

    package init(_ unordered: [StoredRecord]) {
        // Most subjects have one record.
        if unordered.isEmpty || unordered.count == 1 && unordered[0].record.after.isEmpty {
            (all, missing) = (unordered, [])
            records = unordered.filter(\.authorship.counts)
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
        all = ordered
        records = ordered.allSatisfy(\.authorship.counts) ? ordered : ordered.filter(\.authorship.counts)
    }

    /// Those that decide nothing.
    package var discounted: [StoredRecord] { all.filter { !$0.authorship.counts } }

    /// The records that none here has seen: what a new record has to name in its `after`.
    package var heads: [RecordName] {
        let followed = Set(all.flatMap(\.record.after))
        return all.map(\.name).filter { !followed.contains($0) }.sorted()
    }

    /// The latest time among them that is not after a moment: a new record is never earlier. Records of the future count for
    /// nothing here, or one of them would date everybody's later words.
    package func latest(until moment: Timestamp) -> Timestamp? {
        all.lazy.map(\.record.at).filter { $0 <= moment }.max()
    }
}
