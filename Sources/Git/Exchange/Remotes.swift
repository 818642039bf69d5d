extension Repository {
    /// The names of all remotes that have an address, sorted.
    package func remoteNames() throws -> [String] {
        let names = try configuration().entries().compactMap { entry -> String? in
            guard entry.name.hasPrefix("remote."), entry.name.hasSuffix(".url") else { return nil }
            return String(entry.name.dropFirst("remote.".count).dropLast(".url".count))
        }
        return Set(names).sorted()
    }

    /// The remotes from which a fetch does not bring this branch: clones of one branch or of little depth are set up so
    /// (git-config, `remote.<name>.fetch`; gitglossary, "refspec"). Sorted.
    package func remotes(notFetching branch: String) throws -> [String] {
        var fetching: [String: Bool] = [:]
        for entry in try configuration().entries() {
            guard entry.name.hasPrefix("remote."), entry.name.hasSuffix(".fetch"), let value = entry.value else {
                continue
            }
            let remote = String(entry.name.dropFirst("remote.".utf8.count).dropLast(".fetch".utf8.count))
            let brings = Self.brings(value, "refs/heads/" + branch)
            fetching[remote] = brings || fetching[remote] == true
        }
        return fetching.filter { !$0.value }.keys.sorted()
    }

    /// Whether the source of a refspec, `+refs/heads/*:refs/remotes/origin/*`, covers a reference.
    private static func brings(_ refspec: String, _ reference: String) -> Bool {
        let source = refspec.drop { $0 == "+" }.prefix { $0 != ":" }
        guard let star = source.firstIndex(of: "*") else { return source == reference }
        return reference.hasPrefix(source[..<star]) && reference.hasSuffix(source[source.index(after: star)...])
    }
}
