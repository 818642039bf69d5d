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
    /// The path of this program, to be started to help (`ChangeHelper`); nil to work alone.
    let helper: String?

    /// Commits that are compared in one run. Runs go to the two processes in turn: later trees are larger ones.
    private static let run = 1024

    /// - Parameter tips: commits, and tag objects as they are named by references, with the commits that they mark.
    /// - Returns: the bytes of the index.
    /// - Throws: `RepositoryProblem` where a commit is not here, `IndexProblem` where the known index is damaged.
    func file(tips: IndexTips, onto known: HistoryIndex?) throws -> [UInt8] {
        let walk = try IndexWalk(
            repository, onto: known, rules: rules, progress: progress)
        var (content, trees) = try walk.walked(from: tips)
        for change in try changes(of: content, trees: trees) { content.append(change) }
        return content.file(fingerprint: rules.fingerprint)
    }

    private func changes(of content: IndexContent, trees: [ObjectID]) throws -> [CommitChanges] {
        let collector = ChangeCollector(configuration: rules.configuration)
        guard let helper, trees.count > 2 * Self.run, rules.configuration.identity == ConfigurationNames.usual.identity
        else {
            return collector.changes(of: try works(of: content, trees: trees) { _ in true }, in: repository) {
                progress(.trees($0, of: trees.count))
            }
        }
        let theirs = try works(of: content, trees: trees) { $0 / Self.run % 2 == 1 }
        let mine = try works(of: content, trees: trees) { $0 / Self.run % 2 == 0 }
        let answer = Background { try ChangeHelper.changes(of: theirs, by: helper) }
        let own = collector.changes(of: mine, in: repository) { progress(.trees($0, of: mine.count)) }
        let other = try? answer.value()
        return merged(own, other ?? collector.changes(of: theirs, in: repository))
    }

    /// Puts the answers for runs in turn into one order.
    private func merged(_ first: [CommitChanges], _ second: [CommitChanges]) -> [CommitChanges] {
        var result: [CommitChanges] = []
        result.reserveCapacity(first.count + second.count)
        for start in stride(from: 0, to: first.count, by: Self.run) {
            result += first[start...].prefix(Self.run)
            if start < second.count { result += second[start...].prefix(Self.run) }
        }
        return result
    }

    /// - Parameter isWanted: is asked for the places of commits among the new ones.
    private func works(
        of content: IndexContent, trees: [ObjectID], where isWanted: (Int) -> Bool
    ) throws -> [ChangeCollector.Work] {
        let first = content.ids.count - trees.count
        return try trees.indices.filter(isWanted).map { number in
            let parents = try content.parents(of: first + number).map { parent in
                try parent >= first ? trees[parent - first] : repository.unverifiedCommit(content.ids[parent]).tree
            }
            return ChangeCollector.Work(tree: trees[number], parents: parents)
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
