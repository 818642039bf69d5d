extension Repository {
    /// Whether a file that a change left may have a new name in a later tree: its own name is gone, and a new file is the same,
    /// or has at least half of its lines. Unlike Git's search for renames, lines that were added to it do not matter.
    package func mayHaveMoved(_ changes: [PathChange], from tree: ObjectID, to later: ObjectID) throws -> Bool {
        let gone = try changes.filter { try $0.new != nil && entry(atPath: $0.path, in: later) == nil }.compactMap(
            \.new)
        guard !gone.isEmpty else { return false }
        let added = try self.changes(from: tree, to: later).filter { $0.old == nil }.compactMap(\.new)
        let ids = Set(gone.map(\.id))
        if added.contains(where: { ids.contains($0.id) }) { return true }
        let texts = try gone.compactMap { try lines(of: $0)?.distinctLines }.filter { !$0.isEmpty }
        guard !texts.isEmpty else { return false }
        return try added.contains { entry in
            guard let found = try lines(of: entry)?.distinctLines else { return false }
            return texts.contains { 2 * $0.intersection(found).count >= $0.count }
        }
    }
}

extension [UInt8] {
    /// The lines that are not empty.
    fileprivate var distinctLines: Set<ArraySlice<UInt8>> { Set(split(separator: UInt8(ascii: "\n"))) }
}
