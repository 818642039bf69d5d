import Git

/// How far the making of an index has come.
package enum IndexStep: Sendable {
    case commits(Int)
    case trees(Int, of: Int)
}

package typealias IndexProgress = (IndexStep) -> Void

/// Makes an index of what some tips reach, whole or from the commits that another index lacks.
struct IndexBuilder {
    let repository: Repository
    let rules: IndexRules
    let progress: IndexProgress

    /// - Parameter tips: commits, and tag objects as they are named by references, with the commits that they mark.
    /// - Returns: the bytes of the index.
    /// - Throws: `RepositoryProblem` where a commit is not here, `IndexProblem` where the known index is damaged.
    func file(tips: IndexTips, onto known: HistoryIndex?) throws -> [UInt8] {
        var walk = try IndexWalk(repository, onto: known, rules: rules, progress: progress)
        try walk.walk(from: tips.commits)
        try walk.finishReadings()
        walk.append(try changes(of: walk, from: known?.count ?? 0))
        walk.append(tags: tips.tags)
        return walk.content.file(fingerprint: rules.fingerprint)
    }

    private func changes(of walk: IndexWalk, from first: Int) throws -> [CommitChanges] {
        let works = try works(of: walk, from: first)
        let collector = ChangeCollector(configuration: rules.configuration)
        let half = works.count / 2
        let later = try repository.inBackground { [later = works[half...]] in
            collector.changes(of: later, in: $0)
        }
        let sooner = collector.changes(of: works[..<half], in: repository) { done in
            progress(.trees(2 * done, of: works.count))
        }
        return try sooner + later.value()
    }

    private func works(of walk: IndexWalk, from first: Int) throws -> [ChangeCollector.Work] {
        try walk.trees.enumerated().map { number, tree in
            let parents = try walk.content.parents(of: first + number).map { parent in
                try parent >= first
                    ? walk.trees[parent - first] : repository.unverifiedCommit(walk.content.ids[parent]).tree
            }
            return ChangeCollector.Work(tree: tree, parents: parents)
        }
    }
}

extension IndexContent {
    /// The positions of a commit's parents, first one first.
    fileprivate func parents(of position: Int) -> [Int] {
        let (first, second) = (parents[2 * position], parents[2 * position + 1])
        guard first != IndexFormat.none else { return [] }
        guard second != IndexFormat.none else { return [Int(first)] }
        guard second & IndexFormat.octopusBit != 0 else { return [Int(first), Int(second)] }
        let place = Int(second & ~IndexFormat.octopusBit)
        return [Int(first)] + octopus[(place + 1)...].prefix(Int(octopus[place])).map { Int($0) }
    }
}
