package import Changes
package import Git

/// The commits of candidates that are not reachable from any base: a set difference, whatever the dates say.
///
/// Commits are visited from the latest date on, as Git does, so that a short range in a long history costs little. Dates
/// lie, though: the walk goes on below the range until the dates are older than the oldest commit found by more than
/// the largest error that any visited commit shows, and at least `slack` commits further. What a lie can do beyond that
/// is to leave a commit of the base in the range, which shuts a gate and never opens it.
package struct CommitRange {
    private static let slack = 16

    private let repository: Repository
    private var reader: CommitReader
    /// In the order in which they were read.
    private var nodes: [Node] = []
    private var positions: [ObjectID: Int] = [:]
    private var queue = CommitQueue()
    /// Members of the range in the queue, whose parents are still unknown.
    private var waitingMembers = 0
    private var oldestMember = Int64.max
    /// Seconds by which a parent is dated later than its child, at most, among the visited.
    private var largestError: Int64 = 0

    private struct Node {
        let commit: Commit
        let time: Int64
        var isMember: Bool
        /// The positions of its parents; nil until it is visited.
        var parents: [Int]?
    }

    /// All commits of the range, children before parents, of several possible orders the one by date, then ID.
    ///
    /// - Throws: `RepositoryProblem.shallow` or `.missingObject` where the clone ends within the range.
    package static func commits(
        of candidates: [ObjectID], without bases: [ObjectID], in repository: Repository
    ) throws -> [Commit] {
        let range = try CommitRange(of: candidates, without: bases, in: repository, messages: nil)
        let members = range.members()
        _ = try range.reader.finish()
        return members.map { range.nodes[$0].commit }
    }

    /// The same with what their messages say.
    package static func commits(
        of candidates: [ObjectID], without bases: [ObjectID], in repository: Repository, messages: MessageReader
    ) throws -> [ReadCommit] {
        let range = try CommitRange(of: candidates, without: bases, in: repository, messages: messages)
        let members = range.members()
        let read = try range.reader.finish()
        return members.map { read[$0] }
    }

    private init(
        of candidates: [ObjectID], without bases: [ObjectID], in repository: Repository, messages: MessageReader?
    ) throws {
        self.repository = repository
        reader = CommitReader(repository, messages: messages)
        for candidate in candidates { try add(candidate, isMember: true) }
        for base in bases { try add(base, isMember: false) }
        try walk()
    }

    private mutating func walk() throws {
        var further = 0
        while let position = queue.popFirst() {
            let time = nodes[position].time
            let isBelow = waitingMembers == 0 && time < oldestMember &- largestError
            if isBelow {
                further += 1
                guard further <= Self.slack else { return }
            }
            if nodes[position].isMember {
                waitingMembers -= 1
                oldestMember = min(oldestMember, time)
            }
            do {
                try visitParents(of: position)
            } catch let problem as RepositoryProblem where isBelow && problem.isIncompleteness {
                continue
            }
        }
    }

    private mutating func visitParents(of position: Int) throws {
        let (commit, time) = (nodes[position].commit, nodes[position].time)
        nodes[position].parents = []
        guard !repository.shallowBoundary.contains(commit.id) else { throw RepositoryProblem.shallow(at: commit.id) }
        for id in commit.parents {
            let parent = try add(id, isMember: nodes[position].isMember)
            nodes[position].parents?.append(parent)
            largestError = max(largestError, nodes[parent].time &- time)
        }
    }

    /// Puts a commit on one side of the range and gives its position. Being reachable from the base is final.
    @discardableResult
    private mutating func add(_ id: ObjectID, isMember: Bool) throws -> Int {
        if let known = positions[id] {
            if nodes[known].isMember && !isMember { exclude(known) }
            return known
        }
        let commit = try reader.commit(id)
        let node = Node(commit: commit, time: commit.committerTime, isMember: isMember)
        positions[id] = nodes.count
        nodes.append(node)
        if isMember { waitingMembers += 1 }
        queue.insert(nodes.count - 1, id: id, time: node.time)
        return nodes.count - 1
    }

    /// Takes a commit and all its ancestors that were visited as members out of the range.
    private mutating func exclude(_ position: Int) {
        var stack = [position]
        while let next = stack.popLast() {
            guard nodes[next].isMember else { continue }
            nodes[next].isMember = false
            if let parents = nodes[next].parents { stack += parents } else { waitingMembers -= 1 }
        }
    }

    /// The positions of the members, in the order of the result.
    private func members() -> [Int] {
        var children = [Int](repeating: 0, count: nodes.count)
        for node in nodes where node.isMember {
            for parent in node.parents ?? [] { children[parent] += 1 }
        }
        var ready = CommitQueue()
        for (position, node) in nodes.enumerated() where node.isMember && children[position] == 0 {
            ready.insert(position, id: node.commit.id, time: node.time)
        }
        var ordered: [Int] = []
        while let position = ready.popFirst() {
            ordered.append(position)
            for parent in nodes[position].parents ?? [] {
                children[parent] -= 1
                if children[parent] == 0 && nodes[parent].isMember {
                    ready.insert(parent, id: nodes[parent].commit.id, time: nodes[parent].time)
                }
            }
        }
        return ordered
    }
}

extension RepositoryProblem {
    /// Whether the clone lacks something that the history has.
    package var isIncompleteness: Bool {
        switch self {
        case .shallow, .missingObject: true
        default: false
        }
    }
}
