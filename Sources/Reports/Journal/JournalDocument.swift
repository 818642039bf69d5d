package import Changes
import Git
import Ledger

/// One entry of the journal in JSON. Stable: keys may be added, none is taken away.
package struct JournalDocument: JSONConvertible, Sendable {
    package let json: JSONValue

    package init(_ entry: JournalEntry) {
        json = .object([
            "at": entry.at, "by": entry.by,
            // claimed, signed, or why it decides nothing: unsigned, unknown-key, out-of-time.
            "authorship": entry.authorship.word, "kind": entry.statement.kind.rawValue,
            "about": JSONValue.object(entry.statement.subject.members), "changes": entry.changes.map(Self.change),
            "reason": entry.reason,
            // The entry as a sentence, for people.
            "text": entry.sentence(),
            // The name of the ledger's record.
            "record": entry.record,
        ])
    }

    private static func change(_ change: JournalEntry.Change) -> JSONValue {
        .object(["name": change.name, "from": change.before.orNull, "to": change.after.orNull])
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
        case .environment(let name): ["environment": name]
        case .testCase(let id): ["case": id.description]
        case .policy(let version): ["policy": String(version)]
        case .file(let blob): ["file": blob.description]
        }
    }
}
