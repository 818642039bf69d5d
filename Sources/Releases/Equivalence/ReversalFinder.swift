import Changes
import Git
import Ledger

/// Finds what the commits of a range take back, by the commits and subjects that their messages name.
///
/// The latest commits come first, so that a revert which was reverted itself takes nothing back: its target lives. For
/// decisions a revert counts as reverted only where the changes show it.
struct ReversalFinder {
    private let source: HistorySource
    private var repository: Repository { source.repository }
    private let linker: CommitLinker
    private let patches: PatchBook
    private let evidence: CommitFates.Evidence
    private let bases: [ObjectID]
    /// The commits of the range, children before parents.
    private let commits: [LinkedCommit]
    private let descent: RangeDescent
    private let positions: [ObjectID: Int]
    private var reversals: [Reversal] = []
    private var dead: Set<ObjectID> = []

    static func reversals(
        among commits: [LinkedCommit], without bases: [ObjectID], in source: HistorySource, by linker: CommitLinker,
        patches: PatchBook, evidence: CommitFates.Evidence
    ) throws -> [Reversal] {
        guard commits.contains(where: { $0.reading.relations.isRevert }) else { return [] }
        var finder = ReversalFinder(commits, bases, source, linker, patches, evidence)
        for position in commits.indices where commits[position].reading.relations.isRevert {
            try finder.take(position)
        }
        return finder.reversals
    }

    private init(
        _ commits: [LinkedCommit], _ bases: [ObjectID], _ source: HistorySource, _ linker: CommitLinker,
        _ patches: PatchBook, _ evidence: CommitFates.Evidence
    ) {
        self.commits = commits
        self.bases = bases
        self.source = source
        self.linker = linker
        self.patches = patches
        self.evidence = evidence
        descent = RangeDescent(commits.map(\.commit))
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
        let whole = [target.commit] + (try brought(in: target))
        // The range may hold too much where dates lie.
        let isInRange = try target.isInRange && source.reached(among: whole.map(\.commit.id), from: bases).isEmpty
        // On a side branch, where the target is not, the same files may have come to be so by something else.
        let isExact =
            try patches.isExactReversal(revert.commit, of: target.commit.commit, mainline: target.mainline)
            && source.isAncestor(target.commit.commit.id, of: revert.commit.id)
        let isApart = try isInRange && isExact && isApart(target, revert.commit)
        reversals += try whole.map { taken in
            Reversal(
                revert: revert.commit.id, target: taken.commit.id, items: try items(of: taken),
                isInRange: isInRange, isRestoring: taken.reading.relations.isRevert, isExact: isExact, isApart: isApart)
        }
        guard isInRange, evidence.believesMessages || isExact && isApart else { return }
        dead.formUnion(whole.map(\.commit.id))
    }

    /// Whether no merge brought together a line that has the target without the revert, and one that has neither of them
    /// and had become something else at their files: as if that one had taken back, or made, the same. Otherwise the
    /// two do not cancel each other out: what they leave behind depends on what else is in the merge.
    private func isApart(_ target: Target, _ revert: Commit) throws -> Bool {
        let changes = try patches.changes(madeBy: target.commit.commit, onto: target.mainline)
        let (changed, restored) = (descent.seeing(target.commit.commit.id), descent.seeing(revert.id))
        let merges = commits.lazy.map(\.commit).filter {
            $0.parents.contains { changed.contains($0) && !restored.contains($0) }
        }
        for merge in merges where merge.isMerge {
            for parent in merge.parents where !changed.contains(parent) {
                let tree = try repository.commit(parent).tree
                let isAsBefore = try changes.allSatisfy {
                    try repository.entry(atPath: $0.path, in: tree) == $0.old
                }
                guard isAsBefore else { return false }
            }
        }
        return true
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
            .filter { !target.isInRange || positions[$0.id] != nil }
        let known = try source.reached(among: commits.map(\.id), from: [mainline])
        return try linker.link(commits.filter { !known.contains($0.id) })
    }
}
