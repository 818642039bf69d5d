extension ObjectStage {
    /// The tree with the files of both trees: the same in whichever order they are given. Only folders that differ are read.
    ///
    /// - Throws: `LedgerCollision` with the path at which the trees hold different things.
    package mutating func addUnion(of first: ObjectID, and second: ObjectID) throws -> ObjectID {
        try addUnion(of: first, and: second, under: [])
    }

    private mutating func addUnion(
        of first: ObjectID, and second: ObjectID, under prefix: [UInt8]
    ) throws -> ObjectID {
        guard first != second else { return first }
        let entries = try repository.tree(first)
        let others = Dictionary(try repository.tree(second).map { ($0.name, $0) }) { first, _ in first }
        let names = Set(entries.map(\.name))
        let both = try entries.map { entry in
            try others[entry.name].map { try union(of: entry, and: $0, under: prefix) } ?? entry
        }
        return try add(Repository.treeBytes(both + others.values.filter { !names.contains($0.name) }), .tree)
    }

    private mutating func union(
        of first: TreeEntry, and second: TreeEntry, under prefix: [UInt8]
    ) throws -> TreeEntry {
        guard first != second else { return first }
        let path = prefix + first.name
        guard first.mode == .tree, second.mode == .tree else { throw LedgerCollision(name: path) }
        let id = try addUnion(of: first.id, and: second.id, under: path + [UInt8(ascii: "/")])
        return TreeEntry(name: first.name, id: id, mode: .tree)
    }
}
