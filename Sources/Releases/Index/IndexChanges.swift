package import Git

extension HistoryIndex {
    /// The configuration files at which a commit differs from all its parents (for a root, all that it has), sorted by
    /// bytes; nil where the index does not know: it lacks the commit, or the clone lacked its trees.
    ///
    /// - Throws: `IndexProblem.damaged`.
    package func configurationFiles(changedBy commit: ObjectID) throws -> [[UInt8]]? {
        try check([.changeStarts, .changes, .pathStarts, .paths])
        guard let position = position(of: commit), !flags(at: position).contains(.changesUnknown) else { return nil }
        let paths = try changes(at: position).compactMap { entry in file.uint32(.changes, entry).flatMap { path($0) } }
        return paths.sorted { $0.lexicographicallyPrecedes($1) }
    }

    /// Which entries of `IndexSection.changes` belong to a commit.
    private func changes(at position: Int) throws -> Range<Int> {
        guard let start = file.uint32(.changeStarts, position), let end = file.uint32(.changeStarts, position + 1),
            start <= end, end - start <= file.size(of: .changes) / 4
        else { throw IndexProblem.damaged(.changeStarts) }
        return Int(start)..<Int(end)
    }

    private func path(_ number: UInt32) -> [UInt8]? {
        guard let start = file.uint32(.pathStarts, Int(number)), let end = file.uint32(.pathStarts, Int(number) + 1),
            start <= end
        else { return nil }
        return file.bytes(.paths, Int(start)..<Int(end))
    }
}
