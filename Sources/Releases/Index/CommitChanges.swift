import Git

/// What the index keeps of a commit's trees.
struct CommitChanges: Sendable {
    /// The configuration files at which it differs from all its parents; for a root, all that it has.
    var configuration: [[UInt8]] = []
    var flags: CommitFlags = []
}

/// Compares the trees of a run of commits with those of their parents.
struct ChangeCollector: Sendable {
    /// A commit's tree, and those of its parents.
    struct Work: Sendable {
        let tree: ObjectID
        let parents: [ObjectID]
    }

    let configuration: ConfigurationNames

    func changes(
        of works: [Work], in repository: Repository, each: (Int) -> Void = { _ in }
    ) -> [CommitChanges] {
        var finder = ChangeFinder(repository)
        return works.enumerated().map { number, work in
            each(number)
            return changes(of: work, &finder)
        }
    }

    /// A tree that is not here (partial clones leave out some) is no reason to know nothing of all others.
    private func changes(of work: Work, _ finder: inout ChangeFinder) -> CommitChanges {
        var changes = CommitChanges()
        do {
            try finder.changes(of: work.tree, against: work.parents) { path in
                changes.flags.insert(.differsFromAllParents)
                if configuration.includes(path) { changes.configuration.append(Array(path)) }
            }
        } catch {
            return CommitChanges(flags: .changesUnknown)
        }
        return changes
    }
}
