/// Finds where commits parted, as `git merge-base` does, and remembers what it read: the merges of one range have much of
/// their history in common.
struct MergeBaseFinder {
    private var positions: [ObjectID: Int] = [:]
    private var nodes: [Node] = []
    private var queue = DateQueue()
    /// The positions whose marks the present search has set.
    private var touched: [Int] = []

    /// Reads a commit, for the sake of the child that names it.
    typealias Read = (_ commit: ObjectID, _ child: ObjectID?) throws -> Commit

    private struct Node {
        let id: ObjectID
        let time: Int64
        /// Positions; nil until they are asked for.
        var parents: [Int]?
        let parentIDs: [ObjectID]
        var side: Side = []
        var isQueued = false
    }

    private struct Side: OptionSet {
        let rawValue: UInt8
        static let first = Side(rawValue: 1)
        static let second = Side(rawValue: 2)
        /// Below a common ancestor: of no interest any more.
        static let stale = Side(rawValue: 4)
        static let both: Side = [.first, .second]
    }

    /// The best common ancestors of two commits; where dates lie, also others. None is left out: no commit on the way from
    /// a side to a best one is common to both sides, so that none is taken for stale before the way is walked.
    mutating func bases(
        of first: ObjectID, _ second: ObjectID, read: Read
    ) throws -> [ObjectID] {
        if first == second { return [first] }
        defer { forgetMarks() }
        var waiting = 0
        try reach(position(of: first, read), from: .first, &waiting)
        try reach(position(of: second, read), from: .second, &waiting)
        var found: [Int] = []
        while waiting > 0, let next = queue.popFirst() {
            nodes[next].isQueued = false
            var side = nodes[next].side
            if !side.contains(.stale) { waiting -= 1 }
            if side == .both {
                found.append(next)
                side.insert(.stale)
            }
            for parent in try parents(of: next, read) { reach(parent, from: side, &waiting) }
        }
        return found.filter { nodes[$0].side == .both }.map { nodes[$0].id }
    }

    /// Marks a commit as reachable from a side, and has it looked at, unless that is known.
    private mutating func reach(_ position: Int, from side: Side, _ waiting: inout Int) {
        let before = nodes[position].side
        guard !before.isSuperset(of: side) else { return }
        if before.isEmpty { touched.append(position) }
        nodes[position].side.formUnion(side)
        let isStale = nodes[position].side.contains(.stale)
        if nodes[position].isQueued {
            if isStale && !before.contains(.stale) { waiting -= 1 }
        } else {
            nodes[position].isQueued = true
            queue.insert(position, time: nodes[position].time)
            if !isStale { waiting += 1 }
        }
    }

    private mutating func forgetMarks() {
        for position in touched {
            nodes[position].side = []
            nodes[position].isQueued = false
        }
        touched.removeAll(keepingCapacity: true)
        queue.removeAll()
    }

    private mutating func position(of id: ObjectID, child: ObjectID? = nil, _ read: Read) throws -> Int {
        if let known = positions[id] { return known }
        let commit = try read(id, child)
        positions[id] = nodes.count
        nodes.append(Node(id: id, time: commit.committerTime, parents: nil, parentIDs: commit.parents))
        return nodes.count - 1
    }

    private mutating func parents(of position: Int, _ read: Read) throws -> [Int] {
        if let known = nodes[position].parents { return known }
        var parents: [Int] = []
        let child = nodes[position].id
        for id in nodes[position].parentIDs { parents.append(try self.position(of: id, child: child, read)) }
        nodes[position].parents = parents
        return parents
    }
}

/// Positions by date, the latest first. A binary heap.
struct DateQueue {
    private var heap: [(position: Int, time: Int64)] = []

    mutating func removeAll() { heap.removeAll(keepingCapacity: true) }

    mutating func insert(_ position: Int, time: Int64) {
        heap.append((position, time))
        var child = heap.count - 1
        while child > 0, heap[child].time > heap[(child - 1) / 2].time {
            heap.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    mutating func popFirst() -> Int? {
        guard let first = heap.first, let last = heap.popLast() else { return nil }
        guard !heap.isEmpty else { return first.position }
        heap[0] = last
        var parent = 0
        while 2 * parent + 1 < heap.count {
            let left = 2 * parent + 1
            let right = left + 1
            let child = right < heap.count && heap[right].time > heap[left].time ? right : left
            guard heap[child].time > heap[parent].time else { break }
            heap.swapAt(parent, child)
            parent = child
        }
        return first.position
    }
}

extension Repository {
    /// The best common ancestors of two commits (git-merge-base, `--all`); where dates lie, also others. A single one is the
    /// only best one.
    ///
    /// - Throws: `RepositoryProblem.shallow` or `.missingObject` where the clone ends above one.
    package func mergeBases(of first: ObjectID, _ second: ObjectID) throws -> [ObjectID] {
        try mergeBaseFinder.bases(of: first, second) { id, child in
            if let child, shallowBoundary.contains(child), !contains(id) { throw RepositoryProblem.shallow(at: child) }
            return try commit(id)
        }
    }
}
