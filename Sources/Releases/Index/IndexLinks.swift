package import Changes
package import Git

extension HistoryIndex {
    /// The positions of all; nil where the index lacks one.
    func positions(of commits: [ObjectID]) -> [Int]? {
        var result: [Int] = []
        result.reserveCapacity(commits.count)
        for commit in commits {
            guard let position = position(of: commit) else { return nil }
            result.append(position)
        }
        return result
    }

    /// The positions of the commits whose messages link to one of the items.
    ///
    /// - Throws: `IndexProblem.damaged`.
    func commits(linkedTo items: Set<ItemID>) throws -> Set<Int> {
        try check([.items, .textStarts, .texts, .linkStarts, .links])
        let table = try ItemTable(file)
        let numbers = Set(items.compactMap { table.known($0) })
        let (starts, links) = (try file.uint32s(.linkStarts), try file.uint32s(.links))
        guard starts.count == count + 1, !numbers.isEmpty else { return [] }
        var found: Set<Int> = []
        var commit = 0
        for link in 0..<(links.count / 2) where numbers.contains(links[2 * link]) {
            while commit < count, starts[commit + 1] <= link { commit += 1 }
            if commit < count { found.insert(commit) }
        }
        return found
    }

    /// What the message of a commit links it to, and how that was found, in the order of its sources.
    ///
    /// - Throws: `IndexProblem.damaged`.
    package func links(of commit: ObjectID) throws -> [Link] {
        try check([.items, .textStarts, .texts, .linkStarts, .links])
        guard let position = position(of: commit) else { return [] }
        let table = try ItemTable(file)
        return try entries(of: position, starts: .linkStarts).compactMap { entry in
            guard let item = file.uint32(.links, 2 * entry), let source = file.uint32(.links, 2 * entry + 1) else {
                return nil
            }
            return table.link(item, source)
        }
    }

    /// Which entries of another section belong to a commit.
    func entries(of position: Int, starts: IndexSection) throws -> Range<Int> {
        guard let start = file.uint32(starts, position), let end = file.uint32(starts, position + 1), start <= end,
            end - start <= file.size(of: starts == .linkStarts ? .links : .changes) / 4
        else { throw IndexProblem.damaged(starts) }
        return Int(start)..<Int(end)
    }
}
