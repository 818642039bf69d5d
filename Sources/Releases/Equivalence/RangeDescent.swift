import Git

/// Which commits of a range come after which others of it.
struct RangeDescent {
    /// Parents before children.
    private let commits: [(id: ObjectID, parents: [ObjectID])]

    /// - Parameter commits: children before parents.
    init(_ commits: [Commit]) { self.commits = commits.reversed().map { ($0.id, $0.parents) } }

    /// A commit of the range, and all of its descendants there. No commit outside of the range is one: the base would reach
    /// what it reaches.
    func seeing(_ commit: ObjectID) -> Set<ObjectID> {
        var result: Set<ObjectID> = [commit]
        for (id, parents) in commits where parents.contains(where: result.contains) { result.insert(id) }
        return result
    }

    /// Those of some commits of the range that come after no other one of them.
    func lowest(of commits: Set<ObjectID>) -> [ObjectID] {
        var (later, lowest): (Set<ObjectID>, [ObjectID]) = ([], [])
        for (id, parents) in self.commits {
            let isLater = parents.contains { later.contains($0) || commits.contains($0) }
            if isLater { later.insert(id) }
            if !isLater && commits.contains(id) { lowest.append(id) }
        }
        return lowest
    }
}
