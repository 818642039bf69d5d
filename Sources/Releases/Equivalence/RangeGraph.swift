import Git

/// The commits of a range by their positions, with the parents and children that they have there.
struct RangeGraph {
    /// How many commits may be visited to find what lies between others. Far more than honest ranges take; what is not looked
    /// at is not cancelled.
    static let mostSteps = 5_000_000

    let commits: [LinkedCommit]
    let positions: [ObjectID: Int]
    private(set) var parents: [[Int]] = []
    private(set) var children: [[Int]]

    /// - Parameter commits: children before parents.
    init(_ commits: [LinkedCommit]) {
        self.commits = commits
        let positions = Dictionary(commits.enumerated().map { ($1.commit.id, $0) }) { first, _ in first }
        self.positions = positions
        children = Array(repeating: [], count: commits.count)
        parents.reserveCapacity(commits.count)
        for (position, linked) in commits.enumerated() {
            let own = linked.commit.parents.compactMap { positions[$0] }
            parents.append(own)
            for parent in own { children[parent].append(position) }
        }
    }

    /// The commits that come after no other one of the range.
    var lowest: [ObjectID] { commits.indices.filter { parents[$0].isEmpty }.map { commits[$0].commit.id } }

    /// The commits between one commit and a later one.
    struct Span {
        /// The commits that have the first one and not the second one; the first one too. Parents before children.
        var members: [Int] = []
        /// The commits that have both, as far as they were met.
        var later: Set<Int> = []
        /// The merges with a member among their parents, apart from the first commit.
        var merges: Set<Int> = []
    }

    /// Reads no other commits than those that it finds.
    ///
    /// - Parameter steps: how many commits may be visited, which is lessened by those that were.
    /// - Returns: nil where the second commit does not come after the first one, or that took too many steps.
    func span(from first: Int, to second: Int, steps: inout Int) -> Span? {
        var span = Span()
        var (queue, isLater) = (CommitQueue(), [first: false])
        var open = 1
        queue.insert(first, id: .zero, time: Int64(first))
        while open > 0, let position = queue.popFirst() {
            guard steps > 0 else { return nil }
            steps -= 1
            let wasLater = isLater[position] ?? false
            if !wasLater { open -= 1 }
            let hasBoth = wasLater || position == second
            if !hasBoth { span.members.append(position) }
            for child in children[position] {
                if !hasBoth, commits[child].commit.isMerge { span.merges.insert(child) }
                guard let known = isLater[child] else {
                    isLater[child] = hasBoth
                    queue.insert(child, id: .zero, time: Int64(child))
                    if !hasBoth { open += 1 }
                    continue
                }
                guard hasBoth && !known else { continue }
                isLater[child] = true
                open -= 1
            }
        }
        guard isLater[second] != nil else { return nil }
        span.later = Set(isLater.lazy.filter(\.value).map(\.key)).union([second])
        return span
    }

    /// Those of some commits that a later one comes after, by way of them alone.
    func ancestors(of position: Int, within members: Set<Int>) -> Set<Int> {
        var (found, stack) = (Set<Int>(), [position])
        while let next = stack.popLast() {
            for parent in parents[next] where members.contains(parent) && found.insert(parent).inserted {
                stack.append(parent)
            }
        }
        return found
    }

    /// The commits that joined a span from beside: those that a member comes after and its first commit does not.
    func joined(_ span: Span) -> [Int] {
        guard let first = span.members.first else { return [] }
        let members = Set(span.members)
        let sides = span.members.dropFirst().flatMap { parents[$0] }.filter { !members.contains($0) }
        guard !sides.isEmpty else { return [] }
        var (queue, isBefore) = (CommitQueue(), [Int: Bool]())
        var (open, found) = (0, [Int]())
        let reach = { (position: Int, before: Bool) in
            if let known = isBefore[position] {
                guard before && !known else { return }
                open -= 1
            } else {
                queue.insert(position, id: .zero, time: -Int64(position))
                if !before { open += 1 }
            }
            isBefore[position] = before
        }
        for parent in parents[first] { reach(parent, true) }
        for side in sides { reach(side, false) }
        while open > 0, let position = queue.popFirst() {
            let before = isBefore[position] ?? false
            if !before {
                open -= 1
                found.append(position)
            }
            for parent in parents[position] { reach(parent, before) }
        }
        return found
    }
}
