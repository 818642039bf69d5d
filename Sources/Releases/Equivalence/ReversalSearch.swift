import Git

/// Finds the commits that took a change back exactly, where no message says so: it follows a file of the change from an end,
/// at which the file is as it was before the change, to what made it so (git-log, "History Simplification").
struct ReversalSearch {
    /// How many commits are looked at for one change. Far more than a file goes unchanged in most histories.
    static let mostSteps = 2_000

    private let repository: Repository
    private let place: PathChange
    /// How many commits may still be looked at.
    private(set) var steps: Int
    private var met: Set<ObjectID> = []
    /// Those found so far.
    private(set) var reversals: [Commit] = []

    /// - Parameter changes: what was changed, at one file or more.
    init?(of changes: [PathChange], in repository: Repository, steps: Int = Self.mostSteps) {
        guard let first = changes.first else { return nil }
        self.steps = steps
        self.repository = repository
        place = first
    }

    /// Goes on from a further end. What was met before is not looked at again.
    ///
    /// - Parameters:
    ///   - isOpen: whether a commit is to be looked at.
    ///   - isReversal: whether a commit takes the change back; asked of those that made the file what it was before.
    mutating func search(
        from end: ObjectID, where isOpen: (ObjectID) -> Bool = { _ in true }, _ isReversal: (Commit) throws -> Bool
    ) throws {
        var (queue, commits) = (CommitQueue(), [Commit]())
        func add(_ id: ObjectID) throws {
            guard met.insert(id).inserted else { return }
            let commit = try repository.commit(id)
            queue.insert(commits.count, id: id, time: commit.committerTime)
            commits.append(commit)
        }
        try add(end)
        while steps > 0, let next = queue.popFirst() {
            steps -= 1
            let commit = commits[next]
            let same = try commit.parents.filter { try isAsBefore(repository.commit($0).tree) }
            if same.isEmpty, try !commit.parents.isEmpty && isReversal(commit) { reversals.append(commit) }
            for parent in same where isOpen(parent) { try add(parent) }
        }
    }

    private func isAsBefore(_ tree: ObjectID) throws -> Bool {
        try repository.entry(atPath: place.path, in: tree) == place.old
    }
}

extension Repository {
    /// Whether all files of a change are in a tree as they were before it.
    func isTakenBack(_ changes: [PathChange], in tree: ObjectID) throws -> Bool {
        try !changes.isEmpty && changes.allSatisfy { try entry(atPath: $0.path, in: tree) == $0.old }
    }
}
