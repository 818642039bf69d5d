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

    private func compared(_ merges: [Commit]) throws -> [ObjectID: [[UInt8]]] {
        let found = try repository.ownContent(of: merges)
        for (merge, paths) in found.paths where !found.unanswered.contains(merge) {
            memo?.keep(mergedContent: paths, of: merge)
        }
        return found.paths
    }
}
