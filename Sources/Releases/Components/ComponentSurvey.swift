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
        let families = try families(patterns.map(\.pattern))
        guard !families.sideBySide(patterns.map(\.pattern)).isEmpty else { return [] }
        let groups = try joined(groups(of: patterns), by: families)
        guard groups.count > 1 else { return [] }
        return groups.filter { Component.accepts(name: $0.name) }.map { group in
            let folder = group.folder.flatMap { folder in group.touched.contains { $0.contains(folder) } ? folder : nil
            }
            return ProposedComponent(
                name: group.name, tagPatterns: group.patterns.map(\.pattern),
                tags: group.tags, folder: folder,
                touched: folder.map { folder in group.touched.count { $0.contains(folder) } } ?? 0,
                releases: group.touched.count)
        }.sorted { $0.name < $1.name }
    }

    /// Patterns that name one thing.
    private struct Group {
        var name: String
        /// The most frequent first.
        var patterns: [HistorySurvey.CountedPattern]
        /// The folder that the tags name, or one of this name, in the newest release.
        var folder: String?
        /// The folders that each of the newest releases changed.
        var touched: [Set<String>]

        var tags: Int { patterns.map(\.count).reduce(0, +) }
    }

    private func groups(of patterns: [HistorySurvey.CountedPattern]) throws -> [Group] {
        try Dictionary(grouping: patterns) { $0.pattern.subject }.sorted { $0.key < $1.key }.map { name, patterns in
            let patterns = patterns.sorted { ($1.count, $0.pattern.description) < ($0.count, $1.pattern.description) }
            let own = releases(of: patterns.map(\.pattern))
            let folders = try own.first.map { try self.folders(in: repository.commit($0.commit).tree) } ?? []
            let touched = try touched(by: own)
            return Group(
                name: name, patterns: patterns,
                folder: Self.folder(of: name, patterns.map(\.pattern), touched, among: folders), touched: touched)
        }
    }

    /// Two groups are one thing under two names if their versions follow each other, and not each has a folder.
    private func joined(_ groups: [Group], by families: TagFamilies) -> [Group] {
        var joined: [Group] = []
        for group in groups.sorted(by: { $0.tags > $1.tags }) {
            let place = joined.firstIndex { other in
                (other.folder == nil || group.folder == nil)
                    && families.followEachOther(other.patterns.map(\.pattern), group.patterns.map(\.pattern))
            }
            guard let place else {
                joined.append(group)
                continue
            }
            if joined[place].name.isEmpty { joined[place].name = group.name }
            joined[place].patterns += group.patterns
            joined[place].folder = joined[place].folder ?? group.folder
        }
        return joined
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

    /// The newest releases of some patterns, the highest version first.
    private func releases(of patterns: [TagPattern]) -> ArraySlice<TagStep> {
        steps.compactMap { step in Self.version(of: step, patterns).map { (step: step, version: $0.0) } }
            .sorted { $1.version < $0.version }.map(\.step).prefix(Self.mostReleases)
    }

    /// The folders that each release changed since the nearest tag before it.
    private func touched(by releases: ArraySlice<TagStep>) throws -> [Set<String>] {
        let commits = Dictionary(steps.map { ($0.tag, $0.commit) }) { first, _ in first }
        return try releases.map { step in
            let before = try step.before.first.flatMap { commits[$0] }.map { try repository.commit($0).tree }
            return try folders(in: repository.commit(step.commit).tree, since: before)
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

    /// The folder that the tags name, or else the one of the component's name that its releases change most.
    private static func folder(
        of name: String, _ patterns: [TagPattern], _ touched: [Set<String>], among folders: Set<String>
    ) -> String? {
        let proposable = folders.filter(isProposable)
        let named = proposable.filter { folder in patterns.contains { $0.literals.before.hasPrefix(folder + "/") } }
        if let deepest = named.max(by: { $0.count < $1.count }) { return deepest }
        let rank = { (folder: String) in
            (-touched.count { $0.contains(folder) }, folder.split(separator: "/").count, folder)
        }
        return proposable.filter { $0.split(separator: "/").last?.lowercased() == name.lowercased() }
            .min { rank($0) < rank($1) }
    }

    /// Whether a line of the policy can hold the pattern as it is.
    private static func isProposable(_ folder: String) -> Bool {
        !folder.contains { "*?[]\\\"!#;".contains($0) } && folder.unicodeScalars.allSatisfy { $0.value >= 0x20 }
    }
}
