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

    /// Whether a key of the policy signed it.
    var isSigned: Bool { if case .signed = authorship { true } else { false } }

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

    /// The names that records of this subject say to have seen, but which are not here: a sign of a missing file. Where the
    /// policy asks for signatures, only records that a key of the policy signed are believed.
    package let missing: [RecordName]

    /// The identities of those of which the name of the file is another one, by that.
    private let identities: [RecordName: RecordName]

    package static let none = RecordSequence([])

    package init(_ unordered: [StoredRecord]) {
        self.init(unordered, files: unordered.map(\.names), invalid: [], needsKeys: false)
    }

    /// - Parameters:
    ///   - copies: all files of each record.
    ///   - needsKeys: whether the policy asks for signatures.
    init(_ unordered: [StoredRecord], _ copies: [[SignedRecord]], invalid: [InvalidFile], needsKeys: Bool) {
        self.init(
            unordered, files: copies.flatMap { $0.map(\.stored.names) }, invalid: invalid, needsKeys: needsKeys)
    }

    /// Records that count, in their order.
    private init(ordered: [StoredRecord]) {
        (records, all, invalid, missing, identities) = (ordered, ordered, [], [], [:])
    }

    private init(
        _ unordered: [StoredRecord], files: [(file: RecordName, name: RecordName)], invalid: [InvalidFile],
        needsKeys: Bool
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
        let believed = unordered.filter { $0.counts && ($0.isSigned || !needsKeys) }
        missing = Set(believed.flatMap(after)).subtracting(names).sorted()
        let ordered = Self.ordered(unordered, after: after)
        all = ordered
        records = ordered.allSatisfy(\.counts) ? ordered : ordered.filter(\.counts)
    }

    /// What a writer had seen comes first, then time decides, then the name: of all records that only those follow which are
    /// placed already, the first one is placed next.
    private static func ordered(
        _ unordered: [StoredRecord], after: (StoredRecord) -> [RecordName]
    ) -> [StoredRecord] {
        let sorted = unordered.sorted { ($0.record.at, $0.name) < ($1.record.at, $1.name) }
        let places = Dictionary(sorted.indices.map { (sorted[$0].name, $0) }) { first, _ in first }
        var (followers, awaited) = (
            [[Int]](repeating: [], count: sorted.count), [Int](repeating: 0, count: sorted.count)
        )
        for place in sorted.indices {
            for seen in Set(after(sorted[place])).compactMap({ places[$0] }) {
                followers[seen].append(place)
                awaited[place] += 1
            }
        }
        var ready = LowestFirst(sorted.indices.filter { awaited[$0] == 0 })
        var ordered: [Int] = []
        while let place = ready.next() {
            ordered.append(place)
            for follower in followers[place] {
                awaited[follower] -= 1
                if awaited[follower] == 0 { ready.insert(follower) }
            }
        }
        // A circle is impossible, as names hold the hash of their content. Nothing is lost in any case.
        if ordered.count < sorted.count { ordered += sorted.indices.filter { awaited[$0] > 0 } }
        return ordered.map { sorted[$0] }
    }

    /// All of them in their order, those judged anew whose right depends on others.
    ///
    /// - Parameter judge: judges one by the counting records before it.
    func judgedInOrder(_ judge: (StoredRecord, RecordSequence) throws -> StoredRecord) rethrows -> [StoredRecord] {
        var before: [StoredRecord] = []
        return try all.map { stored in
            let isPart = stored.record.statement.dependsOnOthers
            let judged = isPart ? try judge(stored, RecordSequence(ordered: before)) : stored
            if judged.counts, judged.record.statement.body.givesRights { before.append(judged) }
            return judged
        }
    }

    /// The counting records before one of them that can give rights.
    package func giversOfRights(before name: RecordName) -> RecordSequence {
        RecordSequence(
            ordered: all.prefix { $0.name != name }.filter { $0.counts && $0.record.statement.body.givesRights })
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

/// Numbers that are taken out in their order, whenever they were put in: a binary heap.
private struct LowestFirst {
    private var heap: [Int]

    /// - Parameter sorted: the first ones; what is sorted is a heap.
    init(_ sorted: [Int]) { heap = sorted }

    mutating func insert(_ number: Int) {
        heap.append(number)
        var place = heap.count - 1
        while place > 0, heap[place] < heap[(place - 1) / 2] {
            heap.swapAt(place, (place - 1) / 2)
            place = (place - 1) / 2
        }
    }

    mutating func next() -> Int? {
        guard let lowest = heap.first else { return nil }
        let last = heap.removeLast()
        guard !heap.isEmpty else { return lowest }
        heap[0] = last
        var place = 0
        while let child = [2 * place + 1, 2 * place + 2].filter(heap.indices.contains).min(by: { heap[$0] < heap[$1] }),
            heap[child] < heap[place]
        {
            heap.swapAt(place, child)
            place = child
        }
        return lowest
    }
}
