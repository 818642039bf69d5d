import Git

/// Finds what merges change by themselves: the paths at which they hold what Git would not make of their parents.
struct MergedContents {
    let repository: Repository
    let memo: CommitMemo?

    /// The merges that change something, with the paths.
    func found(in merges: [Commit]) throws -> [ObjectID: [[UInt8]]] {
        var result: [ObjectID: [[UInt8]]] = [:]
        for merge in merges { result[merge.id] = memo?.mergedContent(of: merge.id) }
        result.merge(try compared(merges.filter { result[$0.id] == nil })) { $1 }
        return result.filter { !$0.value.isEmpty }
    }

    /// What the trees show is only a sign of it: Git merges two parents again, and what comes out otherwise is the
    /// merge's own.
    private func compared(_ merges: [Commit]) throws -> [ObjectID: [[UInt8]]] {
        var result: [ObjectID: [[UInt8]]] = [:]
        for merge in merges { result[merge.id] = try repository.doubtfulPaths(of: merge) }
        let ordinary = merges.filter { $0.parents.count == 2 && result[$0.id] != [] }.map(\.id)
        let differences = try repository.remergeDifferences(of: ordinary)
        let unanswered = Set(ordinary).subtracting(differences.keys)
        result.merge(differences) { $1 }
        for (merge, paths) in result where !unanswered.contains(merge) { memo?.keep(mergedContent: paths, of: merge) }
        return result
    }
}
