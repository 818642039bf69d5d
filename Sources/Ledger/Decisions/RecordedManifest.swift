/// A manifest with its record: a tag names that.
@dynamicMemberLookup
package struct RecordedManifest: Hashable, Sendable {
    package let record: RecordName
    /// The name of the record's file.
    package let file: RecordName
    package let by: Person
    package let statement: ManifestStatement

    /// Nil for records of other kinds.
    package init?(_ stored: StoredRecord) {
        guard case .manifest(let statement) = stored.record.statement else { return nil }
        (record, file, by, self.statement) = (stored.name, stored.file, stored.author, statement)
    }

    package subscript<Value>(dynamicMember path: KeyPath<ManifestStatement, Value>) -> Value {
        statement[keyPath: path]
    }

    /// The record's path in the ledger, as the tag's message has it.
    package var path: String {
        get throws { (try Subject.release(statement.release).folder() + [file.description]).joined(separator: "/") }
    }
}

extension Policy {
    /// Whether somebody may make release tags: any person whose manifests count, or the members of the role that the policy
    /// names.
    package func mayTag(_ person: Person) -> Bool { tagger.map { mayAct(person, as: $0) } ?? true }

    /// Whether a manifest is one that `sluice tag` can have made: for the release's own tag, by somebody who may.
    package func accepts(_ manifest: RecordedManifest) -> Bool {
        version(ofTag: manifest.tag) == manifest.release && mayTag(manifest.by)
    }
}
