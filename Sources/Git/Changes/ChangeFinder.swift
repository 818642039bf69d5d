import System

/// Finds the files that commits change, for walks over all of a history: the trees that were read last stay open.
///
/// Gives what `Repository.ownChanges` gives, unsorted, and refuses trees that are not in Git's order.
package struct ChangeFinder {
    /// Free memory is given back each time that so many trees were read: small ones leave the most holes, and what is given
    /// back has to be got again.
    private static let patience = 8192
    /// Bytes of trees in each of two generations: what nobody asked for while the younger one filled up is forgotten.
    private static let limit = 2 << 20

    let repository: Repository
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

    /// A file, with what it was in the first of the other trees and what it is now; nil where it was not or is not there.
    package typealias Found = (_ path: ArraySlice<UInt8>, _ old: TreeEntry.Identity?, _ new: TreeEntry.Identity?) ->
        Void

    /// Gives each file at which a tree differs from all of some others; without others, all its files.
    ///
    /// - Throws: `RepositoryProblem.missingObject`, `.corruptObject`.
    package mutating func changes(of tree: ObjectID, against parents: [ObjectID], _ found: Found) throws {
        path.removeAll(keepingCapacity: true)
        depth = 0
        guard !parents.contains(tree) else { return }
        try compare(tree, parents.isEmpty ? [nil] : parents.map { $0 }, found)
    }

    private mutating func compare(_ new: ObjectID?, _ parents: [ObjectID?], _ found: Found) throws {
        let others = try parents.map { try tree($0) }
        let level = try LevelComparison(others[0], parents[0], tree(new), new)
        for change in level.changes {
            let (old, new) = (
                change.old.map { level.old.identity(of: $0) }, change.new.map { level.new.identity(of: $0) }
            )
            guard let place = change.new ?? change.old else { continue }
            let source = change.new == nil ? level.old : level.new
            var sides = [old]
            for (other, id) in zip(others, parents).dropFirst() where sides.last != new {
                sides.append(try other.entry(like: place, of: source, id: id).map { other.identity(of: $0) })
            }
            if sides.last != new { try visit(place, of: source, new, sides, found) }
        }
    }

    private mutating func visit(
        _ place: RawTree.Entry, of source: RawTree, _ new: TreeEntry.Identity?, _ parents: [TreeEntry.Identity?],
        _ found: Found
    ) throws {
        let length = path.count
        path.append(contentsOf: source.name(of: place))
        if place.isTree {
            path.append(UInt8(ascii: "/"))
            depth += 1
            try repository.refuseTooDeep(source.id(of: place), at: depth)
            try compare(new?.id, parents.map { $0?.id }, found)
            depth -= 1
        } else {
            found(path[...], parents[0], new)
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
