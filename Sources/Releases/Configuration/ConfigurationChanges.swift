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
        /// The items that these belong to, sorted; where no commit of the part changed it, those of the commits that go.
        package let items: [ItemID]
        /// The commits of the base that changed it, and that go with the release, the latest first.
        package let goes: [ObjectID]
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
    /// The files of each configuration item in the policy's order, those that belong to none last. A file that went from
    /// one to another is told at both.
    package let groups: [(item: String?, files: [File])]

    package var isEmpty: Bool { files.isEmpty }

    /// The entries that belong to no item, with their files.
    package var unlinked: [(file: ConfigurationFile, entry: Entry)] {
        files.flatMap { file in file.entries.filter(\.items.isEmpty).map { (file.file, $0) } }
    }

    init(_ files: [File], policy: ConfigurationPolicy) {
        let order = Dictionary(
            policy.items.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
        let rank = { (file: File) in file.file.items.first.flatMap { order[$0] } ?? order.count }
        let told = files.filter { !$0.entries.isEmpty || $0.moreChanges > 0 }.enumerated().sorted { first, second in
            let (one, other) = (first.element, second.element)
            if rank(one) != rank(other) { return rank(one) < rank(other) }
            if one.file.path == other.file.path { return first.offset < second.offset }
            return one.file.path.lexicographicallyPrecedes(other.file.path)
        }.map(\.element)
        let groups = policy.items.map { item in
            (item.name as String?, told.filter { $0.file.items.contains(item.name) })
        }
        self.files = told
        self.groups = (groups + [(nil, told.filter(\.file.items.isEmpty))]).filter { !$0.1.isEmpty }
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
        // It knows files by their names; a link or submodule is its owner's whatever it is called.
        let isByName = policy.files.isEmpty && policy.items.allSatisfy { $0.signOffRole == nil }
        self.source = isByName ? source : nil
        finder = ConfigurationFinder(repository, policy: policy)
    }

    /// What differs in the end between two states, with the commits between them that had a part in it.
    ///
    /// - Parameter owns: whether a file is of those that are asked about.
    package func changes(
        from base: ObjectID?, to candidate: ObjectID, by contents: ReleaseContents,
        where owns: ([UInt8]) -> Bool = { _ in true }
    ) throws -> ConfigurationChanges {
        let trees = (try base.map { try repository.commit($0).tree }, try repository.commit(candidate).tree)
        let files = try finder.files(from: trees.0, to: trees.1).filter { $0.paths.contains(where: owns) }
        guard !files.isEmpty else { return ConfigurationChanges([], policy: policy) }
        let paths = files.reduce(into: Set<[UInt8]>()) { $0.formUnion($1.paths) }
        let trail = try self.trail(of: contents.commits.filter { !contents.gone.contains($0.commit.id) }, to: paths)
        let lost = try self.trail(of: contents.fates.goes.map(\.commit), to: paths)
        return ConfigurationChanges(
            try files.map { file in
                joined(file, try finder.comparison(of: file), by: trail.steps(to: file), lost: lost.steps(to: file))
            }, policy: policy)
    }

    /// What each of some commits changed, taken together file by file: the parts of an item need not lie side by side.
    package func changes(of commits: [LinkedCommit]) throws -> ConfigurationChanges {
        let steps = try commits.filter { mayTouch($0, nil) }.flatMap { linked in
            try finder.files(of: linked).map { try step(of: linked, $0) }
        }
        return ConfigurationChanges(steps.map { joined($0.file, $0.comparison, by: [$0]) }, policy: policy)
    }

    /// What one commit did to one file.
    fileprivate struct Step {
        let commit: ObjectID
        let items: [ItemID]
        let file: ConfigurationFile
        let comparison: ConfigurationComparison
    }

    private func step(of linked: LinkedCommit, _ file: ConfigurationFile) throws -> Step {
        Step(
            commit: linked.commit.id, items: linked.isUnlinked ? [] : linked.items, file: file,
            comparison: try finder.comparison(of: file))
    }

    /// All that some commits did to the files that stand at some paths, under whichever names these stood in between.
    private func trail(of commits: [LinkedCommit], to paths: Set<[UInt8]>) throws -> Trail {
        var names = RenamedPaths()
        var files: [ObjectID: [ConfigurationFile]] = [:]
        var (paths, known) = (paths, Set<[UInt8]>())
        while paths != known {
            for linked in commits where files[linked.commit.id] == nil && mayTouch(linked, paths) {
                let found = try finder.files(of: linked)
                files[linked.commit.id] = found
                for file in found { names.insert(file) }
            }
            (paths, known) = (names.origins(of: paths), paths)
        }
        let steps = try commits.flatMap { linked in
            try (files[linked.commit.id] ?? []).filter { !paths.isDisjoint(with: $0.paths) }
                .map { try step(of: linked, $0) }
        }
        return Trail(steps, names)
    }

    /// What commits did to files, the latest first.
    private struct Trail {
        private let steps: [Step]
        private let names: RenamedPaths
        private var places: [[UInt8]: [Int]] = [:]

        init(_ steps: [Step], _ names: RenamedPaths) {
            (self.steps, self.names) = (steps, names)
            for (place, step) in steps.enumerated() {
                for path in step.file.paths { places[path, default: []].append(place) }
            }
        }

        func steps(to file: ConfigurationFile) -> [Step] {
            Set(names.origins(of: file.paths).flatMap { places[$0] ?? [] }).sorted().map { steps[$0] }
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
        _ file: ConfigurationFile, _ comparison: ConfigurationComparison, by steps: [Step], lost: [Step] = []
    ) -> ConfigurationChanges.File {
        let (coming, going) = (StepsByKey(steps), StepsByKey(lost))
        let entries = comparison.changes.map { change in
            let own = coming.about(change)
            let lost = going.about(change)
            return ConfigurationChanges.Entry(
                change: change, commits: own.map(\.commit).unique(by: \.self),
                items: Set((own.isEmpty ? lost : own).flatMap(\.items)).sorted(),
                goes: lost.map(\.commit).unique(by: \.self))
        }
        return .init(
            file: file, reading: comparison.reading, entries: entries, moreChanges: comparison.moreChanges)
    }
}

/// Steps to one file by the keys that they changed.
private struct StepsByKey {
    private let steps: [ConfigurationReader.Step]
    private var byKey: [String: [ConfigurationReader.Step]] = [:]

    init(_ steps: [ConfigurationReader.Step]) {
        self.steps = steps
        for step in steps {
            for key in Set(step.comparison.changes.map(\.path.text)) { byKey[key, default: []].append(step) }
        }
    }

    func about(_ change: ConfigurationChange) -> [ConfigurationReader.Step] {
        change.path.isPlace ? steps : byKey[change.path.text] ?? steps.filter { $0.isAbout(change) }
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
