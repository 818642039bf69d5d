import Changes

/// Somebody who was ever recorded to have asked for an item.
package struct Requester: Hashable, Sendable {
    /// As records name them.
    package let name: String
    /// Whether a signature of the policy is on a record that names them: then nobody takes that back.
    package let isVouched: Bool
    /// Who recorded with their key, in view of all records that name this one, who asked for it.
    package let corrections: [Person]
}

extension Requester {
    /// All of an item, in the order in which records name them.
    static func all(in sequence: RecordSequence) -> [Requester] {
        let words = sequence.records.compactMap(Word.init)
        guard !words.isEmpty else { return [] }
        let sight = RecordSight(sequence)
        let corrections = words.filter { $0.stored.isSigned && $0.stored.opens }
        let byName = Dictionary(grouping: words, by: \.name)
        return words.map(\.name).unique(by: \.self).filter { !$0.isEmpty }.map { name in
            let naming = byName[name] ?? []
            let later = corrections.filter { correction in
                naming.allSatisfy { sight.hasSeen(correction.stored.name, $0.stored.name) }
            }
            return Requester(
                name: name, isVouched: naming.contains { $0.stored.isSigned }, corrections: later.map(\.stored.author))
        }
    }

    /// A record that says who asked.
    private struct Word {
        let stored: StoredRecord
        let name: String

        init?(_ stored: StoredRecord) {
            guard case .item(let statement) = stored.record.statement,
                let name = statement.set[ItemAttribute.requester.rawValue]
            else { return nil }
            (self.stored, self.name) = (stored, name)
        }
    }
}
