import Changes
import Git
import Ledger

/// Finds the commits of a range that take others back exactly without saying so.
///
/// To read what every commit changes would take longer than all else that a gate does. So an index is asked first, which knows
/// the sums of what commits changed; then the end of the range: Sluice looks for the reversal of a commit only where all files of
/// the commit are there as they were before it.
struct SilentReversals {
    /// In longer ranges nobody looks commit by commit at what a release brings.
    private static let mostCommits = 3_000
    /// How many commits are looked at for all of a range.
    private static let mostSteps = 5_000

    /// What commits take back: each of them one other, and each is taken back by one.
    struct Found {
        static let none = Found()
        /// By the IDs of the reverts.
        fileprivate(set) var targets: [ObjectID: ObjectID] = [:]
    }

    private let source: HistorySource
    private var repository: Repository { source.repository }
    private let patches: PatchBook
    private let end: ObjectID
    private let tree: ObjectID

    /// - Parameter end: the end of the range.
    init(_ source: HistorySource, _ patches: PatchBook, upTo end: ObjectID) throws {
        self.source = source
        self.patches = patches
        self.end = end
        tree = try source.repository.commit(end).tree
    }

    /// - Parameters:
    ///   - commits: those of the range, children before parents.
    ///   - releases: earlier ones than the base; what a commit of the range takes back of the base they lack. Nil where
    ///     nothing of that sort is asked for.
    /// - Returns: nothing where a partial clone does not show it: all commits count then.
    func found(among commits: [LinkedCommit], after releases: [ObjectID]?) throws -> Found {
        guard commits.count <= Self.mostCommits else { return .none }
        do {
            return try allFound(among: commits, after: releases)
        } catch let problem as RepositoryProblem where problem.isIncompleteness {
            return .none
        }
    }

    private func allFound(among commits: [LinkedCommit], after releases: [ObjectID]?) throws -> Found {
        var suspects: [LinkedCommit] = []
        var effective: [(commit: LinkedCommit, change: PathChange)] = []
        let possible = source.possibleReversals(among: commits.map(\.commit.id))
        var finder = ChangeFinder(repository)
        for linked in commits where linked.isAsked && possible?.contains(linked.commit.id) ?? true {
            let before = try linked.commit.parents.first.map { try repository.commit($0).tree }
            switch try finder.standing(of: linked.commit.tree, since: before, in: tree) {
            case .living(let change):
                effective.append((linked, change))
            case .takenBack: suspects.append(linked)
            case .unclear: continue
            }
        }
        var (found, steps) = (Found(), Self.mostSteps)
        try addReversals(of: suspects, among: commits, to: &found, &steps)
        if let releases {
            let members = Set(commits.map(\.commit.id))
            try addEarlierTargets(of: effective, besides: members, after: releases, to: &found, &steps)
        }
        return found
    }

    private func addReversals(
        of suspects: [LinkedCommit], among commits: [LinkedCommit], to found: inout Found, _ steps: inout Int
    ) throws {
        guard !suspects.isEmpty else { return }
        let members = Set(commits.map(\.commit.id))
        for suspect in suspects where steps > 0 {
            let limit = min(steps, ReversalSearch.mostSteps)
            guard
                var search = try ReversalSearch(of: patches.changes(of: suspect.commit), in: repository, steps: limit)
            else { continue }
            defer { steps -= limit - search.steps }
            var (next, target): (ObjectID?, ObjectID) = (end, suspect.commit.id)
            while let start = next {
                next = nil
                let known = search.reversals.count
                try search.search(from: start, where: members.contains) { commit in
                    guard members.contains(commit.id), !commit.isMerge else { return false }
                    if try patches.isExactReversal(commit, of: suspect.commit) { return true }
                    guard let merge = try merge(bringing: suspect, among: commits, reversedBy: commit) else {
                        return false
                    }
                    target = merge.id
                    return true
                }
                let reverts = search.reversals.dropFirst(known)
                if let revert = reverts.first(where: { found.targets[$0.id] == nil }) {
                    found.targets[revert.id] = target
                } else if let other = reverts.first.flatMap({ found.targets[$0.id] }), other != target {
                    // It takes back a later commit, before which the files were as they are at the end.
                    next = try repository.commit(other).parents.first
                }
            }
        }
    }

    private func merge(
        bringing brought: LinkedCommit, among commits: [LinkedCommit], reversedBy revert: Commit
    ) throws -> Commit? {
        let merges = BringingMerges.merges(among: commits.map(\.read)) { $0.commit.id == brought.commit.id }
        return try merges.map(\.commit).first { merge in
            try patches.isExactReversal(revert, of: merge, mainline: merge.parents.first)
        }
    }

    /// What takes back a commit of the base leaves its files as an earlier release of the same line has them, or deletes them.
    ///
    /// - Parameter commits: each with a file that is at the end as the commit left it.
    private func addEarlierTargets(
        of commits: [(commit: LinkedCommit, change: PathChange)], besides members: Set<ObjectID>,
        after releases: [ObjectID], to found: inout Found, _ steps: inout Int
    ) throws {
        let earlier = try releases.map { (commit: $0, tree: try repository.commit($0).tree) }
        for (linked, change) in commits where steps > 0 && !linked.reading.relations.isRevert {
            guard let parent = linked.commit.parents.first else { continue }
            let isAsEarlier = try earlier.contains { release in
                try repository.isTakenBack([change.reversed], in: release.tree)
                    && source.isAncestor(release.commit, of: parent)
            }
            let limit = min(steps, ReversalSearch.mostSteps)
            guard isAsEarlier || change.new == nil,
                var search = try ReversalSearch(of: patches.changes(of: linked.commit), in: repository, steps: limit)
            else { continue }
            defer { steps -= limit - search.steps }
            try search.search(from: parent) { commit in
                try !members.contains(commit.id) && patches.isExactReversal(linked.commit, of: commit)
            }
            guard let target = search.reversals.first else { continue }
            found.targets[linked.commit.id] = target.id
        }
    }
}

extension LinkedCommit {
    /// Merges bring what others did, and what is exempt by its paths or by hand needs no item.
    fileprivate var isAsked: Bool { !commit.isMerge && (exemption == nil || !items.isEmpty) }
}
