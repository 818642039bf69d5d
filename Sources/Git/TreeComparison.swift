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
}

extension Repository {
    /// The paths at which a commit differs from every one of its parents; for a root, all its files. Sorted by bytes.
    ///
    /// For a merge that is Git's combined view (git-diff-tree, `-c`): what came from one side alone is not in it. All trees
    /// are read side by side, and none that equals a parent's, so that the sizes of the sides do not matter.
    package func ownChanges(of commit: Commit) throws -> [[UInt8]] {
        let parents = try commit.parents.map { try self.commit($0).tree }
        var paths: [[UInt8]] = []
        try collectOwn(commit.tree, besides: parents, under: [], into: &paths)
        return paths.sorted { $0.lexicographicallyPrecedes($1) }
    }

    private func collectOwn(
        _ tree: ObjectID?, besides parents: [ObjectID?], under prefix: [UInt8], into paths: inout [[UInt8]]
    ) throws {
        guard isOwn(tree, besides: parents) else { return }
        let new = try entries(tree)
        let old = try parents.map(entries)
        // What is gone had to be in every parent, so the names of one are enough.
        for name in Set(new.keys).union(old.first.map { Array($0.keys) } ?? []) {
            let entry = new[name]
            let earlier = old.map { $0[name] }
            let path = prefix + name
            if isOwn(entry?.asFile, besides: earlier.map { $0?.asFile }) { paths.append(path) }
            let trees = earlier.map { $0?.asTree }
            try collectOwn(entry?.asTree, besides: trees, under: path + [UInt8(ascii: "/")], into: &paths)
        }
    }

    private func isOwn<Value: Equatable>(_ value: Value?, besides others: [Value?]) -> Bool {
        !others.contains(value) && (value != nil || !others.isEmpty)
    }
}

extension TreeEntry {
    fileprivate var asFile: TreeEntry? { mode == .tree ? nil : self }
    fileprivate var asTree: ObjectID? { mode == .tree ? id : nil }
}
