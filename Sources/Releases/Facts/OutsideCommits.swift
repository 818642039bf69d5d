package import Changes
package import Git
import Ledger

/// A commit of a planned item that the release would leave behind.
package struct OutsideCommit: Hashable, Sendable {
    package let commit: ObjectID
    package let subject: [UInt8]
    /// The short name of a branch that contains it.
    package let branch: String
    /// Whether releases are made from the branch, by its name or by a release's tag on it that the candidate lacks.
    package let isOfRelease: Bool

    package init(commit: ObjectID, subject: [UInt8], branch: String, isOfRelease: Bool = false) {
        self.commit = commit
        self.subject = subject
        self.branch = branch
        self.isOfRelease = isOfRelease
    }
}

/// What work branches hold of a release's items that the release would leave behind.
package struct OutsideCommits: Sendable {
    package let byItem: [ItemID: [OutsideCommit]]
    /// The short names of branches that hold a damaged object, sorted: nobody can read what is on them, and whoever can push
    /// could make one, so that they shut nothing.
    package let damagedBranches: [String]

    package static let none = OutsideCommits(byItem: [:], damagedBranches: [])

    package init(byItem: [ItemID: [OutsideCommit]], damagedBranches: [String] = []) {
        self.byItem = byItem
        self.damagedBranches = damagedBranches
    }
}

extension FactsGatherer {
    /// Commits of planned items on branches, which the candidate lacks and the base has not.
    ///
    /// Only branches on which work is done count, not those that releases are made from: these have plans of their own.
    /// What an earlier release holds is not left behind, nor is work that came after the candidate. A commit of the
    /// release that was carried over to another branch is the same change: author, author's date and subject show it, or
    /// files do (`SquashedBranches`).
    func outside(
        _ planned: Set<ItemID>, scope: ReleaseScope, contents: ReleaseContents, tags: ReleaseTags
    ) throws -> OutsideCommits {
        let all = try workBranches()
        let released = tags.all.filter { $0.targetKind == .commit }.map(\.target)
        let known = [scope.candidate] + (scope.base.map { [$0.commit] } ?? []) + released
        var branches = all
        let commits: [Commit]
        do {
            commits = try CommitRange.commits(of: branches.map(\.tip), without: known, in: repository)
        } catch RepositoryProblem.corruptObject {
            branches = try all.filter { try isWhole($0.tip, without: known) }
            commits = try CommitRange.commits(of: branches.map(\.tip), without: known, in: repository)
        }
        let damaged = all.map(\.name).filter { name in !branches.contains { $0.name == name } }
        let found = try outside(planned, commits, on: branches, scope, contents, released: Set(released))
        return OutsideCommits(byItem: found, damagedBranches: damaged.sorted())
    }

    /// Whether all of a branch can be read that others do not hold.
    private func isWhole(_ tip: ObjectID, without known: [ObjectID]) throws -> Bool {
        do {
            _ = try CommitRange.commits(of: [tip], without: known, in: repository)
            return true
        } catch RepositoryProblem.corruptObject {
            return false
        }
    }

    private func outside(
        _ planned: Set<ItemID>, _ commits: [Commit], on branches: [(name: String, tip: ObjectID)],
        _ scope: ReleaseScope, _ contents: ReleaseContents, released: Set<ObjectID>
    ) throws -> [ItemID: [OutsideCommit]] {
        let later = Self.descendants(of: scope.candidate, among: commits)
        let names = Self.branchNames(of: commits, branches: branches)
        // What goes is decided about by itself.
        let goes = Set(contents.fates.goes.map(\.commit.commit.id))
        let elsewhere = commits.filter { !later.contains($0.id) && !goes.contains($0.id) && !$0.isMerge }
        guard !elsewhere.isEmpty else { return [:] }
        let carried = Set(contents.commits.map { ChangeMark($0) })
        var result: [ItemID: [OutsideCommit]] = [:]
        var ofRelease: [String: Bool] = [:]
        let components = ComponentCommits(repository, policy)
        let component = components.component(of: scope.version)
        let left = try linker.link(elsewhere).filter { linked in
            try !carried.contains(ChangeMark(linked)) && linked.items.contains(where: planned.contains)
                && (component.map { try components.isOf($0, linked) } ?? true)
        }
        let squashed = SquashedBranches(repository, candidate: scope.candidate, contents: contents)
        let brought = try squashed.brought(among: left, of: commits)
        for linked in left where !brought.contains(linked.commit.id) {
            let (id, name) = (linked.commit.id, names[linked.commit.id] ?? "")
            let isOfRelease = try ofRelease[name] ?? isOfRelease(name, branches, scope, released: released)
            ofRelease[name] = isOfRelease
            let outside = OutsideCommit(
                commit: id, subject: linked.reading.subject, branch: name, isOfRelease: isOfRelease)
            for item in linked.items where planned.contains(item) { result[item, default: []].append(outside) }
        }
        return result
    }

    /// Whether all that is on a branch would come along that was made for another release.
    private func isOfRelease(
        _ name: String, _ branches: [(name: String, tip: ObjectID)], _ scope: ReleaseScope, released: Set<ObjectID>
    ) throws -> Bool {
        guard !name.namesVersion, let tip = branches.first(where: { $0.name == name })?.tip else { return true }
        let commits = try CommitRange.commits(of: [tip], without: [scope.candidate], in: repository)
        return commits.contains { released.contains($0.id) }
    }

    private func workBranches() throws -> [(name: String, tip: ObjectID)] {
        try repository.codeBranches(besides: ledger.branch).filter { policy.isWorkBranch($0.branchName) }
            .map { ($0.shortName, $0.target) }
    }

    private static func descendants(of candidate: ObjectID, among commits: [Commit]) -> Set<ObjectID> {
        var result: Set<ObjectID> = [candidate]
        for commit in commits.reversed() where commit.parents.contains(where: result.contains) {
            result.insert(commit.id)
        }
        return result
    }

    /// For each commit the first branch that contains it; children come before parents, so names flow down.
    private static func branchNames(
        of commits: [Commit], branches: [(name: String, tip: ObjectID)]
    ) -> [ObjectID: String] {
        var names = Dictionary(branches.map { ($0.tip, $0.name) }) { first, _ in first }
        for commit in commits {
            guard let name = names[commit.id] else { continue }
            for parent in commit.parents where names[parent] == nil { names[parent] = name }
        }
        return names
    }
}

extension Policy {
    fileprivate func isWorkBranch(_ name: String) -> Bool {
        guard !releaseBranches.contains(where: { $0.matches(branch: name) }) else { return false }
        return workBranches?.contains { $0.matches(branch: name) } ?? true
    }
}

extension Reference {
    /// The branch's name at home: `main` for `refs/heads/main` and for `refs/remotes/origin/main`.
    fileprivate var branchName: String {
        guard name.hasPrefix("refs/remotes/") else { return shortName }
        return String(shortName.drop { $0 != "/" }.dropFirst())
    }
}

extension String {
    /// `1.x`, `origin/release-2.4`, `stable/3`: how branches are named that releases are made from.
    fileprivate var namesVersion: Bool {
        let (letters, lower) = (Array(utf8), lowercased())
        let hasNumbers = letters.indices.dropFirst().dropLast().contains { place in
            letters[place] == UInt8(ascii: ".") && (0x30...0x39).contains(letters[place - 1])
                && ((0x30...0x39).contains(letters[place + 1]) || letters[place + 1] | 0x20 == UInt8(ascii: "x"))
        }
        return hasNumbers || ["release", "stable", "hotfix"].contains { lower.contains($0) }
    }
}

/// What stays the same when a commit is carried to another branch (the lowest rung of equivalence).
private struct ChangeMark: Hashable {
    /// The author's name, address and time.
    let authorship: ArraySlice<UInt8>
    let subject: [UInt8]

    init(_ linked: LinkedCommit) {
        authorship = linked.commit.authorship
        subject = linked.reading.subject
    }
}
