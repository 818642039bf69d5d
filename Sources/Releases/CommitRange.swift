package import Git

/// The commits of candidates that are not reachable from any base: a set difference, whatever the dates say.
///
/// Commits are visited from the latest date on, as Git does, so that a short range in a long history costs little. Dates
/// lie, though: the walk goes on below the range until the dates are older than the oldest commit found by more than
/// the largest error that any visited commit shows, and at least `slack` commits further. What a lie can do beyond that
/// is to leave a commit of the base in the range, which shuts a gate and never opens it.
package struct CommitRange {
    private static let slack = 256

    private let repository: Repository
    private var nodes: [ObjectID: Node] = [:]
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
        var isVisited = false
    }

    /// All commits of the range, children before parents, of several possible orders the one by date, then ID.
    ///
    /// - Throws: `RepositoryProblem.shallow` or `.missingObject` where the clone ends within the range.
    package static func commits(
        of candidates: [ObjectID], without bases: [ObjectID], in repository: Repository
    ) throws -> [Commit] {
        var range = CommitRange(repository: repository)
        for candidate in candidates { try range.add(candidate, isMember: true) }
        for base in bases { try range.add(base, isMember: false) }
        try range.walk()
        return range.members()
    }

    private init(repository: Repository) { self.repository = repository }

    private mutating func walk() throws {
        var further = 0
        while let id = queue.popFirst(), var node = nodes[id] {
            guard !node.isVisited else { continue }
            let isBelow = waitingMembers == 0 && node.time < oldestMember &- largestError
            if isBelow {
                further += 1
                guard further <= Self.slack else { return }
            }
            node.isVisited = true
            nodes[id] = node
            if node.isMember {
                waitingMembers -= 1
                oldestMember = min(oldestMember, node.time)
            }
            do {
                try visitParents(of: node)
            } catch let problem as RepositoryProblem where isBelow && problem.isIncompleteness {
                continue
            }
        }
    }

    private mutating func visitParents(of node: Node) throws {
        guard !repository.shallowBoundary.contains(node.commit.id) else {
            throw RepositoryProblem.shallow(at: node.commit.id)
        }
        for parent in node.commit.parents {
            let time = try add(parent, isMember: node.isMember)
            largestError = max(largestError, time &- node.time)
        }
    }

    /// Puts a commit on one side of the range and gives its date. Being reachable from the base is final.
    @discardableResult
    private mutating func add(_ id: ObjectID, isMember: Bool) throws -> Int64 {
        if let known = nodes[id] {
            if known.isMember && !isMember { exclude(id) }
            return known.time
        }
        let commit = try repository.commit(id)
        let node = Node(commit: commit, time: commit.committerTime, isMember: isMember)
        nodes[id] = node
        if isMember { waitingMembers += 1 }
        queue.insert(id, time: node.time)
        return node.time
    }

    /// Takes a commit and all its ancestors that were visited as members out of the range.
    private mutating func exclude(_ id: ObjectID) {
        var stack = [id]
        while let next = stack.popLast() {
            guard var node = nodes[next], node.isMember else { continue }
            node.isMember = false
            nodes[next] = node
            if node.isVisited { stack.append(contentsOf: node.commit.parents) } else { waitingMembers -= 1 }
        }
    }

    private func members() -> [Commit] {
        var children: [ObjectID: Int] = [:]
        let members = nodes.values.filter(\.isMember)
        for node in members {
            for parent in node.commit.parents { children[parent, default: 0] += 1 }
        }
        var ready = CommitQueue()
        for node in members where children[node.commit.id] == nil { ready.insert(node.commit.id, time: node.time) }
        var ordered: [Commit] = []
        while let id = ready.popFirst(), let node = nodes[id] {
            ordered.append(node.commit)
            for parent in node.commit.parents {
                guard let rest = children[parent], let parentNode = nodes[parent] else { continue }
                children[parent] = rest - 1
                if rest == 1 && parentNode.isMember { ready.insert(parent, time: parentNode.time) }
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
