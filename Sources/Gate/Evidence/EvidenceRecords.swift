import Changes
import Ledger

/// The records of a release's evidence by subject, item and name: a report asks for them once for every item.
struct EvidenceRecords: Sendable {
    private let sequences: [Subject: RecordSequence]
    private let items: [ItemID: Item]
    private let named: [RecordName: JudgedRecord]

    init(_ records: [JudgedRecord]) {
        sequences = Dictionary(grouping: records, by: \.statement.subject)
            .mapValues { RecordSequence($0.map(\.stored)) }
        let known = sequences.values.compactMap { Item($0) }
        items = Dictionary(known.map { ($0.id, $0) }) { first, _ in first }
        named = Dictionary(records.map { ($0.stored.name, $0) }) { first, _ in first }
    }

    subscript(subject: Subject) -> RecordSequence { sequences[subject] ?? RecordSequence([]) }
    subscript(item: ItemID) -> Item? { items[item] }
    subscript(name: RecordName) -> JudgedRecord? { named[name] }
}
