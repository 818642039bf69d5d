package import Changes

/// What was said of a commit by hand: a pure fold, the later word counts.
package struct CommitStatements: Hashable, Sendable {
    package struct Word<Value: Hashable & Sendable>: Hashable, Sendable {
        package let value: Value
        package let reason: String
        package let by: Person
    }

    /// Whether the commit belongs to an item (true) or does not (false), for each item that was named.
    package private(set) var links: [ItemID: Word<Bool>] = [:]
    /// Whether the commit needs no item; nil where nothing was said.
    package private(set) var exemption: Word<Bool>?

    package init(_ sequence: RecordSequence) {
        for stored in sequence.records {
            let record = stored.record
            switch record.statement {
            case .link(let statement):
                links[statement.item] = Word(value: statement.belongs, reason: statement.reason, by: record.by)
            case .exemption(let statement):
                exemption = Word(value: statement.exempt, reason: statement.reason, by: record.by)
            default: break
            }
        }
    }

    package static let none = CommitStatements(RecordSequence([]))
}
