package import Git
import Ledger

/// Which releases contain which commits.
///
/// Release candidates collapse into their final: they count only where no tag of the final version exists, or where the
/// final does not contain the commit.
package struct Membership {
    private let tags: [ReleaseTag]
    /// The places in `tags` of those that contain a commit, in their order.
    private let places: (ObjectID) throws -> [Int]
    /// The components that a commit belongs to, as records name them; nil where it belongs to all.
    var owners: (ObjectID) throws -> Set<String?>? = { _ in nil }

    /// Walks over all that the release tags reach.
    ///
    /// - Throws: `RepositoryProblem.missingObject` where the history is not all here: a commit could be in a release that
    ///   cannot be seen.
    package init(_ releaseTags: ReleaseTags, in repository: Repository) throws {
        tags = releaseTags.all.filter { $0.targetKind == .commit }
        let order = try HistoryOrder(from: tags.map(\.target), in: repository, stopsWhereCutOff: true)
        let table = TipTable(of: tags.map(\.target), in: order)
        guard !order.cutOff.isEmpty else {
            places = { table.tips(containing: $0) }
            return
        }
        places = { try table.tips(containing: $0, in: repository, cutOffAt: order.cutOff) }
    }

    /// Asks an index that has what the release tags mark, and so all that they reach.
    ///
    /// - Parameter positions: where the tagged commits are, in the order of the tags.
    init(_ releaseTags: ReleaseTags, at positions: [Int], in index: HistoryIndex) {
        tags = releaseTags.all.filter { $0.targetKind == .commit }
        let table = IndexMembership(index, tips: positions)
        places = { table.tips(containing: $0) }
    }

    /// The releases that contain a commit, of components that own a file of it, lowest version first; empty for one that no release has.
    ///
    /// - Throws: `RepositoryProblem.shallow` where what a shallow clone lacks decides it.
    package func releases(containing commit: ObjectID) throws -> [ReleaseTag] {
        let owners = try owners(commit)
        let containing = try places(commit).map { tags[$0] }.filter { owners?.contains($0.version.component) ?? true }
        let finals = Set(containing.map(\.version).filter { !$0.isPreRelease }.map(\.identity))
        return containing.filter { !$0.version.isPreRelease || !finals.contains($0.version.final.identity) }
    }
}

/// Which tips contain which commits: one pass over all that they reach.
struct TipTable {
    private let positions: [ObjectID: Int]
    /// For each commit one bit a tip, `words` words a commit.
    private var bits: [UInt64]
    private let words: Int
    private let tips: Int

    init(of tips: [ObjectID], in order: HistoryOrder) {
        self.tips = tips.count
        words = (tips.count + 63) / 64
        positions = order.positions
        bits = [UInt64](repeating: 0, count: words * positions.count)
        for (index, tip) in tips.enumerated() {
            guard let position = positions[tip] else { continue }
            bits[position * words + index / 64] |= 1 << UInt64(index % 64)
        }
        for (position, parents) in order.parents.enumerated().reversed() {
            for parent in parents {
                for word in 0..<words { bits[Int(parent) * words + word] |= bits[position * words + word] }
            }
        }
    }

    func tips(containing commit: ObjectID) -> [Int] {
        guard let position = positions[commit] else { return [] }
        return (0..<tips).filter { bits[position * words + $0 / 64] & (1 << UInt64($0 % 64)) != 0 }
    }
}

extension TipTable {
    /// The same in a shallow clone. Below the end of its history a commit can stand again that is here by another way,
    /// unless it is that end itself or comes after it.
    ///
    /// - Throws: `RepositoryProblem.shallow` where a tip may contain the commit beyond such an end.
    fileprivate func tips(
        containing commit: ObjectID, in repository: Repository, cutOffAt ends: [ObjectID]
    ) throws -> [Int] {
        let found = tips(containing: commit)
        let past = try HistoryOrder(from: [commit], in: repository, stopsWhereCutOff: true).positions
        for end in ends where past[end] == nil && !Set(tips(containing: end)).isSubset(of: found) {
            throw RepositoryProblem.shallow(at: end)
        }
        return found
    }
}

/// All commits that some tips reach, parents before children.
struct HistoryOrder {
    private(set) var positions: [ObjectID: Int] = [:]
    /// Where a shallow clone ends, as far as the tips reach.
    private(set) var cutOff: [ObjectID] = []
    /// For each commit, by position, the positions of its parents.
    private(set) var parents: [[Int32]] = []
    private let stopsWhereCutOff: Bool

    /// - Parameter stopsWhereCutOff: whether the end of a shallow clone is noted, and no error.
    init(from tips: [ObjectID], in repository: Repository, stopsWhereCutOff: Bool = false) throws {
        self.stopsWhereCutOff = stopsWhereCutOff
        var stack: [(commit: ObjectID, parents: [ObjectID], next: Int)] = []
        for tip in tips where positions[tip] == nil {
            stack.append((tip, try parents(of: tip, in: repository), 0))
            while let top = stack.last {
                if top.next < top.parents.count {
                    stack[stack.count - 1].next += 1
                    let parent = top.parents[top.next]
                    if positions[parent] == nil {
                        stack.append((parent, try parents(of: parent, in: repository), 0))
                    }
                } else {
                    stack.removeLast()
                    append(top.commit, parents: top.parents)
                }
            }
        }
    }

    private mutating func append(_ commit: ObjectID, parents: [ObjectID]) {
        guard positions[commit] == nil else { return }
        positions[commit] = self.parents.count
        self.parents.append(parents.compactMap { positions[$0].map(Int32.init) })
    }

    private mutating func parents(of id: ObjectID, in repository: Repository) throws -> [ObjectID] {
        let parents = try repository.commit(id).parents
        guard !parents.isEmpty && repository.shallowBoundary.contains(id) else { return parents }
        guard stopsWhereCutOff else { throw RepositoryProblem.shallow(at: id) }
        cutOff.append(id)
        return []
    }
}
