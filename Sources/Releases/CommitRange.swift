package import Changes
package import Git

/// The commits of candidates that are not reachable from any base: a set difference.
///
/// Commits are visited from the latest date on, as Git does, so that a short range in a long history costs little. Dates
/// lie, though: the walk goes on below the range until the dates are older than the oldest commit found by more than
/// the largest error that any visited commit shows, and at least `slack` commits further. A lie beyond that leaves a commit
/// of the base in the range, and a commit of both sides on the other side, but no commit is ever left out. A decision that
/// takes a commit out of the range therefore asks `HistorySource.reached` about it, which is exact.
package struct CommitRange {
    private static let slack = 16

    /// The commits at which a shallow clone ends.
    private let boundary: Set<ObjectID>
    private let wantsOthers: Bool
    private var reader: CommitReader
    /// In the order in which they were read.
    private var nodes: [Node] = []
    private var positions: [ObjectID: Int] = [:]
    private var queue = CommitQueue()
    /// Open commits in the queue, whose parents are still unknown.
    private var waiting = 0
    private var oldestOpen = Int64.max
    /// Seconds by which a parent is dated later than its child, at most, among the visited.
    private var largestError: Int64 = 0

    /// From which ends a commit is reachable, as far as the walk knows.
    private struct Reach: OptionSet {
        let rawValue: UInt8
        static let candidates = Reach(rawValue: 1)
        static let bases = Reach(rawValue: 2)
        static let beside = Reach(rawValue: 4)

        /// Whether it is of the range.
        var isMember: Bool { contains(.candidates) && !contains(.bases) }
        /// Whether it is of the other side: reachable from other ends, and not from the candidates.
        var isOther: Bool { !contains(.candidates) }
    }

    private struct Node {
        let commit: Commit
        let time: Int64
        var reach: Reach
        /// The positions of its parents; nil until it is visited.
        var parents: [Int]?
    }

    /// What a walk found, each list children before parents, of several possible orders the one by date, then ID.
    package struct Sides: Sendable {
        /// The commits of the range.
        package let members: [ReadCommit]
        /// The commits that the bases or the ends beside them reach, and the candidates do not.
        package let others: [ReadCommit]
    }

    /// All commits of the range, children before parents.
    ///
    /// - Throws: `RepositoryProblem.shallow` or `.missingObject` where the clone ends within the range.
    package static func commits(
        of candidates: [ObjectID], without bases: [ObjectID], in repository: Repository
    ) throws -> [Commit] {
        let range = try CommitRange(of: candidates, without: bases, beside: nil, in: repository, messages: nil)
        let members = range.ordered { $0.isMember }
        _ = try range.reader.finish()
        return members.map { range.nodes[$0].commit }
    }

    /// How many commits are in the range: exactly.
    package static func count(
        of candidate: ObjectID, without base: ObjectID?, in repository: Repository
    ) throws -> Int {
        let bases = base.map { [$0] } ?? []
        let members = try commits(of: [candidate], without: bases, in: repository).map(\.id)
        return try members.count - repository.reached(among: members, from: bases).count
    }

    /// The same with what their messages say.
    package static func commits(
        of candidates: [ObjectID], without bases: [ObjectID], in repository: Repository, messages: MessageReader
    ) throws -> [ReadCommit] {
        let range = try CommitRange(of: candidates, without: bases, beside: nil, in: repository, messages: messages)
        let members = range.ordered { $0.isMember }
        let read = try range.reader.finish()
        return members.map { read[$0] }
    }

    /// The commits of the range, and what lies on the other side: of the bases, and of further ends beside them.
    package static func sides(
        of candidates: [ObjectID], without bases: [ObjectID], beside: [ObjectID], in repository: Repository,
        messages: MessageReader
    ) throws -> Sides {
        let range = try CommitRange(of: candidates, without: bases, beside: beside, in: repository, messages: messages)
        let (members, others) = (range.ordered { $0.isMember }, range.ordered { $0.isOther })
        let read = try range.reader.finish()
        return Sides(members: members.map { read[$0] }, others: others.map { read[$0] })
    }

    /// The IDs of both sides of a history that is no repository's, as tests make them up.
    static func sides(
        of candidates: [ObjectID], without bases: [ObjectID], beside: [ObjectID],
        read: @escaping (ObjectID) throws -> Commit
    ) throws -> (members: [ObjectID], others: [ObjectID]) {
        let reader = CommitReader(nil, isVerifying: false, read: read)
        let range = try CommitRange(of: candidates, without: bases, beside: beside, reader)
        let ids = { (places: [Int]) in places.map { range.nodes[$0].commit.id } }
        return (ids(range.ordered { $0.isMember }), ids(range.ordered { $0.isOther }))
    }

    /// - Parameter beside: nil where the other side is of no interest, and need not be walked to its end.
    private init(
        of candidates: [ObjectID], without bases: [ObjectID], beside: [ObjectID]?, in repository: Repository,
        messages: MessageReader?
    ) throws {
        try self.init(
            of: candidates, without: bases, beside: beside, boundary: repository.shallowBoundary,
            CommitReader(repository, messages: messages))
    }

    private init(
        of candidates: [ObjectID], without bases: [ObjectID], beside: [ObjectID]?, boundary: Set<ObjectID> = [],
        _ reader: CommitReader
    ) throws {
        self.boundary = boundary
        self.reader = reader
        wantsOthers = beside != nil
        for candidate in candidates { try add(candidate, reach: .candidates) }
        for base in bases { try add(base, reach: .bases) }
        for end in beside ?? [] { try add(end, reach: .beside) }
        try walk()
    }

    private func isOpen(_ reach: Reach) -> Bool { reach.isMember || wantsOthers && reach.isOther }

    private mutating func walk() throws {
        var further = 0
        while let position = queue.popFirst() {
            let time = nodes[position].time
            let isBelow = waiting == 0 && time < oldestOpen &- largestError
            if isBelow {
                further += 1
                guard further <= Self.slack else { return }
            }
            if isOpen(nodes[position].reach) {
                waiting -= 1
                oldestOpen = min(oldestOpen, time)
            }
            do {
                try visitParents(of: position)
            } catch let problem as RepositoryProblem where isBelow && problem.isIncompleteness {
                continue
            }
        }
    }

    private mutating func visitParents(of position: Int) throws {
        let (id, time) = (nodes[position].commit.id, nodes[position].time)
        nodes[position].parents = []
        guard !boundary.contains(id) else { throw RepositoryProblem.shallow(at: id) }
        for id in nodes[position].commit.parents {
            let parent = try add(id, reach: nodes[position].reach)
            nodes[position].parents?.append(parent)
            largestError = max(largestError, nodes[parent].time &- time)
        }
    }

    /// Notes that a commit is reachable from some ends, and gives its position. That is final.
    @discardableResult
    private mutating func add(_ id: ObjectID, reach: Reach) throws -> Int {
        if let known = positions[id] {
            extend(known, by: reach)
            return known
        }
        let commit = try reader.commit(id)
        let node = Node(commit: commit, time: commit.committerTime, reach: reach)
        positions[id] = nodes.count
        nodes.append(node)
        if isOpen(reach) { waiting += 1 }
        queue.insert(nodes.count - 1, id: id, time: node.time)
        return nodes.count - 1
    }

    /// Lets a commit and all its visited ancestors know of further ends that reach them.
    private mutating func extend(_ position: Int, by reach: Reach) {
        var stack = [position]
        while let next = stack.popLast() {
            let before = nodes[next].reach
            guard !before.isSuperset(of: reach) else { continue }
            nodes[next].reach.formUnion(reach)
            if let parents = nodes[next].parents {
                stack += parents
            } else if isOpen(before) != isOpen(nodes[next].reach) {
                waiting += isOpen(before) ? -1 : 1
            }
        }
    }

    /// The positions of the commits on one side, in the order of the result.
    private func ordered(_ isIncluded: (Reach) -> Bool) -> [Int] {
        var children = [Int](repeating: 0, count: nodes.count)
        for node in nodes where isIncluded(node.reach) {
            for parent in node.parents ?? [] { children[parent] += 1 }
        }
        var ready = CommitQueue()
        for (position, node) in nodes.enumerated() where isIncluded(node.reach) && children[position] == 0 {
            ready.insert(position, id: node.commit.id, time: node.time)
        }
        var ordered: [Int] = []
        while let position = ready.popFirst() {
            ordered.append(position)
            for parent in nodes[position].parents ?? [] {
                children[parent] -= 1
                if children[parent] == 0 && isIncluded(nodes[parent].reach) {
                    ready.insert(parent, id: nodes[parent].commit.id, time: nodes[parent].time)
                }
            }
        }
        return ordered
    }
}
