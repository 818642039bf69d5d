package import Changes

/// Another system that items come from: an issue tracker, a service desk.
package struct ItemSource: Hashable, Sendable {
    package let name: String
    /// Run by the shell; it answers questions on standard input and output (Design, "Sources of items").
    package internal(set) var command = ""
    /// The keys of the items that it knows; all where nothing is said.
    package internal(set) var keys: [String] = []

    /// Whether it may know items with this key.
    package func covers(key: String) -> Bool { keys.isEmpty || keys.contains(key) }
}

extension PolicyKey {
    static let sources = [
        PolicyKey(
            "source.*.command",
            "A command that reads items from another system (`sluice import --source <name>`). It runs only on machines whose",
            "user allowed it: `git config sluice.source.<name> <the same command>`."
        ) { policy, value, section throws(PolicyValueProblem) in
            try policy.edit(source: section) { $0.command = value }
        },
        PolicyKey(
            "source.*.key", isRepeatable: true, "The keys of the items that it knows. All by default."
        ) { policy, value, section throws(PolicyValueProblem) in
            guard policy.links.keys.contains(value) else { throw .unknownKey(value) }
            try policy.edit(source: section) { $0.keys.append(value) }
        },
    ]
}

extension Policy {
    package func source(named name: String) -> ItemSource? { sources.first { $0.name == name } }

    /// Where an item could be asked for.
    package func source(of item: ItemID) -> ItemSource? { sources.first { $0.covers(key: item.key) } }

    fileprivate mutating func edit(
        source name: String, _ change: (inout ItemSource) -> Void
    ) throws(PolicyValueProblem) {
        guard RoleName.accepts(name) else { throw .badSource(name) }
        if !sources.contains(where: { $0.name == name }) { sources.append(ItemSource(name: name)) }
        for index in sources.indices where sources[index].name == name { change(&sources[index]) }
    }
}
