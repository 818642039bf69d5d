package import Git

extension Repository {
    /// All branches, remote-tracking ones too, that hold code: the ledger's is left out. Their targets are commits.
    package func codeBranches(besides ledger: String) throws -> [Reference] {
        let all = try references(under: "refs/heads/") + references(under: "refs/remotes/")
        return all.filter { !("/" + $0.shortName).hasSuffix("/" + ledger) }
    }

    /// Everything from which code can be reached: branches, tags of commits, and HEAD where it is detached.
    func codeTips(besides ledger: String) throws -> [ObjectID] {
        let tags = try references(under: "refs/tags/").map { try peeled($0.target) }.filter { $0.kind == .commit }
        let head = try reference("HEAD").map { [$0.target] } ?? []
        return try codeBranches(besides: ledger).map(\.target) + tags.map(\.id) + head
    }
}
