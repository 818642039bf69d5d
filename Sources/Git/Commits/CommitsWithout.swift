extension Repository {
    /// The commits that some tips are or have as ancestors, and others are not and have not: exactly, whatever dates say. Those
    /// near the tips come first.
    ///
    /// - Throws: `RepositoryProblem.shallow` or `.missingObject` where the clone ends within them.
    package func commits(of tips: [ObjectID], without others: [ObjectID]) throws -> [Commit] {
        let (ends, boundary) = (Set(others), shallowBoundary)
        var (waiting, seen, found) = (tips.filter { !ends.contains($0) }, Set(tips), [Commit]())
        // The walk can pass by the others, where branches were merged: that costs no more than what was walked before.
        var next = 64
        var place = 0
        while place < waiting.count {
            if !others.isEmpty, found.count >= next {
                let past = try reached(among: Array(waiting[place...]), from: others)
                waiting = waiting[place...].filter { !past.contains($0) }
                (place, next) = (0, next * 2)
                continue
            }
            let commit = try commit(waiting[place])
            place += 1
            guard !boundary.contains(commit.id) else { throw RepositoryProblem.shallow(at: commit.id) }
            found.append(commit)
            for parent in commit.parents where !ends.contains(parent) && seen.insert(parent).inserted {
                waiting.append(parent)
            }
        }
        guard !others.isEmpty else { return found }
        let past = try reached(among: found.map(\.id), from: others)
        return found.filter { !past.contains($0.id) }
    }
}
