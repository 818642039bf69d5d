import Changes
import Git
import Ledger

/// One entry of the journal in JSON. Stable: keys may be added, none is taken away.
package struct JournalDocument: Encodable, Sendable {
    private let at: Timestamp
    private let by: Person
    private let kind: Statement.Kind
    private let about: [String: String]
    private let changes: [ChangeDocument]
    private let reason: String?
    /// The entry as a sentence, for people.
    private let text: String
    /// The name of the ledger's record.
    private let record: RecordName

    package init(_ entry: JournalEntry) {
        at = entry.at
        by = entry.by
        kind = entry.statement.kind
        about = entry.statement.subject.members
        changes = entry.changes.map(ChangeDocument.init)
        reason = entry.reason
        text = entry.sentence
        record = entry.record
    }
}

private struct ChangeDocument: Encodable {
    let name: String
    let from: String?
    let to: String?

    init(_ change: JournalEntry.Change) {
        name = change.name
        from = change.before
        to = change.after
    }

    private enum Key: String, CodingKey { case name, from, to }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(name, forKey: .name)
        try container.encode(from, forKey: .from)
        try container.encode(to, forKey: .to)
    }
}

extension Subject {
    /// What it is about, in JSON: `{"item": "TASK-1", "release": "2.4.0"}`.
    fileprivate var members: [String: String] {
        switch self {
        case .item(let item): ["item": item.description]
        case .commit(let commit): ["commit": commit.description]
        case .release(let version): ["release": version.description]
        case .releaseItem(let version, let item): ["release": version.description, "item": item.description]
        case .policy(let version): ["policy": String(version)]
        }
    }
}
