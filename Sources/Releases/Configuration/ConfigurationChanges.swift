package import Changes
package import Git
package import Ledger

/// The configuration changes of a part of the history, file by file, each with the commits and items that made it.
package struct ConfigurationChanges: Sendable {
    /// One setting that differs in the end, or one line of a file that cannot be read by key.
    package struct Entry: Hashable, Sendable {
        package let change: ConfigurationChange
        /// The commits that changed it, the latest first; empty where the base has what no commit of the part undoes.
        package let commits: [ObjectID]
        /// The items that these belong to, sorted.
        package let items: [ItemID]
    }

    package struct File: Sendable {
        package let file: ConfigurationFile
        package let reading: ConfigurationComparison.Reading
        package let entries: [Entry]
        /// How many more changes there are than told.
        package let moreChanges: Int
    }

    /// By configuration item in the policy's order, those that belong to none last; then by path.
    package let files: [File]

    package var isEmpty: Bool { files.isEmpty }

    /// The entries that belong to no item, with their files.
    package var unlinked: [(file: ConfigurationFile, entry: Entry)] {
        files.flatMap { file in file.entries.filter(\.items.isEmpty).map { (file.file, $0) } }
    }

    init(_ files: [File], policy: ConfigurationPolicy) {
        let order = Dictionary(
            policy.items.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
        let rank = { (file: File) in file.file.item.flatMap { order[$0] } ?? order.count }
        self.files = files.filter { !$0.entries.isEmpty || $0.moreChanges > 0 }.sorted { first, second in
            if rank(first) != rank(second) { return rank(first) < rank(second) }
            return first.file.path.lexicographicallyPrecedes(second.file.path)
        }
    }
}

/// Reads the configuration changes of parts of the history.
package struct ConfigurationReader {
    let finder: ConfigurationFinder
    let policy: ConfigurationPolicy
    private let repository: Repository
    private let source: HistorySource?

    /// - Parameter source: may know which commits change no configuration; nil to look at all of them.
    package init(_ repository: Repository, policy: ConfigurationPolicy, source: HistorySource? = nil) {
        self.repository = repository
        self.policy = policy
        self.source = policy.files.isEmpty ? source : nil
        finder = ConfigurationFinder(repository, policy: policy)
    }

    /// What differs in the end between two states, with the commits between them that had a part in it.
    package func changes(
        from base: ObjectID?, to candidate: ObjectID, by contents: ReleaseContents
    ) throws -> ConfigurationChanges {
        let trees = (try base.map { try repository.commit($0).tree }, try repository.commit(candidate).tree)
        let files = try finder.files(from: trees.0, to: trees.1)
        guard !files.isEmpty else { return ConfigurationChanges([], policy: policy) }
        let steps = try steps(
            of: contents.commits.filter { !contents.gone.contains($0.commit.id) },
            at: Set(files.flatMap { [$0.path] + ($0.oldPath.map { [$0] } ?? []) }))
        let byPath = Dictionary(grouping: steps) { $0.file.path }
        return ConfigurationChanges(
            try files.map { file in
                let own = (byPath[file.path] ?? []) + (file.oldPath.flatMap { byPath[$0] } ?? [])
                return joined(file, try finder.comparison(of: file), by: own)
            }, policy: policy)
    }

    /// What each of some commits changed, taken together file by file: the parts of an item need not lie side by side.
    package func changes(of commits: [LinkedCommit]) throws -> ConfigurationChanges {
        let byPath = Dictionary(grouping: try steps(of: commits)) { $0.file.path }
        return ConfigurationChanges(
            byPath.values.flatMap { steps in steps.map { joined($0.file, $0.comparison, by: [$0]) } }, policy: policy)
    }

    /// What one commit did to one file.
    fileprivate struct Step {
        let commit: ObjectID
        let items: [ItemID]
        let file: ConfigurationFile
        let comparison: ConfigurationComparison
    }

    /// - Parameter paths: the files of interest; nil for all.
    private func steps(of commits: [LinkedCommit], at paths: Set<[UInt8]>? = nil) throws -> [Step] {
        try commits.filter { mayTouch($0, paths) }.flatMap { linked in
            try finder.files(of: linked).filter { paths?.contains($0.path) ?? true }.map { file in
                Step(
                    commit: linked.commit.id, items: linked.items, file: file,
                    comparison: try finder.comparison(of: file))
            }
        }
    }

    private func mayTouch(_ linked: LinkedCommit, _ paths: Set<[UInt8]>?) -> Bool {
        guard !linked.commit.isMerge, let files = source?.configurationFiles(changedBy: linked.commit.id) else {
            return true
        }
        return paths.map { !$0.isDisjoint(with: files) } ?? !files.isEmpty
    }

    /// Gives each change the commits that changed the same setting; where places in the file tell them apart (lines, list
    /// elements by number), all that changed the file.
    private func joined(
        _ file: ConfigurationFile, _ comparison: ConfigurationComparison, by steps: [Step]
    ) -> ConfigurationChanges.File {
        var byKey: [String: [Step]] = [:]
        for step in steps {
            for key in Set(step.comparison.changes.map(\.path.text)) { byKey[key, default: []].append(step) }
        }
        let entries = comparison.changes.map { change in
            let own = change.path.isPlace ? steps : byKey[change.path.text] ?? steps.filter { $0.isAbout(change) }
            return ConfigurationChanges.Entry(
                change: change, commits: own.map(\.commit).unique(by: \.self),
                items: Set(own.flatMap(\.items)).sorted())
        }
        return .init(
            file: file, reading: comparison.reading, entries: entries, moreChanges: comparison.moreChanges)
    }
}

extension ConfigurationReader.Step {
    /// Whether it changed something around the setting: a table that holds it came or went as a whole.
    fileprivate func isAbout(_ change: ConfigurationChange) -> Bool {
        comparison.moreChanges > 0
            || comparison.changes.contains { own in
                own.path.isPlace || own.path.components.starts(with: change.path.components)
                    || change.path.components.starts(with: own.path.components)
            }
    }
}

extension ConfigurationPath {
    /// Whether it tells a place that moves when something is put before it.
    fileprivate var isPlace: Bool {
        components.contains { component in
            switch component {
            case .line, .index: true
            case .key, .element: false
            }
        }
    }
}
