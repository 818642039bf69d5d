package import Git

/// From where an index is made: all commits that code can be reached from.
package struct IndexTips: Sendable {
    package let commits: [ObjectID]
    /// Tag objects, and the commits that they mark.
    let tags: [(tag: ObjectID, target: ObjectID)]

    /// Branches, remote-tracking ones too, tags of commits, and HEAD; the ledger is left out.
    ///
    /// - Parameters:
    ///   - further: other commits that are to be in the index.
    ///   - known: an index that knows what many tags mark.
    package init(
        of repository: Repository, besides ledger: String, further: [ObjectID], known: HistoryIndex?
    ) throws {
        var commits = try further + repository.codeBranches(besides: ledger).map(\.target)
        var tags: [(tag: ObjectID, target: ObjectID)] = []
        for tag in try repository.references(under: "refs/tags/") {
            let target = try repository.peeled(tag.target, known: known)
            guard target.kind == .commit else { continue }
            commits.append(target.id)
            if target.id != tag.target { tags.append((tag.target, target.id)) }
        }
        if let head = try repository.reference("HEAD") { commits.append(head.target) }
        self.commits = commits
        self.tags = tags
    }
}

extension Repository {
    /// What an object is behind all tags; an index saves reading those that it has.
    func peeled(_ id: ObjectID, known: HistoryIndex?) throws -> (id: ObjectID, kind: ObjectKind) {
        if let known {
            if let target = known.target(ofTag: id) { return (target, .commit) }
            if known.position(of: id) != nil { return (id, .commit) }
        }
        return try peeled(id)
    }
}
