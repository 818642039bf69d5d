import Git
import System

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
        let walk = try IndexWalk(repository, onto: known, rules: rules, progress: progress)
        var (content, trees) = try walk.walked(from: tips)
        returnFreeMemory()
        try addChanges(of: trees, to: &content)
        return content.file(fingerprint: rules.fingerprint)
    }

    private func addChanges(of trees: [ObjectID], to content: inout IndexContent) throws {
        let all = 0..<trees.count
        guard let helper, trees.count > 2 * Self.run, rules.configuration.identity == ConfigurationNames.usual.identity
        else {
            let work = try work(of: content, trees: trees) { _ in true }
            return content.changes.append(all, of: changes(of: work))
        }
        let theirs = try work(of: content, trees: trees) { $0 / Self.run % 2 == 1 }.bytes
        let answer = Background { try ChangeHelper.changes(of: theirs, by: helper) }
        let mine = changes(of: try work(of: content, trees: trees) { $0 / Self.run % 2 == 0 })
        let answered = (try? answer.value()).flatMap { $0.count == trees.count - mine.count ? $0 : nil }
        let other = try answered ?? changes(of: TreeWork(theirs))
        // Runs in turn, as they were given out.
        for start in stride(from: 0, to: mine.count, by: Self.run) {
            content.changes.append(start..<(start + Self.run), of: mine)
            content.changes.append(start..<(start + Self.run), of: other)
        }
    }

    private func changes(of work: TreeWork) -> TreeChanges {
        ChangeCollector.changes(of: work, by: rules.configuration, in: repository) {
            progress(.trees($0, of: work.count))
        }
    }

    /// - Parameter isWanted: is asked for the places of commits among the new ones.
    private func work(
        of content: IndexContent, trees: [ObjectID], where isWanted: (Int) -> Bool
    ) throws -> TreeWork {
        let first = content.ids.count - trees.count
        var work = TreeWork()
        for number in trees.indices where isWanted(number) {
            let parents = try content.parents(of: first + number).map { parent in
                try parent >= first ? trees[parent - first] : repository.unverifiedCommit(content.ids[parent]).tree
            }
            work.append(trees[number], parents: parents)
        }
        return work
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
