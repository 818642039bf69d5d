extension ObjectStage {
    /// The tree with the files of both trees: the same in whichever order they are given. Only folders that differ are read.
    ///
    /// - Parameter choose: which of two different entries at one path stays, where they are not both folders; asked with the
    ///   lower one first, by ID and then by mode. Folders too deep for any file are not looked into.
    package mutating func addUnion(
        of first: ObjectID, and second: ObjectID,
        choosing choose: (_ path: [UInt8], _ lower: TreeEntry, _ higher: TreeEntry) throws -> TreeEntry
    ) throws -> ObjectID {
        try addUnion(of: first, and: second, under: [], 0, choose)
    }

    private mutating func addUnion(
        of first: ObjectID, and second: ObjectID, under prefix: [UInt8], _ depth: Int,
        _ choose: ([UInt8], TreeEntry, TreeEntry) throws -> TreeEntry
    ) throws -> ObjectID {
        guard first != second else { return first }
        let entries = try repository.tree(first)
        let others = Dictionary(try repository.tree(second).map { ($0.name, $0) }) { first, _ in first }
        let names = Set(entries.map(\.name))
        let both = try entries.map { entry in
            try others[entry.name].map { try union(of: entry, and: $0, under: prefix, depth, choose) } ?? entry
        }
        return try add(Repository.treeBytes(both + others.values.filter { !names.contains($0.name) }), .tree)
    }

    private mutating func union(
        of first: TreeEntry, and second: TreeEntry, under prefix: [UInt8], _ depth: Int,
        _ choose: ([UInt8], TreeEntry, TreeEntry) throws -> TreeEntry
    ) throws -> TreeEntry {
        guard first != second else { return first }
        let path = prefix + first.name
        if first.mode == .tree, second.mode == .tree, depth < Repository.deepestFolder {
            let id = try addUnion(of: first.id, and: second.id, under: path + [UInt8(ascii: "/")], depth + 1, choose)
            return TreeEntry(name: first.name, id: id, mode: .tree)
        }
        let isOrdered = first.id == second.id ? first.mode.rawValue < second.mode.rawValue : first.id < second.id
        return try isOrdered ? choose(path, first, second) : choose(path, second, first)
    }
}
