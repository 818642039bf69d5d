import Git

/// The commits that some others reach, by date, the latest first.
struct DescendingWalk {
    private let repository: Repository
    private var queue = CommitQueue()
    private var met: [Commit] = []
    private var known: Set<ObjectID> = []
    /// Those that the last commit names.
    private var named: [ObjectID]

    init(from tips: [ObjectID], _ repository: Repository) {
        self.repository = repository
        named = tips
    }

    /// - Throws: `RepositoryProblem.shallow` or `.missingObject` where the clone ends: nobody knows what comes below.
    mutating func next() throws -> Commit? {
        for id in named where known.insert(id).inserted {
            let commit = try repository.commit(id)
            queue.insert(met.count, id: id, time: commit.committerTime)
            met.append(commit)
        }
        guard let place = queue.popFirst() else { return nil }
        named = met[place].parents
        if repository.shallowBoundary.contains(met[place].id) { throw RepositoryProblem.shallow(at: met[place].id) }
        return met[place]
    }
}
