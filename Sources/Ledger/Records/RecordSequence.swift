import Changes
import Git

/// A record with the names by which it is known, and whose word it is.
package struct StoredRecord: Hashable, Sendable {
    /// The name of its file: its time and the hash of all its bytes.
    package let file: RecordName
    /// Its identity: its time and the hash of its line. A signature can be stored in several forms, which are one record.
    package let name: RecordName
    package let record: Record
    /// The armoured signature behind the record's line; nil where there is none.
    package let signature: [UInt8]?
    package let authorship: Authorship
    /// Whose word it is, as the policy knows them; who it says to be, where the policy knows nothing.
    package let author: Person
    /// For what it counts, of what its statement can do.
    package let weight: StatementEffect

    package init(
        file: RecordName, name: RecordName? = nil, record: Record, signature: [UInt8]? = nil,
        authorship: Authorship = .claimed, author: Person? = nil, weight: StatementEffect? = nil
    ) {
        self.file = file
        self.name = name ?? (signature == nil ? file : Self.identity(of: record))
        self.record = record
        self.signature = signature
        self.authorship = authorship
        self.author = author ?? record.by
        self.weight = weight ?? record.statement.effect
    }

    private static func identity(of record: Record) -> RecordName {
        RecordName(at: record.at, blob: (try? Repository.id(of: record.line(), .blob)) ?? .zero)
    }

    /// The file's content.
    package var bytes: [UInt8] { record.line() + (signature ?? []) }

    fileprivate var names: (file: RecordName, name: RecordName) { (file, name) }

    /// Whether it decides anything.
    package var counts: Bool { authorship.counts }

    /// Whether it may open a gate, as far as its statement does.
    package var opens: Bool { weight.contains(.opens) }
}

/// The records about one subject, in the order that gives them their meaning: what a writer had seen comes before
/// what they wrote, then time decides, then the name.
package struct RecordSequence: Sendable {
    /// Those that count.
    package let records: [StoredRecord]
    /// All of them, also those that decide nothing.
    package let all: [StoredRecord]
    /// The files in their folder that are no records.
    package let invalid: [InvalidFile]

    /// The names that counting records of this subject say to have seen, but which are not here: a sign of a missing file.
    package let missing: [RecordName]

    /// The identities of those of which the name of the file is another one, by that.
    private let identities: [RecordName: RecordName]

    package static let none = RecordSequence([])

    package init(_ unordered: [StoredRecord]) { self.init(unordered, files: unordered.map(\.names), invalid: []) }

    /// - Parameter copies: all files of each record.
    init(_ unordered: [StoredRecord], _ copies: [[SignedRecord]], invalid: [InvalidFile]) {
        self.init(unordered, files: copies.flatMap { $0.map(\.stored.names) }, invalid: invalid)
    }

    private init(
        _ unordered: [StoredRecord], files: [(file: RecordName, name: RecordName)], invalid: [InvalidFile]
    ) {
        self.invalid = invalid
        let others = files.filter { $0.file != $0.name }.map { ($0.file, $0.name) }
        let identities = Dictionary(others) { first, _ in first }
        self.identities = identities
        // Most subjects have one record.
        if unordered.isEmpty || unordered.count == 1 && unordered[0].record.after.isEmpty {
            (all, missing) = (unordered, [])
            records = unordered.filter(\.counts)
            return
        }
        let names = Set(unordered.map(\.name))
        let after = { (stored: StoredRecord) in stored.record.after.map { identities[$0] ?? $0 } }
        missing = Set(unordered.filter(\.counts).flatMap(after)).subtracting(names).sorted()
        var waiting = unordered.sorted { ($0.record.at, $0.name) < ($1.record.at, $1.name) }
        var ordered: [StoredRecord] = []
        var placed: Set<RecordName> = []
        while !waiting.isEmpty {
            // A record can only follow what exists; a circle is impossible, as names hold the hash of their content.
            let next = waiting.firstIndex { after($0).allSatisfy { placed.contains($0) || !names.contains($0) } }
            let record = waiting.remove(at: next ?? 0)
            placed.insert(record.name)
            ordered.append(record)
        }
        all = ordered
        records = ordered.allSatisfy(\.counts) ? ordered : ordered.filter(\.counts)
    }

    /// The identity of the record that a text of this subject's records refers to, be it by that or, as records of format 1
    /// do, by the name of its file.
    package func identity(of name: RecordName) -> RecordName { identities[name] ?? name }

    /// The records that people mean by the beginning of a name or of its digits, be it the record's own or that of a file that
    /// holds it.
    package func names(beginning text: String) -> [RecordName] {
        let text = text.lowercased()
        let fits = { (name: RecordName) in
            !text.isEmpty && (name.digits.hasPrefix(text) || name.description.lowercased().hasPrefix(text))
        }
        return all.map(\.name).filter { name in
            fits(name) || identities.contains { $0.value == name && fits($0.key) }
        }
    }

    /// The names of the files that hold a record.
    func files(of name: RecordName) -> [RecordName] {
        let others = identities.filter { $0.value == name }.map(\.key)
        return (all.filter { $0.name == name }.map(\.file) + others).unique(by: \.self).sorted()
    }

    /// The name of the file of a record, as format 1 refers to it.
    func file(of name: RecordName) -> RecordName { all.first { $0.name == name }?.file ?? name }

    /// The records that this one's writer had seen and no other seen one follows.
    func seen(by stored: StoredRecord) -> [RecordName] { stored.record.after.map(identity) }

    /// Those that decide nothing.
    package var discounted: [StoredRecord] { all.filter { !$0.counts } }

    /// The records that count, or will at the time that they are dated, and that none of those has seen: what a new record has
    /// to name in its `after`.
    package var heads: [StoredRecord] {
        let named = all.filter { $0.counts || $0.authorship == .discounted(.early) }
        let followed = Set(named.flatMap(seen(by:)))
        return named.filter { !followed.contains($0.name) }.sorted { $0.name < $1.name }
    }

    /// The latest time among them that is not after a moment: a new record is never earlier. Records of the future count for
    /// nothing here, or one of them would date everybody's later words.
    package func latest(until moment: Timestamp) -> Timestamp? {
        records.lazy.map(\.record.at).filter { $0 <= moment }.max()
    }
}
