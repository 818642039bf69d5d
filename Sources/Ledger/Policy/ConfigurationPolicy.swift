package import Changes

/// What the policy says of configuration: which files it is, whose it is, and what its changes need.
package struct ConfigurationPolicy: Hashable, Sendable {
    /// A controlled component of the running system (ITIL: configuration item), by the paths that it owns.
    package struct Item: Hashable, Sendable {
        package let name: String
        package internal(set) var paths: [PathPattern] = []
        /// Who answers for it, for people to read.
        package internal(set) var owner: String?
        /// The role that has to approve changes of its configuration, beside the roles that approve every item.
        package internal(set) var signOffRole: String?
    }

    /// What every configuration change has to belong to.
    package enum RequiredLink: String, CaseIterable, Sendable {
        case none, item, rfc
    }

    /// Files that are configuration whatever their names say, with the format in which they are read.
    package struct NamedFiles: Hashable, Sendable {
        package let pattern: PathPattern
        package let format: ConfigurationFormat
    }

    package internal(set) var files: [NamedFiles] = []
    /// Files that are none.
    package internal(set) var ignored: [PathPattern] = []
    package internal(set) var requiredLink = RequiredLink.none
    /// In the order of the policy.
    package internal(set) var items: [Item] = []

    package init() {}

    /// How a file is read; nil where it is no configuration. The policy goes before what names usually mean.
    package func format(of path: [UInt8]) -> ConfigurationFormat? {
        if let named = files.first(where: { $0.pattern.matches(path: path) }) { return named.format }
        guard let usual = ConfigurationFormat(path: path) else { return nil }
        return ignored.contains { $0.matches(path: path) } ? nil : usual
    }

    /// The configuration item that a file belongs to: the first whose paths cover it, or else one of what would lie below it, for
    /// which a link or a submodule stands.
    package func item(of path: [UInt8]) -> Item? {
        items.first { item in item.paths.contains { $0.matches(path: path) } }
            ?? items.first { item in item.paths.contains { $0.reaches(path: path) } }
    }

    /// Whether the gate has anything to ask of configuration changes.
    package var isDemanding: Bool { requiredLink != .none || items.contains { $0.signOffRole != nil } }
}

extension PolicyKey {
    static let configuration = [
        PolicyKey(
            "configuration.file", isRepeatable: true,
            "Further files that are configuration, with the format to read them in: `\"etc/** ini\"`.",
            "The formats: \(ConfigurationFormat.allCases.map(\.rawValue).joined(separator: ", "))."
        ) { policy, value, _ throws(PolicyValueProblem) in
            let words = value.split(separator: " ").map(String.init)
            guard words.count == 2 else { throw .noFileAndFormat(value) }
            guard let format = ConfigurationFormat(name: words[1]) else {
                throw .notAmong(words[1], ConfigurationFormat.allCases.map(\.rawValue))
            }
            policy.configuration.files.append(.init(pattern: try pattern(words[0]), format: format))
        },
        PolicyKey(
            "configuration.ignore", isRepeatable: true,
            "Files that are no configuration although their names look like it: `test/**`. None by default."
        ) { policy, value, _ throws(PolicyValueProblem) in
            policy.configuration.ignored.append(try pattern(value))
        },
        PolicyKey(
            "configuration.require-link",
            "Whether a configuration change has to belong to more than other changes do: none (to nothing more), item, or rfc",
            "(an RfC, or a task that implements one)."
        ) { policy, value, _ throws(PolicyValueProblem) in policy.configuration.requiredLink = try choice(value) },
        PolicyKey(
            "configuration-item.*.path", isRepeatable: true,
            "The files of a configuration item: a controlled component of the running system."
        ) { policy, value, section throws(PolicyValueProblem) in
            let pattern = try pattern(value)
            policy.configuration.change(section) { $0.paths.append(pattern) }
        },
        PolicyKey("configuration-item.*.owner", "The person or team who answers for it.") { policy, value, section in
            policy.configuration.change(section) { $0.owner = value }
        },
        PolicyKey(
            "configuration-item.*.signoff",
            "The role that has to approve changes of its configuration, besides those that approve every item."
        ) { policy, value, section throws(PolicyValueProblem) in
            let role = try role(value)
            policy.configuration.change(section) { $0.signOffRole = role }
        },
    ]
}

extension ConfigurationPolicy {
    fileprivate mutating func change(_ name: String, _ body: (inout Item) -> Void) {
        if !items.contains(where: { $0.name == name }) { items.append(Item(name: name)) }
        for index in items.indices where items[index].name == name { body(&items[index]) }
    }
}
