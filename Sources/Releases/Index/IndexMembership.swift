import Git

/// Which tips contain which commits of an index: passes over positions, no walk.
final class IndexMembership {
    /// So many commits are looked up by a pass each; beyond that one table of all is made.
    private static let patience = 8

    private let index: HistoryIndex
    private let tips: [Int]
    private let words: Int
    private var asked = 0
    /// For each commit one bit a tip, `words` words a commit.
    private lazy var table = makeTable()

    /// - Parameter tips: the positions of the tips.
    init(_ index: HistoryIndex, tips: [Int]) {
        self.index = index
        self.tips = tips
        words = (tips.count + 63) / 64
    }

    /// The places of the tips that contain a commit, in their order.
    func tips(containing commit: ObjectID) -> [Int] {
        guard let position = index.position(of: commit) else { return [] }
        asked += 1
        guard asked > Self.patience else {
            let isDescendant = descendants(of: position)
            return tips.indices.filter { tips[$0] >= position && isDescendant[tips[$0] - position] }
        }
        return tips.indices.filter { table[position * words + $0 / 64] & (1 << UInt64($0 % 64)) != 0 }
    }

    /// For each position from one on, whether that commit is reachable from it.
    private func descendants(of position: Int) -> [Bool] {
        let end = max(position, tips.max() ?? 0) + 1
        var found = [Bool](repeating: false, count: end - position)
        found[0] = true
        for later in (position + 1)..<max(end, position + 1) {
            var isFound = false
            index.forEachParent(of: later) { if $0 >= position && found[$0 - position] { isFound = true } }
            found[later - position] = isFound
        }
        return found
    }

    private func makeTable() -> [UInt64] {
        var bits = [UInt64](repeating: 0, count: words * index.count)
        for (tip, position) in tips.enumerated() {
            bits[position * words + tip / 64] |= 1 << UInt64(tip % 64)
        }
        for position in (0..<index.count).reversed() {
            index.forEachParent(of: position) { parent in
                for word in 0..<words { bits[parent * words + word] |= bits[position * words + word] }
            }
        }
        return bits
    }
}
