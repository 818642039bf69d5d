import Changes
package import Git
package import Ledger

/// The files that release lines change for themselves, so that the next line never gets these changes: versions, release
/// notes, translations. What the history shows is proposed as exempt (`exempt.path`).
package struct LineSurvey: Sendable {
    /// A file that lines change, or the files of one sort in a folder: `locale/**/*.po`.
    package struct File: Hashable, Sendable {
        package let path: String
        /// On how many lines.
        package let lines: Int
    }

    /// No more than so many lines are looked at, the ones with the highest versions, and so many commits of each.
    private static let (mostLines, mostCommits, mostFiles) = (12, 500, 20)
    /// Where each release contains the one before, that is known after so many.
    private static let mostSteps = 40

    /// The lines that were looked at: those whose last release the first one of the next line does not contain.
    package private(set) var lines = 0
    /// The most frequent first.
    package private(set) var files: [File] = []

    package static let none = LineSurvey()

    private init() {}

    /// - Parameters:
    ///   - policy: says what a release tag is, and what links a commit to an item.
    ///   - namesItems: whether the history names items at all. Where it does not, nobody can say which commits belong to
    ///     none, and only files count that need no such share (`LineFile.mayHaveItems`).
    /// - Returns: nothing in a clone that lacks what is asked for: it proposes, and decides nothing.
    package init(of repository: Repository, policy: Policy, namesItems: Bool) throws {
        do {
            try survey(repository, policy, namesItems)
        } catch let problem as RepositoryProblem where problem.isIncompleteness {
            self = .none
        }
    }

    private struct Count {
        var lines: Set<Int> = []
        var commits = 0
        var unlinked = 0

        /// Whether half of the lines change the file.
        func isUsual(_ all: Int) -> Bool { lines.count > 1 && lines.count * 2 >= all }

        /// Whether four of five commits that change the file belong to no item.
        var isUnlinked: Bool { unlinked * 5 >= commits * 4 }
    }

    private mutating func survey(_ repository: Repository, _ policy: Policy, _ namesItems: Bool) throws {
        let reader = MessageReader(rules: policy.links)
        var counts: [LineFile: Count] = [:]
        for commits in try Self.ownCommits(of: repository, policy) {
            for commit in commits.prefix(Self.mostCommits) where !commit.isMerge {
                let files = Set(try repository.ownChanges(of: commit).compactMap(LineFile.init(path:)))
                let isUnlinked = !files.isEmpty && ReadCommit(commit, reader).reading.links.isEmpty
                for file in files {
                    counts[file, default: Count()].lines.insert(lines)
                    counts[file, default: Count()].commits += 1
                    counts[file, default: Count()].unlinked += isUnlinked ? 1 : 0
                }
            }
            lines += 1
        }
        files = Array(
            counts.filter { $1.isUsual(lines) && ($0.mayHaveItems || namesItems && $1.isUnlinked) }
                .map { File(path: $0.pattern, lines: $1.lines.count) }
                .sorted { ($1.lines, $0.path) < ($0.lines, $1.path) }.prefix(Self.mostFiles))
    }

    /// The commits of each line's last release that the first release of the next line lacks, and HEAD of the last one's; the
    /// lines with the highest versions.
    private static func ownCommits(of repository: Repository, _ policy: Policy) throws -> [[Commit]] {
        guard let head = try repository.reference("HEAD")?.target else { return [] }
        let releases = try ReleaseTags(repository, policy: policy).all.filter {
            $0.targetKind == .commit && !$0.version.isPreRelease
        }
        var later: [ReleaseKin: ObjectID] = [:]
        var found: [[Commit]] = []
        let lines = Dictionary(grouping: releases, by: \.version.line).values
            .compactMap { line in
                line.min { $0.version < $1.version }.flatMap { first in
                    line.max { $0.version < $1.version }.map { (first: first, last: $0) }
                }
            }
            .sorted { $0.last.version > $1.last.version }
        for line in lines.prefix(mostSteps) where found.count < mostLines {
            let kin = ReleaseKin(line.first.version)
            let commits = try CommitRange.commits(
                of: [line.last.target], without: [later.updateValue(line.first.target, forKey: kin) ?? head],
                in: repository)
            if !commits.isEmpty { found.append(commits) }
        }
        return found
    }
}

/// The releases that follow each other.
private struct ReleaseKin: Hashable {
    let component: String?
    let variant: String

    init(_ version: Version) { (component, variant) = (version.component, version.variant) }
}
