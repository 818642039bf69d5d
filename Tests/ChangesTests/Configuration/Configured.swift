@testable import Changes

/// What tests ask of configuration files, in short words.
enum Configured {
    static func tree(_ text: String, _ format: ConfigurationFormat) throws -> ConfigurationNode {
        try ConfigurationNode(Array(text.utf8), format: format)
    }

    static func reason(_ text: String, _ format: ConfigurationFormat) -> NotReadable? {
        do throws(NotReadable) {
            _ = try ConfigurationNode(Array(text.utf8), format: format)
            return nil
        } catch {
            return error
        }
    }

    static func comparison(_ old: String?, _ new: String?, _ format: ConfigurationFormat) -> ConfigurationComparison {
        ConfigurationComparison(old: old.map { Array($0.utf8) }, new: new.map { Array($0.utf8) }, format: format)
    }

    /// Changes as lines: `database.pool 10 → 20`, `+ a 1`, `- b 2`, `~ list`.
    static func changes(_ old: String?, _ new: String?, _ format: ConfigurationFormat) -> [String] {
        comparison(old, new, format).changes.map { change in
            switch change.kind {
            case .added: "+ \(change.path.text) \(change.new ?? "?")"
            case .removed: "- \(change.path.text) \(change.old ?? "?")"
            case .changed: "\(change.path.text) \(change.old ?? "?") → \(change.new ?? "?")"
            case .reordered: "~ \(change.path.text)"
            case .moved: "> \(change.old ?? "?") \(change.new ?? "?")"
            }
        }
    }
}

extension ConfigurationNode {
    /// The same, whatever order its tables have.
    var withoutOrder: ConfigurationNode {
        switch self {
        case .scalar: self
        case .list(let list): .list(list.map(\.withoutOrder))
        case .table(let table): .table(table.mapValues(\.value.withoutOrder).inSequence([]))
        }
    }
}
