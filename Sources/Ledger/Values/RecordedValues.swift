/// The values that records give the attributes of something.
///
/// A value ends those that its writer had seen. Of values beyond doubt that had not seen each other the last one is the value, and
/// the others are possible. A doubtful record is one of which only the shutting half counts: it changes no value, and its own one is
/// possible. Whoever asks for something because of a value asks for it because of the possible ones, too.
package struct RecordedValues<Attribute: Hashable & Sendable>: Hashable, Sendable {
    /// The values beyond doubt.
    package let certain: [Attribute: String]
    /// The others that nobody ended; empty for an attribute that a record takes away.
    private let possible: [Attribute: Set<String>]

    fileprivate init(certain: [Attribute: String], possible: [Attribute: Set<String>]) {
        (self.certain, self.possible) = (certain, possible)
    }

    package subscript(attribute: Attribute) -> String? { certain[attribute] }

    /// All values that an attribute can have, the certain one first; nil stands for none.
    package subscript(all attribute: Attribute) -> [String?] {
        let others = possible[attribute, default: []].subtracting([certain[attribute] ?? ""]).sorted()
        return [certain[attribute]] + others.map { $0.isEmpty ? nil : $0 }
    }

    /// Those of the values that differ from what is recorded, or besides which another one is possible.
    package func changes(to values: [Attribute: String]) -> [Attribute: String] {
        values.filter { (certain[$0.key] ?? "") != $0.value || possible[$0.key] != nil }
    }
}

/// What records say of the attributes of something, in their order.
struct ValueRecords<Attribute: Hashable & Sendable> {
    private struct Word {
        let record: RecordName
        let value: String
        let isCertain: Bool
    }

    private var words: [Attribute: [Word]] = [:]

    /// Adds what a later record sets an attribute to; an empty value takes it away.
    mutating func set(_ attribute: Attribute, to value: String, by record: RecordName, isCertain: Bool) {
        words[attribute, default: []].append(Word(record: record, value: value, isCertain: isCertain))
    }

    /// - Parameter sequence: the records.
    func values(in sequence: RecordSequence) -> RecordedValues<Attribute> {
        lazy var sight = RecordSight(sequence)
        var (certain, possible): ([Attribute: String], [Attribute: Set<String>]) = ([:], [:])
        for (attribute, words) in words {
            let last = words.last(where: \.isCertain)
            if let value = last?.value, !value.isEmpty { certain[attribute] = value }
            guard words.count > 1 || last == nil else { continue }
            let ended = sight.seen(by: words.filter(\.isCertain).map(\.record), among: words.map(\.record))
            let open = words.filter { !ended.contains($0.record) && $0.value != last?.value ?? "" }
            if !open.isEmpty { possible[attribute] = Set(open.map(\.value)) }
        }
        return RecordedValues(certain: certain, possible: possible)
    }
}
