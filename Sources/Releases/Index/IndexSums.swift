import Git

extension HistoryIndex {
    /// Which commits of a range may take another commit back exactly, and which of the range may be taken back so by another
    /// of it: by their sums, so that those that are not here need no look at their trees.
    ///
    /// - Parameter members: the positions of the range.
    /// - Throws: `IndexProblem.damaged`.
    func possibleReversals(among members: Set<Int>) throws -> Set<Int> {
        try check([.sums])
        guard let last = members.max() else { return [] }
        let sums = try file.uint64s(.sums).map { ChangeSum(value: $0) }
        let none = ChangeSum()
        let unknown = members.filter { sums[$0] == none && flags(at: $0).contains(.changesUnknown) }
        let reverting = Dictionary(grouping: members.filter { sums[$0] != none && !isMerge($0) }) { sums[$0].reversed }
        var found = Set(unknown)
        for position in 0...last {
            guard let reverts = reverting[sums[position]] else { continue }
            found.formUnion(reverts)
            guard members.contains(position) else { continue }
            found.insert(position)
            if isMerge(position) { found.formUnion(broughtIn(by: position).filter(members.contains)) }
        }
        return found
    }

    private func isMerge(_ position: Int) -> Bool {
        var parents = 0
        forEachParent(of: position) { _ in parents += 1 }
        return parents > 1
    }

    /// The positions that a merge added to the line of its first parent.
    private func broughtIn(by merge: Int) -> [Int] {
        var parents: [Int] = []
        forEachParent(of: merge) { parents.append($0) }
        return members(of: Array(parents.dropFirst()), without: Array(parents.prefix(1)))
    }
}
