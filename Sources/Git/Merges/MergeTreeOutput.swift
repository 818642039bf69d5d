/// Reads what `git merge-tree --stdin -z --no-messages` prints: for each pair a status (1 for a clean merge, else 0), the
/// tree, an entry for each version of a path in conflict (`mode ID stage<TAB>path`), and an empty entry. A NUL ends each.
enum MergeTreeOutput {
    /// The answers up to the first that is not whole, or not of that form.
    static func merges(in output: [UInt8]) -> [RemadeMerge] {
        var (merges, rest) = ([RemadeMerge](), output[...])
        while let merge = next(&rest) { merges.append(merge) }
        return merges
    }

    private static func next(_ rest: inout ArraySlice<UInt8>) -> RemadeMerge? {
        guard let status = entry(&rest), let digits = entry(&rest), let tree = ObjectID(hex: digits) else { return nil }
        guard status == [UInt8(ascii: "0")] || status == [UInt8(ascii: "1")] else { return nil }
        var conflicts: [[UInt8]] = []
        while let entry = entry(&rest) {
            guard !entry.isEmpty else {
                return RemadeMerge(tree: tree, isClean: status == [UInt8(ascii: "1")], conflicts: conflicts)
            }
            guard let tab = entry.firstIndex(of: UInt8(ascii: "\t")) else { return nil }
            let path = Array(entry[(tab + 1)...])
            if conflicts.last != path { conflicts.append(path) }
        }
        return nil
    }

    private static func entry(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard let end = rest.firstIndex(of: 0) else { return nil }
        defer { rest = rest[(end + 1)...] }
        return rest[..<end]
    }
}
