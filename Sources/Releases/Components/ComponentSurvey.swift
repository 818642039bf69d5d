import Git
package import Ledger

/// A component that `init` proposes, with what speaks for it.
package struct ProposedComponent: Hashable, Sendable {
    package let name: String
    package let tagPatterns: [TagPattern]
    /// How many tags the patterns cover.
    package let tags: Int
    /// The folder that it owns; nil where none was found, so that it owns all files.
    package let folder: String?
    /// Of how many of its releases that were looked at the folder has changes.
    package let touched: Int
    package let releases: Int
}

/// Finds the components of a repository: things in it whose releases are tagged side by side.
struct ComponentSurvey {
    /// No more than so many releases of a component are looked at, the newest ones, and folders so deep.
    private static let (mostReleases, deepest) = (40, 3)

    private let repository: Repository
    private let steps: [TagStep]

    init(_ repository: Repository, _ steps: [TagStep]) {
        self.repository = repository
        self.steps = steps
    }

    /// Nothing where all patterns are one line.
    ///
    /// - Parameter patterns: those that are worth a line of the policy.
    func components(among patterns: [HistorySurvey.CountedPattern]) throws -> [ProposedComponent] {
        let named = Dictionary(grouping: patterns) { $0.pattern.subject }
        guard named.count > 1, try !families(patterns.map(\.pattern)).sideBySide(patterns.map(\.pattern)).isEmpty else {
            return []
        }
        let groups = named.filter { Component.accepts(name: $0.key) }.sorted { $0.key < $1.key }
        let head = try repository.reference("HEAD")?.target
        let folders = try head.map { try self.folders(in: repository.commit($0).tree) } ?? []
        let touched = try groups.map { try self.touched(by: $0.value.map(\.pattern)) }
        return groups.indices.map { index in
            let others = touched.indices.filter { $0 != index }.flatMap { touched[$0] }
            let folder = Self.folder(
                of: groups[index].key, groups[index].value[0].pattern, touched[index], others, among: folders)
            return ProposedComponent(
                name: groups[index].key, tagPatterns: groups[index].value.map(\.pattern),
                tags: groups[index].value.map(\.count).reduce(0, +), folder: folder,
                touched: folder.map { folder in touched[index].count { $0.contains(folder) } } ?? 0,
                releases: touched[index].count)
        }
    }

    private func families(_ patterns: [TagPattern]) throws -> TagFamilies {
        TagFamilies(
            try steps.compactMap { step in
                guard let (version, pattern) = Self.version(of: step, patterns) else { return nil }
                let time = try repository.commit(step.commit).committerTime
                return PlacedTag(version: version, pattern: pattern, commit: step.commit, time: time)
            })
    }

    private static func version(of step: TagStep, _ patterns: [TagPattern]) -> (Version, TagPattern)? {
        patterns.lazy.compactMap { pattern in pattern.version(ofTag: step.tag).map { ($0, pattern) } }.first
    }

    /// The folders that each release changed since the nearest tag before it, the newest releases first.
    private func touched(by patterns: [TagPattern]) throws -> [Set<String>] {
        let commits = Dictionary(steps.map { ($0.tag, $0.commit) }) { first, _ in first }
        let own = steps.compactMap { step in Self.version(of: step, patterns).map { (step: step, version: $0.0) } }
            .sorted { $1.version < $0.version }
        return try own.prefix(Self.mostReleases).map { own in
            let before = try own.step.before.first.flatMap { commits[$0] }.map { try repository.commit($0).tree }
            return try folders(in: repository.commit(own.step.commit).tree, since: before)
        }
    }

    private func folders(in tree: ObjectID, since before: ObjectID? = nil) throws -> Set<String> {
        var folders: Set<String> = []
        for change in try repository.changes(from: before, to: tree, levels: Self.deepest) {
            let isFolder = (change.new ?? change.old)?.mode == .tree
            let parts = change.path.split(separator: UInt8(ascii: "/")).map { String(decoding: $0, as: UTF8.self) }
            for depth in 1...Self.deepest where depth < parts.count || depth == parts.count && isFolder {
                folders.insert(parts.prefix(depth).joined(separator: "/"))
            }
        }
        return folders
    }

    /// The folder that the tags name, or one of the component's name, or else the one that its releases change and those of
    /// others mostly do not.
    private static func folder(
        of name: String, _ pattern: TagPattern, _ own: [Set<String>], _ others: [Set<String>],
        among folders: Set<String>
    ) -> String? {
        let before = pattern.literals.before
        if let named = folders.filter({ before.hasPrefix($0 + "/") }).max(by: { $0.count < $1.count }) { return named }
        let count = { (folder: String, releases: [Set<String>]) in releases.count { $0.contains(folder) } }
        let depth = { (folder: String) in folder.split(separator: "/").count }
        let alike = folders.filter { $0.split(separator: "/").last?.lowercased() == name.lowercased() }
        let best = alike.min { first, second in
            (-count(first, own), depth(first), first) < (-count(second, own), depth(second), second)
        }
        if let best, isProposable(best) { return best }
        guard !own.isEmpty, !others.isEmpty else { return nil }
        let telling = folders.filter { folder in
            let (mine, theirs) = (count(folder, own), count(folder, others))
            return isProposable(folder) && mine * 5 >= own.count * 3 && mine * others.count >= 2 * theirs * own.count
        }
        return telling.max { first, second in
            (count(first, own), -depth(first), second) < (count(second, own), -depth(second), first)
        }
    }

    /// Whether a line of the policy can hold the pattern as it is.
    private static func isProposable(_ folder: String) -> Bool {
        !folder.contains { "*?[]\\\"!#;".contains($0) } && folder.unicodeScalars.allSatisfy { $0.value >= 0x20 }
    }
}
