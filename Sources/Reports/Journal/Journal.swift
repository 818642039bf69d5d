import Changes
package import Ledger

/// What happened, newest first: the records of any subjects, each with what it changed.
package struct Journal: Sendable {
    package let entries: [JournalEntry]
    /// Whose story it is; nil where it is told of more.
    let item: ItemID?

    /// Records of one subject keep the order that gives them their meaning, whatever their times say.
    package init(_ sequences: [RecordSequence]) {
        let newestFirst = sequences.sorted { Self.place(of: $0) < Self.place(of: $1) }
            .map { Self.entries(of: $0).reversed() }
        // The sort is stable: what was recorded at one time, as by an import, stays in the order of the items.
        entries = newestFirst.joined().sorted { $0.at > $1.at }
        item = nil
    }

    init(entries: [JournalEntry], on item: ItemID?) { (self.entries, self.item) = (entries, item) }

    private static func place(of sequence: RecordSequence) -> (key: String, number: Int) {
        guard case .item(let item)? = sequence.all.first?.record.statement.subject else { return ("", 0) }
        return (item.key, item.number)
    }

    private static func entries(of sequence: RecordSequence) -> [JournalEntry] {
        var known: [String: String] = [:]
        return sequence.all.enumerated().map { position, stored in
            let changes = values(of: stored.record.statement).compactMap { name, after in
                change(name, from: &known, to: after.isEmpty ? nil : after)
            }
            return JournalEntry(
                record: stored.name, at: stored.record.at, by: stored.author, authorship: stored.authorship,
                statement: stored.record.statement,
                changes: changes, isFirst: position == 0)
        }
    }

    private static func change(
        _ name: String, from known: inout [String: String], to after: String?
    ) -> JournalEntry.Change? {
        let before = known.updateValue(after ?? "", forKey: name).flatMap { $0.isEmpty ? nil : $0 }
        return before == after ? nil : JournalEntry.Change(name: name, before: before, after: after)
    }

    /// The values that a record sets, in the order of the help; an empty one takes the value away.
    private static func values(of statement: Statement) -> [(name: String, value: String)] {
        switch statement {
        case .item(let statement):
            let order = ItemAttribute.allCases.map(\.rawValue)
            return order.compactMap { name in statement.set[name].map { (name, $0) } }
        case .plan(let statement):
            return [
                ("target", statement.target), ("base", statement.base), ("manager", statement.manager),
                ("type", statement.type?.rawValue),
                ("from", statement.from?.description), ("until", statement.until?.description),
            ].compactMap { name, value in
                value.map { (name, $0) }
            }
        case .testCase(let statement):
            return TestCase.Attribute.allCases.compactMap { name in
                statement.set[name.rawValue].map { (name.rawValue, $0) }
            }
        case .link, .exemption, .signOff, .move, .testResult, .window, .deployment, .clearance, .waiver, .review,
            .package, .handover, .manifest, .policy, .verdict, .setAside:
            return []
        }
    }
}
