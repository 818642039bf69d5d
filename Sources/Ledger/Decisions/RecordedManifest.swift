/// A manifest with its record: a tag names that.
@dynamicMemberLookup
package struct RecordedManifest: Hashable, Sendable {
    package let record: RecordName
    /// The names of the files that hold the record.
    package let files: [RecordName]
    package let by: Person
    /// Whether it may open a gate.
    package let opens: Bool
    package let statement: ManifestStatement

    /// - Parameter files: the names of the files that hold the record, where there are others than the one that it was read from.
    /// - Returns: nil for records of other kinds.
    package init?(_ stored: StoredRecord, files: [RecordName]? = nil) {
        guard case .manifest(let statement) = stored.record.statement else { return nil }
        (record, by, opens, self.statement) = (stored.name, stored.author, stored.opens, statement)
        self.files = files ?? [stored.file]
    }

    package subscript<Value>(dynamicMember path: KeyPath<ManifestStatement, Value>) -> Value {
        statement[keyPath: path]
    }

    /// The paths of the record in the ledger. The tag's message has one of them.
    package var paths: [String] {
        get throws {
            let folder = try Subject.release(statement.release).folder()
            return files.map { (folder + [$0.description]).joined(separator: "/") }
        }
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
