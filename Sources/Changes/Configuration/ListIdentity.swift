/// What the elements of a list are called, so that one stays itself wherever it stands.
enum ListIdentity {
    struct Names {
        let old: [[UInt8]]
        let new: [[UInt8]]
    }

    /// Names of all elements of two lists; nil unless one field names them all, each once within its list.
    static func names(of old: [ConfigurationNode], and new: [ConfigurationNode]) -> Names? {
        guard (old + new).allSatisfy({ $0.table != nil }), !(old.isEmpty && new.isEmpty) else { return nil }
        for way in ways {
            guard let oldNames = unique(old, way), let newNames = unique(new, way) else { continue }
            return Names(old: oldNames, new: newNames)
        }
        return nil
    }

    private static func unique(_ list: [ConfigurationNode], _ way: Way) -> [[UInt8]]? {
        var names: [[UInt8]] = []
        for element in list {
            guard let name = element.table.flatMap(way.name) else { return nil }
            names.append(name)
        }
        return Set(names).count == names.count ? names : nil
    }

    /// What names an element.
    private enum Way {
        /// Kubernetes knows an object by kind, namespace and name.
        case kubernetes
        case fields([String])

        func name(of table: ConfigurationTable) -> [UInt8]? {
            switch self {
            case .kubernetes: kubernetesName(table)
            case .fields(let fields): joined(table, fields, by: .colon)
            }
        }
    }

    /// Maven knows an artefact by group and artefact.
    private static let ways =
        [.kubernetes, .fields(["groupId", "artifactId"])]
        + ["name", "id", "key", "@name", "@id", "@key", "Name", "Id", "Key"].map { Way.fields([$0]) }

    private static func kubernetesName(_ table: ConfigurationTable) -> [UInt8]? {
        guard let kind = name(table["kind"]), let metadata = table["metadata"]?.table,
            let name = name(metadata["name"])
        else { return nil }
        let space = self.name(metadata["namespace"]).map { $0 + [.slash] } ?? []
        return kind + [.slash] + space + name
    }

    private static func joined(_ table: ConfigurationTable, _ fields: [String], by separator: UInt8) -> [UInt8]? {
        let names = fields.compactMap { name(table[$0]) }
        return names.count == fields.count ? Array(names.joined(separator: [separator])) : nil
    }

    /// A secret names nothing: the name would be shown.
    private static func name(_ node: ConfigurationNode?) -> [UInt8]? {
        guard let scalar = node?.scalar, !scalar.isSecret, !scalar.text.isEmpty else { return nil }
        return scalar.text
    }
}
