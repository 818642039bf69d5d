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
    /// What fewer lines change is no custom, and what none of the newest has is past.
    private static let (fewestLines, newestLines) = (3, 3)
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

    private mutating func survey(_ repository: Repository, _ policy: Policy, _ namesItems: Bool) throws {
        let sides = try Self.sides(of: repository, policy)
        lines = sides.count
        var counts: [LineFile: Int] = [:]
        for side in sides {
            let changes = try repository.changes(from: side.start, to: side.end)
            for file in Set(changes.compactMap { LineFile(path: $0.path) }) { counts[file, default: 0] += 1 }
        }
        // Files move: half of all lines change them, or of those that have them, one of the newest among these.
        let usual = try counts.filter { file, count in
            guard count > 1, count * 2 < lines else { return count > 1 }
            let having = try sides.indices.filter { try repository.entry(of: file, in: sides[$0].end) != nil }
            return count >= Self.fewestLines && count * 2 >= having.count && (having.first ?? .max) < Self.newestLines
        }
        let others = usual.keys.filter { !$0.mayHaveItems }
        let unlinked = namesItems ? try Self.unlinked(among: others, sides, repository, policy) : []
        files = Array(
            usual.filter { $0.key.mayHaveItems || unlinked.contains($0.key) }
                .map { File(path: $0.pattern, lines: $1) }
                .sorted { ($1.lines, $0.path) < ($0.lines, $1.path) }.prefix(Self.mostFiles))
    }

    /// The files that four of five commits which change them belong to no item.
    private static func unlinked(
        among files: [LineFile], _ sides: [Side], _ repository: Repository, _ policy: Policy
    ) throws -> Set<LineFile> {
        guard !files.isEmpty else { return [] }
        let reader = MessageReader(rules: policy.links)
        var counts: [LineFile: (commits: Int, unlinked: Int)] = [:]
        // Mostly the parent of a commit is the next one.
        var known: (tree: ObjectID, entries: [TreeEntry?])?
        func entries(in tree: ObjectID) throws -> [TreeEntry?] {
            if let known, known.tree == tree { return known.entries }
            let entries = try files.map { try repository.entry(of: $0, in: tree) }
            known = (tree, entries)
            return entries
        }
        for commit in sides.flatMap({ $0.commits.prefix(mostCommits) }) where !commit.isMerge {
            let now = try entries(in: commit.tree)
            let before = try commit.parents.first.map { try entries(in: repository.commit($0).tree) }
            let changed = files.indices.filter { now[$0] != before?[$0] }.map { files[$0] }
            guard !changed.isEmpty else { continue }
            let isUnlinked = ReadCommit(commit, reader).reading.links.isEmpty
            for file in changed {
                counts[file, default: (0, 0)].commits += 1
                counts[file, default: (0, 0)].unlinked += isUnlinked ? 1 : 0
            }
        }
        return Set(counts.filter { $1.unlinked * 5 >= $1.commits * 4 }.keys)
    }

    /// What a line has alone.
    private struct Side {
        /// The trees of the last commit that it has in common with the next line, and of its last release.
        let start: ObjectID?
        let end: ObjectID
        /// Children before parents.
        let commits: [Commit]
    }

    /// The commits of each line's last release that the first release of the next line lacks, and HEAD of the last one's; the
    /// lines with the highest versions.
    private static func sides(of repository: Repository, _ policy: Policy) throws -> [Side] {
        guard let head = try repository.reference("HEAD")?.target else { return [] }
        let releases = try ReleaseTags(repository, policy: policy).all.filter {
            $0.targetKind == .commit && !$0.version.isPreRelease
        }
        var later: [ReleaseKin: ObjectID] = [:]
        var found: [Side] = []
        let lines = Dictionary(grouping: releases, by: \.version.line).values
            .compactMap { line in
                line.min { $0.version < $1.version }.flatMap { first in
                    line.max { $0.version < $1.version }.map { (first: first, last: $0) }
                }
            }
            .sorted { $0.last.version > $1.last.version }
        for line in lines.prefix(mostSteps) where found.count < mostLines {
            let kin = ReleaseKin(line.first.version)
            let next = later.updateValue(line.first.target, forKey: kin) ?? head
            let commits = try CommitRange.commits(of: [line.last.target], without: [next], in: repository)
            guard let last = commits.first else { continue }
            let start = try repository.mergeBases(of: last.id, next).first
            found.append(
                Side(start: try start.map { try repository.commit($0).tree }, end: last.tree, commits: commits))
        }
        return found
    }
}

extension Repository {
    /// What a line's file, or the folder of its files, is in a tree; nil where nothing is there.
    fileprivate func entry(of file: LineFile, in tree: ObjectID?) throws -> TreeEntry? {
        try tree.flatMap { try entry(atPath: Array(file.place.utf8), in: $0) }
    }
}

/// The releases that follow each other.
private struct ReleaseKin: Hashable {
    let component: String?
    let variant: String

    init(_ version: Version) { (component, variant) = (version.component, version.variant) }
}
