import Changes
import Git

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
        let table = try IndexedItems(file)
        let numbers = Set(items.compactMap { table.known($0) })
        let (starts, links) = (try file.uint32s(.linkStarts), try file.uint32s(.links))
        guard starts.count == count + 1, !numbers.isEmpty else { return [] }
        var found: Set<Int> = []
        var commit = 0
        for (link, item) in links.enumerated() where numbers.contains(item) {
            while commit < count, starts[commit + 1] <= link { commit += 1 }
            if commit < count { found.insert(commit) }
        }
        return found
    }
}
