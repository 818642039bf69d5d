package import Changes

extension ManifestStatement {
    /// What differs in one configuration file.
    package struct ConfigurationFile: ObjectField, Hashable, Sendable {
        package var path: String
        /// The first of them; what there is in manifests from before a file could have more.
        package var configurationItem: String?
        package var configurationItems: [String]?
        package var changes: [ConfigurationEntry]
        /// How many more changes there were than are kept.
        package var moreChanges: Int

        package init(
            path: String, configurationItem: String?, configurationItems: [String], changes: [ConfigurationEntry],
            moreChanges: Int
        ) {
            self.path = path
            self.configurationItem = configurationItem
            self.configurationItems = configurationItems.isEmpty ? nil : configurationItems
            self.changes = changes
            self.moreChanges = moreChanges
        }

        init(_ fields: RecordFields) throws(FieldProblem) {
            path = try fields.value("path")
            configurationItem = try fields.optional("configurationItem")
            configurationItems = try fields.optional("configurationItems")
            changes = try fields.value("changes")
            moreChanges = try fields.value("moreChanges")
        }

        package var json: JSONValue {
            .object([
                "path": path, "configurationItem": configurationItem, "configurationItems": configurationItems,
                "changes": changes, "moreChanges": moreChanges,
            ])
        }
    }

    /// One setting that differs, with the items behind it. Secrets are marks.
    package struct ConfigurationEntry: ObjectField, Hashable, Sendable {
        package var key: String
        package var kind: String
        package var old: String?
        package var new: String?
        package var items: [ItemID]

        package init(key: String, kind: String, old: String?, new: String?, items: [ItemID]) {
            self.key = key
            self.kind = kind
            self.old = old
            self.new = new
            self.items = items
        }

        init(_ fields: RecordFields) throws(FieldProblem) {
            key = try fields.value("key")
            kind = try fields.value("kind")
            old = try fields.optional("old")
            new = try fields.optional("new")
            items = try fields.value("items")
        }

        package var json: JSONValue {
            .object(["key": key, "kind": kind, "old": old, "new": new, "items": items])
        }
    }
}
