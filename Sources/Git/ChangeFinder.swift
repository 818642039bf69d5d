/// Finds the files that commits change, for walks over all of a history: the trees that were read last stay open.
///
/// Gives what `Repository.ownChanges` gives, unsorted, and refuses trees that are not in Git's order.
package struct ChangeFinder {
    /// Free memory is given back each time that so many trees were read: small ones leave the most holes, and what is given
    /// back has to be got again.
    private static let patience = 8192
    /// Bytes of trees in each of two generations: what nobody asked for while the younger one filled up is forgotten.
    private static let limit = 2 << 20

    private let repository: Repository
    private var young: [ObjectID: RawTree] = [:]
    private var old: [ObjectID: RawTree] = [:]
    private var arena: TreeArena?
    /// The room of the old generation.
    private var oldArena: TreeArena?
    /// Trees that were read since free memory was given back.
    private var read = 0
    /// The path of the folder that is looked at, with a slash at its end.
    private var path: [UInt8] = []
    /// How many folders lie above what is looked at.
    private var depth = 0

    package init(_ repository: Repository) { self.repository = repository }

    /// Names each path at which a tree differs from all of some others; without others, all its files.
    ///
    /// - Throws: `RepositoryProblem.missingObject`, `.corruptObject`.
    package mutating func changes(
        of tree: ObjectID, against parents: [ObjectID], _ found: (ArraySlice<UInt8>) -> Void
    ) throws {
        path.removeAll(keepingCapacity: true)
        depth = 0
        guard !parents.contains(tree) else { return }
        try compare(tree, parents.isEmpty ? [nil] : parents.map { $0 }, found)
    }

    private mutating func compare(
        _ new: ObjectID?, _ parents: [ObjectID?], _ found: (ArraySlice<UInt8>) -> Void
    ) throws {
        let others = try parents.map { try tree($0) }
        let level = try LevelComparison(others[0], parents[0], tree(new), new)
        for change in level.changes {
            guard let place = change.new ?? change.old else { continue }
            let source = change.new == nil ? level.old : level.new
            let identity = change.new.map { level.new.id(of: $0) }
            var sides = [change.old.map { level.old.id(of: $0) }]
            var isOwn = true
            for (other, id) in zip(others, parents).dropFirst() where isOwn {
                let entry = try other.entry(like: place, of: source, id: id)
                sides.append(entry.map { other.id(of: $0) })
                isOwn = entry?.mode != change.new?.mode || sides[sides.count - 1] != identity
            }
            if isOwn { try visit(place, of: source, identity, sides, found) }
        }
    }

    private mutating func visit(
        _ place: RawTree.Entry, of source: RawTree, _ new: ObjectID?, _ parents: [ObjectID?],
        _ found: (ArraySlice<UInt8>) -> Void
    ) throws {
        let length = path.count
        path.append(contentsOf: source.name(of: place))
        if place.isTree {
            path.append(UInt8(ascii: "/"))
            depth += 1
            try repository.refuseTooDeep(source.id(of: place), at: depth)
            try compare(new, parents, found)
            depth -= 1
        } else {
            found(path[...])
        }
        path.removeLast(path.count - length)
    }

    private mutating func tree(_ id: ObjectID?) throws -> RawTree {
        guard let id else { return RawTree() }
        if let known = young[id] { return known }
        let tree: RawTree
        if let known = old[id] {
            tree = RawTree(copying: known.bytes, starts: known.starts, into: try room(for: known.bytes.count))
        } else {
            tree = try repository.withTree(id) { RawTree(copying: $0, into: try room(for: $0.count)) }
        }
        young[id] = tree
        return tree
    }

    private mutating func room(for count: Int) throws -> TreeArena {
        if let arena, arena.hasRoom(for: count) { return arena }
        read += young.count
        (young, old) = ([:], young)
        if read > Self.patience {
            returnFreeMemory()
            read = 0
        }
        swap(&arena, &oldArena)
        // Pages that are there already cost nothing; a tree that is being looked at keeps them.
        if isKnownUniquelyReferenced(&arena), let arena, arena.size >= count {
            arena.clear()
            return arena
        }
        let new = try TreeArena(size: max(Self.limit, count))
        arena = new
        return new
    }
}
