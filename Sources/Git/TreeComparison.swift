/// A path that differs between two trees: what stood there before and after, nil where nothing did.
package struct PathChange: Hashable, Sendable {
    package let path: [UInt8]
    package let old: TreeEntry?
    package let new: TreeEntry?
}

extension Repository {
    /// The files that differ between two trees (nil is the empty tree), sorted by path bytes; equal subtrees are not read.
    package func changes(from old: ObjectID?, to new: ObjectID?) throws -> [PathChange] {
        var result: [PathChange] = []
        try compare(old, new, under: [], into: &result)
        return result.sorted { $0.path.lexicographicallyPrecedes($1.path) }
    }

    private func compare(
        _ old: ObjectID?, _ new: ObjectID?, under prefix: [UInt8], into result: inout [PathChange]
    ) throws {
        guard old != new else { return }
        var before = try entries(old)
        for (name, entry) in try entries(new) {
            let earlier = before.removeValue(forKey: name)
            guard earlier?.id != entry.id || earlier?.mode != entry.mode else { continue }
            try compareEntry(earlier, entry, at: prefix + entry.name, into: &result)
        }
        for entry in before.values { try compareEntry(entry, nil, at: prefix + entry.name, into: &result) }
    }

    private func compareEntry(
        _ old: TreeEntry?, _ new: TreeEntry?, at path: [UInt8], into result: inout [PathChange]
    ) throws {
        let oldTree = old?.mode == .tree ? old?.id : nil
        let newTree = new?.mode == .tree ? new?.id : nil
        try compare(oldTree, newTree, under: path + [UInt8(ascii: "/")], into: &result)
        let oldFile = oldTree == nil ? old : nil
        let newFile = newTree == nil ? new : nil
        if oldFile != nil || newFile != nil { result.append(PathChange(path: path, old: oldFile, new: newFile)) }
    }

    /// - Throws: `RepositoryProblem.corruptObject` where a name stands twice: Git would take the one or the other.
    private func entries(_ id: ObjectID?) throws -> [[UInt8]: TreeEntry] {
        guard let id else { return [:] }
        let entries = try tree(id)
        let named = Dictionary(entries.map { ($0.name, $0) }) { first, _ in first }
        guard named.count == entries.count else {
            throw RepositoryProblem.corruptObject(id, reason: "the tree holds a name twice")
        }
        return named
    }

    /// The paths at which a commit differs from every one of its parents; for a root, all its files.
    ///
    /// For a merge that is Git's combined view (git-diff-tree, `-c`): what came from one side alone is not in it.
    package func ownChanges(of commit: Commit) throws -> [[UInt8]] {
        guard let first = commit.parents.first else { return try changes(from: nil, to: commit.tree).map(\.path) }
        var paths = try changes(from: self.commit(first).tree, to: commit.tree).map(\.path)
        for parent in commit.parents.dropFirst() where !paths.isEmpty {
            let others = Set(try changes(from: self.commit(parent).tree, to: commit.tree).map(\.path))
            paths.removeAll { !others.contains($0) }
        }
        return paths
    }
}
