import Changes
import Git
import Ledger

/// Finds what the commits of a range take back, by the commits and subjects that their messages name.
///
/// The latest commits come first, so that a revert which was reverted itself takes nothing back: its target lives.
struct ReversalFinder {
    private let source: HistorySource
    private var repository: Repository { source.repository }
    private let linker: CommitLinker
    private let patches: PatchBook
    /// The commits of the range, children before parents.
    private let commits: [LinkedCommit]
    private let positions: [ObjectID: Int]
    private var reversals: [Reversal] = []
    private var dead: Set<ObjectID> = []

    static func reversals(
        among commits: [LinkedCommit], in source: HistorySource, by linker: CommitLinker, patches: PatchBook
    ) throws -> [Reversal] {
        guard commits.contains(where: { $0.reading.relations.isRevert }) else { return [] }
        var finder = ReversalFinder(commits, source, linker, patches)
        for position in commits.indices where commits[position].reading.relations.isRevert {
            try finder.take(position)
        }
        return finder.reversals
    }

    private init(_ commits: [LinkedCommit], _ source: HistorySource, _ linker: CommitLinker, _ patches: PatchBook) {
        self.commits = commits
        self.source = source
        self.linker = linker
        self.patches = patches
        positions = Dictionary(commits.enumerated().map { ($1.commit.id, $0) }) { first, _ in first }
    }

    private mutating func take(_ position: Int) throws {
        let revert = commits[position]
        guard !dead.contains(revert.commit.id) else { return }
        let relations = revert.reading.relations
        var found = try relations.reverts.compactMap { try target(of: $0, revertedAt: position) }
        if found.isEmpty, let subject = relations.revertedSubject {
            found = quoted(subject, before: position).map { [$0] } ?? []
        }
        for target in found where !dead.contains(target.commit.commit.id) { try take(target, revert) }
    }

    private struct Target {
        let commit: LinkedCommit
        let mainline: ObjectID?
        let isInRange: Bool
    }

    private mutating func take(_ target: Target, _ revert: LinkedCommit) throws {
        let brought = try brought(in: target)
        let whole = [target.commit] + brought
        // On a side branch, where the target is not, the same files may have come to be so by something else.
        let isExact =
            try patches.isExactReversal(revert.commit, of: target.commit.commit, mainline: target.mainline)
            && source.isAncestor(target.commit.commit.id, of: revert.commit.id)
        reversals += try whole.map { taken in
            Reversal(
                revert: revert.commit.id, target: taken.commit.id, items: try items(of: taken),
                isInRange: target.isInRange, isRestoring: taken.reading.relations.isRevert,
                isExact: isExact)
        }
        if target.isInRange { dead.formUnion(whole.map(\.commit.id)) }
    }

    /// The items that change with a commit: its own, and for a revert those of what it takes back.
    private func items(of linked: LinkedCommit) throws -> [ItemID] {
        let names = linked.reading.relations.reverts.compactMap { $0.commit.id }
        let known = try names.filter { try repository.header(of: $0)?.kind == .commit }
        let targets = try linker.link(known.map { try repository.commit($0) })
        return try Set(linked.items + targets.flatMap { try items(of: $0) }).sorted()
    }

    /// The commit that a message names; or, on another line of releases, the one here that carries its change.
    private func target(of claim: CommitRelations.Revert, revertedAt position: Int) throws -> Target? {
        let named = claim.commit.id ?? positions.keys.first { claim.commit.names($0) }
        if let place = named.flatMap({ positions[$0] }) {
            return place > position ? inRange(commits[place], claim) : nil
        }
        guard let id = try repository.commitID(named: claim.commit) else {
            return picked(from: claim.commit, before: position)
        }
        let commit = try repository.commit(id)
        if let picked = picked(from: claim.commit, before: position) ?? sameAuthorship(as: commit, before: position) {
            return picked
        }
        guard try source.isAncestor(id, of: commits[position].commit.id) else { return nil }
        guard let linked = try linker.link([commit]).first else { return nil }
        return Target(commit: linked, mainline: mainline(of: commit, claim), isInRange: false)
    }

    private func inRange(_ linked: LinkedCommit, _ claim: CommitRelations.Revert) -> Target {
        Target(commit: linked, mainline: mainline(of: linked.commit, claim), isInRange: true)
    }

    /// For a merge the parent that comes back: the one that the message names, or else the first.
    private func mainline(of commit: Commit, _ claim: CommitRelations.Revert) -> ObjectID? {
        guard commit.isMerge else { return nil }
        return commit.parents.first { claim.mainline?.names($0) ?? true } ?? commit.parents.first
    }

    private func picked(from origin: CommitName, before position: Int) -> Target? {
        first(before: position) { linked in
            linked.reading.relations.pickedFrom.contains { $0 == origin || ($0.id.map(origin.names) ?? false) }
        }
    }

    private func sameAuthorship(as commit: Commit, before position: Int) -> Target? {
        let subject = ReadCommit(commit, linker.messages).reading.plainSubject
        return first(before: position) {
            $0.commit.authorship == commit.authorship && $0.reading.plainSubject == subject
        }
    }

    private func quoted(_ subject: [UInt8], before position: Int) -> Target? {
        let plain = plainSubject(of: subject)
        return first(before: position) { $0.reading.plainSubject == plain }
    }

    private func first(before position: Int, where isMeant: (LinkedCommit) -> Bool) -> Target? {
        let found = commits[(position + 1)...].first {
            !dead.contains($0.commit.id) && !$0.commit.isMerge && isMeant($0)
        }
        return found.map { Target(commit: $0, mainline: nil, isInRange: true) }
    }

    /// What a reverted merge had brought in: all that its other parents reach and its mainline does not.
    private func brought(in target: Target) throws -> [LinkedCommit] {
        guard let mainline = target.mainline else { return [] }
        let others = target.commit.commit.parents.filter { $0 != mainline }
        let commits = try CommitRange.commits(of: others, without: [mainline], in: repository)
        return try linker.link(commits.filter { !target.isInRange || positions[$0.id] != nil })
    }
}
