import Changes

extension Policy {
    /// The rules by which a history is read before `init`: what `init` would write where it finds nothing, as version 0.
    package static func beforeInit() throws -> Policy {
        let keys = ItemNoun.allCases.map { ItemKey(name: $0.rawValue.uppercased(), noun: $0) }
        let patterns = try ["v{version}", "{version}"].map { try TagPattern($0) }
        let proposal = PolicyProposal(keys: keys, tagPatterns: patterns, defaultBranch: "main")
        return try Policy(text: Array(proposal.text.utf8), version: 0)
    }

    /// Reads IDs with these keys only. A key that the policy has keeps its sort, any other leads to tasks.
    package mutating func replaceKeys(with names: [String]) {
        let known = keys
        keys = names.map { name in known.first { $0.name == name } ?? ItemKey(name: name, noun: .task) }
        links.keys = names
        links.numberMarks = links.numberMarks.filter { names.contains($0.value) }
    }
}
