import Git

/// Compares the trees of a run of commits with those of their parents.
struct ChangeCollector {
    private var finder: ChangeFinder
    private var names: NameMemory
    private(set) var changes = TreeChanges()

    init(_ configuration: ConfigurationNames, in repository: Repository) {
        finder = ChangeFinder(repository)
        names = NameMemory(configuration)
    }

    /// - Parameter each: is told the place of each commit.
    static func changes(
        of work: TreeWork, by configuration: ConfigurationNames, in repository: Repository,
        each: (Int) -> Void = { _ in }
    ) -> TreeChanges {
        var collector = ChangeCollector(configuration, in: repository)
        for place in 0..<work.count {
            each(place)
            collector.add(work.trees[place], parents: work.parents(of: place))
        }
        return collector.changes
    }

    /// A tree that is not here (partial clones leave out some) is no reason to know nothing of all others.
    private mutating func add(_ tree: ObjectID, parents: [ObjectID]) {
        var (flags, sum): (CommitFlags, ChangeSum) = ([], ChangeSum())
        do {
            try finder.changes(of: tree, against: parents) { path, old, new in
                flags.insert(.differsFromAllParents)
                if names.includes(path) { changes.append(change: path) }
                sum.add(path: path, old: old, new: new)
            }
            if parents.count > 1 { sum = try sumOfMerge(tree, onto: parents[0]) }
        } catch {
            flags = .changesUnknown
        }
        changes.end(flags, sum: sum)
    }

    /// Whoever takes a merge back gives its first parent's state back.
    private mutating func sumOfMerge(_ tree: ObjectID, onto mainline: ObjectID) throws -> ChangeSum {
        var sum = ChangeSum()
        try finder.changes(of: tree, against: [mainline]) { sum.add(path: $0, old: $1, new: $2) }
        return sum
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
