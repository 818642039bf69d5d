/// Proves without Git that a merge is what Git makes of its parents, by merging them path by path.
///
/// Where this gives exactly the tree of the merge, Git gives it too, under these conditions, all of which are checked:
/// - The parents have one merge base, so that Git merges no bases with each other first.
/// - A path at which both sides differ from the base exists in the base and on both sides. Git finds renames only among
///   paths that one side removed and added. At such a path the other side left everything as it was in the base, so that a
///   rename gives what the paths give by themselves.
/// - Files that both sides changed are ordinary ones without a NUL, and their lines merge without a conflict.
///
/// Anything else proves nothing, and Git has to be asked.
struct PathwiseMerge {
    let repository: Repository

    /// - Throws: `RepositoryProblem.shallow` or `.missingObject` where the clone ends above a merge base.
    func proves(_ merge: Commit) throws -> Bool {
        let sides = try merge.parents.map { try repository.commit($0).tree }
        if sides.allSatisfy({ $0 == merge.tree }) { return true }
        guard sides.count == 2 else { return false }
        let bases = try repository.mergeBases(of: merge.parents[0], merge.parents[1])
        guard bases.count == 1 else { return false }
        return try isMerge(
            Versions(base: try repository.commit(bases[0]).tree, ours: sides[0], theirs: sides[1], result: merge.tree),
            0)
    }

    /// One thing in four trees; nil where a tree lacks it.
    private struct Versions<Value: Equatable> {
        let base: Value?
        let ours: Value?
        let theirs: Value?
        let result: Value?

        /// Whether one side at most changed it, and then what the result has to be.
        var expected: Value?? {
            if ours == base { return .some(theirs) }
            if theirs == base { return .some(ours) }
            return nil
        }
    }

    private func isMerge(_ trees: Versions<ObjectID>, _ depth: Int) throws -> Bool {
        try repository.refuseTooDeep(trees.ours ?? trees.theirs, at: depth)
        if let expected = trees.expected { return trees.result == expected }
        var cursors = try [trees.base, trees.ours, trees.theirs, trees.result].map {
            TreeCursor(try repository.listing(of: $0))
        }
        while let place = TreeCursor.first(of: cursors) {
            let found = cursors.indices.map { cursors[$0].take(place)?.identity }
            let entries = Versions(base: found[0], ours: found[1], theirs: found[2], result: found[3])
            guard try isMerge(entries, ofFolders: place.isTree, depth) else { return false }
        }
        return true
    }

    private func isMerge(
        _ entries: Versions<TreeEntry.Identity>, ofFolders: Bool, _ depth: Int
    ) throws -> Bool {
        if let expected = entries.expected { return entries.result == expected }
        guard let base = entries.base, let ours = entries.ours, let theirs = entries.theirs else { return false }
        if ofFolders {
            return try isMerge(
                Versions(base: base.id, ours: ours.id, theirs: theirs.id, result: entries.result?.id), depth + 1)
        }
        guard ours != theirs else { return entries.result == ours }
        guard [base, ours, theirs].allSatisfy(\.isOrdinaryFile), let result = entries.result else { return false }
        guard result.mode == (ours.mode == base.mode ? theirs.mode : ours.mode) else { return false }
        return try isMergedContent(Versions(base: base.id, ours: ours.id, theirs: theirs.id, result: result.id))
    }

    private func isMergedContent(_ blobs: Versions<ObjectID>) throws -> Bool {
        if let expected = blobs.expected { return blobs.result == expected }
        guard blobs.ours != blobs.theirs else { return blobs.result == blobs.ours }
        guard let base = blobs.base, let ours = blobs.ours, let theirs = blobs.theirs else { return false }
        let merged = try TextMerge.merged(
            base: repository.blob(base), ours: repository.blob(ours), theirs: repository.blob(theirs))
        return try merged.map { try Repository.id(of: $0, .blob) } == blobs.result
    }
}

extension TreeEntry.Identity {
    fileprivate var isOrdinaryFile: Bool { mode == .file || mode == .executable }
}
