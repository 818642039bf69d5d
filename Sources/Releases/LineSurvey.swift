import Changes
package import Git
package import Ledger

/// Which files release lines change for themselves, so that the default branch never gets these changes: versions, release
/// notes, translations. What the history shows is proposed as exempt (`exempt.path`).
package struct LineSurvey: Sendable {
    /// A file that lines change without an item.
    package struct File: Hashable, Sendable {
        package let path: String
        /// On how many lines.
        package let lines: Int
    }

    /// No more than so many lines are looked at, the ones with the highest versions, and so many commits of each.
    private static let (mostLines, mostCommits, mostFiles) = (12, 500, 20)

    /// The lines that were looked at: those whose last release the default branch does not contain.
    package private(set) var lines = 0
    /// The most frequent first.
    package private(set) var files: [File] = []

    package static let none = LineSurvey()

    private init() {}

    /// - Parameter policy: says what a release tag is, and what links a commit to an item.
    /// - Returns: nothing in a clone that lacks what is asked for: it proposes, and decides nothing.
    package init(of repository: Repository, policy: Policy) throws {
        do {
            try survey(repository, policy)
        } catch let problem as RepositoryProblem where problem.isIncompleteness {
            self = .none
        }
    }

    private struct Count {
        var lines: Set<Int> = []
        var commits = 0
        var unlinked = 0

        /// Whether half of the lines change the file, and four of five commits that do so belong to no item.
        func isOfLines(_ all: Int) -> Bool { lines.count > 1 && lines.count * 2 >= all && unlinked * 5 >= commits * 4 }
    }

    /// Whether a file is a version, a change log, another document, or a translation, as far as its name shows. What is exempt
    /// needs no item at all, so that programs and their settings are not proposed.
    private static func isOfReleases(_ path: [UInt8]) -> Bool {
        let name = String(decoding: path[((path.lastIndex(of: UInt8(ascii: "/")) ?? -1) + 1)...], as: UTF8.self)
            .lowercased()
        return ["version", "change", "news", "release", "history"].contains { name.contains($0) }
            || [".md", ".rst", ".adoc", ".txt", ".html", ".po", ".pot"].contains { name.hasSuffix($0) }
    }

    private mutating func survey(_ repository: Repository, _ policy: Policy) throws {
        guard let head = try repository.reference("HEAD")?.target else { return }
        let releases = try ReleaseTags(repository, policy: policy).all.filter {
            $0.targetKind == .commit && !$0.version.isPreRelease
        }
        let ends = Dictionary(grouping: releases, by: \.version.line).compactMap {
            $0.value.max { $0.version < $1.version }
        }
        let merged = try repository.reached(among: ends.map(\.target), from: [head])
        let tips = ends.filter { !merged.contains($0.target) }.sorted { $0.version > $1.version }.prefix(Self.mostLines)
        let reader = MessageReader(rules: policy.links)
        var counts: [[UInt8]: Count] = [:]
        for (line, tip) in tips.enumerated() {
            let commits = try CommitRange.commits(of: [tip.target], without: [head], in: repository)
            for commit in commits.prefix(Self.mostCommits) where !commit.isMerge {
                let isUnlinked = ReadCommit(commit, reader).reading.links.isEmpty
                for path in try repository.ownChanges(of: commit) where Self.isOfReleases(path) {
                    counts[path, default: Count()].lines.insert(line)
                    counts[path, default: Count()].commits += 1
                    counts[path, default: Count()].unlinked += isUnlinked ? 1 : 0
                }
            }
        }
        lines = tips.count
        files = Array(
            counts.compactMap { $1.isOfLines(lines) ? File($0, lines: $1.lines.count) : nil }
                .sorted { ($1.lines, $0.path) < ($0.lines, $1.path) }.prefix(Self.mostFiles))
    }
}

extension LineSurvey.File {
    /// Nil for a path that a pattern cannot say.
    fileprivate init?(_ path: [UInt8], lines: Int) {
        guard let text = String(validating: path, as: UTF8.self), !text.contains(where: { "*?[]\\\"!#".contains($0) }),
            !text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }),
            let pattern = try? PathPattern(text), pattern.matches(path: path)
        else { return nil }
        self.init(path: text, lines: lines)
    }
}
