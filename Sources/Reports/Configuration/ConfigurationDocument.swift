package import Changes
import Git
import Ledger
package import Releases

/// Configuration changes in JSON. Stable: keys may be added, none is taken away. Secrets are told as changed, never shown.
package struct ConfigurationDocument: JSONConvertible, Sendable {
    package let json: JSONValue

    package init(_ changes: ConfigurationChanges) {
        json = .object(["files": changes.files.map(Self.file), "unlinked": changes.unlinked.count])
    }

    private static func file(_ file: ConfigurationChanges.File) -> JSONValue {
        .object([
            "path": file.file.path.pathText, "oldPath": file.file.oldPath.map(\.pathText),
            "kind": file.file.kind.rawValue, "format": file.file.format.rawValue,
            "configurationItem": file.file.items.first.orNull, "configurationItems": file.file.items,
            "byKey": file.reading == .byKey, "note": file.note,
            "changes": file.entries.map(entry), "moreChanges": file.moreChanges,
        ])
    }

    private static func entry(_ entry: ConfigurationChanges.Entry) -> JSONValue {
        .object([
            "key": entry.change.path.text, "kind": entry.change.kind.rawValue, "old": entry.change.old.orNull,
            "new": entry.change.new.orNull, "secret": entry.change.isSecret, "commits": entry.commits,
            "items": entry.items,
            // Commits of the base that changed it and go with the release; absent where there is none.
            "goes": entry.goes.isEmpty ? nil : JSONValue.array(entry.goes.map(\.json)),
        ])
    }
}
