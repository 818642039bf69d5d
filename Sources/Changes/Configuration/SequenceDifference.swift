/// Where two sequences differ, as stretches of the old one that stretches of the new one replace.
///
/// Myers, "An O(ND) Difference Algorithm and Its Variations" (1986), with a bound on D: what differs in more places is
/// one stretch between the common ends.
struct SequenceDifference {
    struct Stretch: Hashable {
        let old: Range<Int>
        let new: Range<Int>
    }

    private let old: [Int]
    private let new: [Int]

    /// - Parameters: elements as numbers, equal where the elements are.
    init(old: [Int], new: [Int]) {
        self.old = old
        self.new = new
    }

    func stretches() -> [Stretch] {
        let head = zip(old, new).prefix { $0 == $1 }.count
        let tail = zip(old.dropFirst(head).reversed(), new.dropFirst(head).reversed()).prefix { $0 == $1 }.count
        let whole = Stretch(old: head..<(old.count - tail), new: head..<(new.count - tail))
        if whole.old.isEmpty, whole.new.isEmpty { return [] }
        if whole.old.isEmpty || whole.new.isEmpty { return [whole] }
        return common(in: whole).map { gaps(between: $0, in: whole) } ?? [whole]
    }

    /// The furthest ends on each diagonal, one array for each number of edits; diagonal k is at k + edits.
    private func common(in whole: Stretch) -> [(Int, Int)]? {
        let (rows, columns) = (whole.old.count, whole.new.count)
        var trace: [[Int]] = []
        for edits in 0...min(rows + columns, ConfigurationLimits.edits) {
            var ends = [Int](repeating: 0, count: 2 * edits + 1)
            for diagonal in stride(from: -edits, through: edits, by: 2) {
                let end = furthest(on: diagonal, edits: edits, before: trace.last, in: whole)
                ends[diagonal + edits] = end
                if end >= rows, end - diagonal >= columns {
                    return pairs(trace + [ends], in: whole)
                }
            }
            trace.append(ends)
        }
        return nil
    }

    private func furthest(on diagonal: Int, edits: Int, before: [Int]?, in whole: Stretch) -> Int {
        var row = before.map { start(on: diagonal, edits: edits, before: $0) } ?? 0
        while row < whole.old.count, row - diagonal < whole.new.count, row - diagonal >= 0,
            old[whole.old.lowerBound + row] == new[whole.new.lowerBound + row - diagonal]
        {
            row += 1
        }
        return row
    }

    /// Where the snake on a diagonal starts, one edit after the furthest ends of the diagonals beside it.
    private func start(on diagonal: Int, edits: Int, before: [Int]) -> Int {
        let comesFromAbove =
            diagonal == -edits
            || diagonal != edits && before[diagonal + edits - 2] < before[diagonal + edits]
        return comesFromAbove ? before[diagonal + edits] : before[diagonal + edits - 2] + 1
    }

    /// The equal pairs on the way back through the trace, in order.
    private func pairs(_ trace: [[Int]], in whole: Stretch) -> [(Int, Int)] {
        var pairs: [(Int, Int)] = []
        var (row, column) = (whole.old.count, whole.new.count)
        for edits in stride(from: trace.count - 1, through: 0, by: -1) {
            let diagonal = row - column
            let start = edits == 0 ? 0 : start(on: diagonal, edits: edits, before: trace[edits - 1])
            while row > start {
                (row, column) = (row - 1, column - 1)
                pairs.append((whole.old.lowerBound + row, whole.new.lowerBound + column))
            }
            guard edits > 0 else { break }
            let cameFromAbove =
                diagonal == -edits
                || diagonal != edits && trace[edits - 1][diagonal + edits - 2] < trace[edits - 1][diagonal + edits]
            if cameFromAbove { column -= 1 } else { row -= 1 }
        }
        return pairs.reversed()
    }

    private func gaps(between pairs: [(Int, Int)], in whole: Stretch) -> [Stretch] {
        var stretches: [Stretch] = []
        var (row, column) = (whole.old.lowerBound, whole.new.lowerBound)
        for (oldEnd, newEnd) in pairs + [(whole.old.upperBound, whole.new.upperBound)] {
            if oldEnd > row || newEnd > column { stretches.append(Stretch(old: row..<oldEnd, new: column..<newEnd)) }
            (row, column) = (oldEnd + 1, newEnd + 1)
        }
        return stretches
    }
}
