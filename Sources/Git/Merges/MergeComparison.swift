/// Compares a merge with what Git made of its parents in a clean room.
struct MergeComparison {
    let repository: Repository
    let room: CleanRoom

    /// How a merge differs from what Git made.
    struct Difference {
        /// The paths that are the merge's own, sorted by bytes: those at which it differs from what Git made, and those that
        /// Git left to people. Empty only where Git made exactly this tree, without any conflict.
        let paths: [[UInt8]]
        /// Whether the merge has a file where Git made none.
        let hasMore: Bool
    }

    func difference(of merge: Commit, from remade: RemadeMerge) throws -> Difference {
        var (paths, hasMore) = (Set<[UInt8]>(), false)
        try compare(remade.tree, merge.tree, under: [], 0) { path, isAdded in
            paths.insert(path)
            hasMore = hasMore || isAdded
        }
        for path in remade.conflicts { paths.insert(path) }
        let named = try paths.map { try MergeSideName.withoutSide($0, in: merge.tree, repository) }
        let sorted = Set(named).sorted { $0.lexicographicallyPrecedes($1) }
        let own = sorted.isEmpty && !remade.isClean ? try repository.pathsTouched(by: merge) : sorted
        return Difference(paths: own, hasMore: hasMore)
    }

    private func compare(
        _ remade: ObjectID?, _ actual: ObjectID?, under prefix: [UInt8], _ depth: Int,
        _ found: (_ path: [UInt8], _ isAdded: Bool) -> Void
    ) throws {
        guard remade != actual else { return }
        try repository.refuseTooDeep(actual ?? remade, at: depth)
        let actualListing = try repository.listing(of: actual)
        // Git's programs may see only a part of such a tree.
        if !actualListing.isOrdered { found(prefix.isEmpty ? [UInt8(ascii: ".")] : prefix, false) }
        var cursors = try [TreeCursor(listing(remade)), TreeCursor(actualListing)]
        while let place = TreeCursor.first(of: cursors) {
            let entries = cursors.indices.map { cursors[$0].take(place)?.identity }
            guard entries[0] != entries[1] else { continue }
            let path = prefix + place.name
            if place.isTree {
                try compare(entries[0]?.id, entries[1]?.id, under: path + [UInt8(ascii: "/")], depth + 1, found)
            } else {
                found(path, entries[0] == nil)
            }
        }
    }

    private func listing(_ id: ObjectID?) throws -> TreeListing {
        guard let id else { return .empty }
        return try room.tree(id) ?? repository.listing(of: id)
    }
}

/// Where a file and something else want one path, Git keeps one of them at the path with `~` and its side's name behind it.
enum MergeSideName {
    /// The path that such a name stands for; the path itself where the merge really has it.
    static func withoutSide(_ path: [UInt8], in tree: ObjectID, _ repository: Repository) throws -> [UInt8] {
        guard let tilde = path.lastIndex(of: UInt8(ascii: "~")), tilde > 0 else { return path }
        let name = path[(tilde + 1)...]
        let digits = name.prefix(ObjectID.digitCount)
        let number = name.dropFirst(ObjectID.digitCount)
        guard ObjectID(hex: digits) != nil, number.isEmpty || number.first == UInt8(ascii: "_") else { return path }
        return try repository.entry(at: path, in: tree) == nil ? Array(path[..<tilde]) : path
    }
}
