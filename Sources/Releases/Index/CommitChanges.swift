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
        var names = NameMemory(configuration)
        return works.enumerated().map { number, work in
            each(number)
            return changes(of: work, &finder, &names)
        }
    }

    /// A tree that is not here (partial clones leave out some) is no reason to know nothing of all others.
    private func changes(
        of work: Work, _ finder: inout ChangeFinder, _ names: inout NameMemory
    ) -> CommitChanges {
        var changes = CommitChanges()
        do {
            try finder.changes(of: work.tree, against: work.parents) { path in
                changes.flags.insert(.differsFromAllParents)
                if names.includes(path) { changes.configuration.append(Array(path)) }
            }
        } catch {
            return CommitChanges(flags: .changesUnknown)
        }
        return changes
    }
}

/// What was said of the names of files: the same few change again and again.
private struct NameMemory {
    private static let limit = 1 << 14
    private let configuration: ConfigurationNames
    private var known: [ArraySlice<UInt8>: Bool] = [:]

    init(_ configuration: ConfigurationNames) { self.configuration = configuration }

    mutating func includes(_ path: ArraySlice<UInt8>) -> Bool {
        let name = path[((path.lastIndex(of: UInt8(ascii: "/")) ?? path.startIndex - 1) + 1)...]
        if let answer = known[name] { return answer }
        if known.count >= Self.limit { known.removeAll(keepingCapacity: true) }
        let answer = configuration.includes(name)
        // A copy, as the slice keeps the whole path alive.
        known[Array(name)[...]] = answer
        return answer
    }
}
