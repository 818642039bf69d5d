import Git

/// Finds the merges that brought some commits to a line: another parent reaches one of them, and the first one does not. With
/// such a merge they are taken back as well.
struct BringingMerges {
    /// How many commits one pass looks for: a bit of a word each.
    private static let width = UInt64.bitWidth

    /// How many commits there are; each has a number above its parents'.
    let count: Int
    /// Calls its argument with the number of each parent, the first one first.
    let forEachParent: (Int, (Int) -> Void) -> Void

    /// - Returns: the numbers of the merges, rising.
    func merges(bringing wanted: Set<Int>) -> [Int] {
        var found: Set<Int> = []
        let sorted = wanted.sorted()
        for start in stride(from: 0, to: sorted.count, by: Self.width) {
            addMerges(bringing: Array(sorted[start...].prefix(Self.width)), to: &found)
        }
        return found.sorted()
    }

    private func addMerges(bringing wanted: [Int], to found: inout Set<Int>) {
        guard let first = wanted.first else { return }
        var marks = [UInt64](repeating: 0, count: count)
        for (bit, commit) in wanted.enumerated() { marks[commit] = 1 << UInt64(bit) }
        for commit in first..<count {
            var (mainline, others): (UInt64?, UInt64) = (nil, 0)
            forEachParent(commit) { parent in
                if mainline == nil { mainline = marks[parent] } else { others |= marks[parent] }
            }
            if others & ~(mainline ?? 0) != 0 { found.insert(commit) }
            marks[commit] |= (mainline ?? 0) | others
        }
    }
}

extension HistoryIndex {
    /// The positions of the merges that brought some commits to a line.
    func merges(bringing wanted: Set<Int>) -> [Int] {
        BringingMerges(count: count) { self.forEachParent(of: $0, $1) }.merges(bringing: wanted)
    }
}

extension BringingMerges {
    /// Those of some commits that brought others of them to a line.
    ///
    /// - Parameter commits: children before parents.
    static func merges(among commits: [ReadCommit], bringing isWanted: (ReadCommit) -> Bool) -> [ReadCommit] {
        let last = commits.count - 1
        let numbers = Dictionary(commits.enumerated().map { ($1.commit.id, last - $0) }) { first, _ in first }
        let wanted = Set(commits.indices.filter { isWanted(commits[$0]) }.map { last - $0 })
        let finder = BringingMerges(count: commits.count) { number, body in
            for parent in commits[last - number].commit.parents { numbers[parent].map(body) }
        }
        return finder.merges(bringing: wanted).map { commits[last - $0] }
    }
}
