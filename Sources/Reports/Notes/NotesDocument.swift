package import Changes
import Git
import Ledger
import Releases

/// The notes of a release in JSON. Stable: keys may be added, none is taken away.
package struct NotesDocument: JSONConvertible, Sendable {
    package let json: JSONValue

    package init(_ notes: ReleaseNotes) {
        json = .object([
            "release": notes.scope.version, "base": notes.scope.baseDocument,
            "candidate": notes.scope.candidateDocument,
            "items": notes.sections.flatMap(\.entries).map(Self.entry),
            "unlinked": notes.contents.unlinked.map(Self.subject),
            // How many commits need no item.
            "exempt": notes.contents.exempt.count,
            "removed": notes.removed.map(Self.effect), "restored": notes.restored.map(Self.effect),
            "reverted": notes.reverted.map(Self.effect),
            "configuration": notes.configuration.map(ConfigurationDocument.init),
        ])
    }

    /// An item, and the commits that take it away or bring it back.
    private static func effect(_ effect: ReleaseNotes.Effect) -> JSONValue {
        .object(["id": effect.id, "title": effect.title, "commits": effect.reverts])
    }

    /// An item with its tasks; `kind` is null where the ledger does not know it, `type` for what is no RfC.
    private static func entry(_ entry: ReleaseNotes.Entry) -> JSONValue {
        .object([
            "id": entry.id, "title": entry.title, "kind": (entry.noun?.rawValue).orNull, "type": entry.type.orNull,
            "commits": entry.commits, "tasks": entry.tasks.map(Self.entry),
            "remarks": entry.remarks.isEmpty ? nil : entry.remarks,
        ])
    }

    private static func subject(_ linked: LinkedCommit) -> JSONValue {
        .object(["commit": linked.commit.id, "subject": String(repairing: linked.reading.subject)])
    }
}
