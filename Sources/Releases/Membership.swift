package import Git
import Ledger

/// Which releases contain which commits.
///
/// Release candidates collapse into their final: they count only where no tag of the final version exists, or where the
/// final does not contain the commit.
package struct Membership {
    private let tags: [ReleaseTag]
    /// The places in `tags` of those that contain a commit, in their order.
    private let places: (ObjectID) -> [Int]

    /// Walks over all that the release tags reach.
    ///
    /// - Throws: `RepositoryProblem.shallow` or `.missingObject` where the history is not all here: a commit could be in
    ///   a release that cannot be seen.
    package init(_ releaseTags: ReleaseTags, in repository: Repository) throws {
        tags = releaseTags.all.filter { $0.targetKind == .commit }
        let table = TipTable(of: tags.map(\.target), in: try HistoryOrder(from: tags.map(\.target), in: repository))
        places = { table.tips(containing: $0) }
    }

    /// Asks an index that has what the release tags mark, and so all that they reach.
    ///
    /// - Parameter positions: where the tagged commits are, in the order of the tags.
    init(_ releaseTags: ReleaseTags, at positions: [Int], in index: HistoryIndex) {
        tags = releaseTags.all.filter { $0.targetKind == .commit }
        let table = IndexMembership(index, tips: positions)
        places = { table.tips(containing: $0) }
    }

    /// The releases that contain a commit, lowest version first; empty for one that no release has.
    package func releases(containing commit: ObjectID) -> [ReleaseTag] {
        let containing = places(commit).map { tags[$0] }
        let finals = Set(containing.map(\.version).filter { !$0.isPreRelease })
        return containing.filter { !$0.version.isPreRelease || !finals.contains($0.version.final) }
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

/// All commits that some tips reach, parents before children.
struct HistoryOrder {
    private(set) var positions: [ObjectID: Int] = [:]
    /// For each commit, by position, the positions of its parents.
    private(set) var parents: [[Int32]] = []

    init(from tips: [ObjectID], in repository: Repository) throws {
        var stack: [(commit: ObjectID, parents: [ObjectID], next: Int)] = []
        for tip in tips where positions[tip] == nil {
            stack.append((tip, try Self.parents(of: tip, in: repository), 0))
            while let top = stack.last {
                if top.next < top.parents.count {
                    stack[stack.count - 1].next += 1
                    let parent = top.parents[top.next]
                    if positions[parent] == nil {
                        stack.append((parent, try Self.parents(of: parent, in: repository), 0))
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

    private static func parents(of id: ObjectID, in repository: Repository) throws -> [ObjectID] {
        let parents = try repository.commit(id).parents
        if !parents.isEmpty && repository.shallowBoundary.contains(id) { throw RepositoryProblem.shallow(at: id) }
        return parents
    }
}
