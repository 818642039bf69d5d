import Changes
import Git
import Ledger

/// Finds the commits that come back: those that only the base's side takes back.
///
/// Messages of the base's side name them, the trees decide: the base lacks the change, and the candidate does not.
struct ReturnFinder {
    private let source: HistorySource
    private var repository: Repository { source.repository }
    private let linker: CommitLinker
    private let patches: PatchBook
    private let evidence: CommitFates.Evidence
    private let candidate: ObjectID
    private let bases: [ObjectID]

    init(
        _ source: HistorySource, _ linker: CommitLinker, _ patches: PatchBook, _ evidence: CommitFates.Evidence,
        candidate: ObjectID, bases: [ObjectID]
    ) {
        self.source = source
        self.linker = linker
        self.patches = patches
        self.evidence = evidence
        self.candidate = candidate
        self.bases = bases
    }

    /// - Parameter reversals: those by commits of the range.
    /// - Returns: children before parents, as far as one commit reverts them.
    func returns(takenBackIn other: OtherSide, notIn reversals: [Reversal]) throws -> [Return] {
        let members = other.members.filter(\.isInBase)
        let undone = Set(reversals.filter { evidence.believesMessages || $0.isExact }.map(\.target))
        let coming = try claims(of: members.map(\.read)).filter { claim, isUndoneThere in
            try comesBack(claim.target, isUndone: undone.contains(claim.target.id), isUndoneThere: isUndoneThere)
        }.map(\.claim)
        let commits = try linker.link(coming.map(\.target))
        let releases = Dictionary(members.map { ($0.read.commit.id, $0.release) }) { first, _ in first }
        return zip(coming, commits).map { claim, commit in
            Return(commit: commit, revert: claim.revert.id, release: releases[claim.revert.id] ?? nil)
        }
    }

    /// The shared commits that reverts of the base's side take back, each once, with all that merges brought; and whether the
    /// base's side took all such reverts back itself.
    private func claims(of members: [ReadCommit]) throws -> [(claim: SharedTargets.Claim, isUndoneThere: Bool)] {
        let targets = SharedTargets(source, linker, patches, candidate: candidate, bases: bases)
        let claims = try targets.claims(of: members)
        guard !claims.isEmpty else { return [] }
        let undone = try undoneReverts(among: members)
        let (gone, living) = claims.parted { undone.contains($0.revert.id) }
        return try (living + gone).flatMap { claim in
            let brought = try claim.mainline.map { try source.brought(by: claim.target, to: $0) } ?? []
            return [claim] + brought.map { .init(revert: claim.revert, target: $0, mainline: $0.parents.first) }
        }.unique(by: \.target.id).map { ($0, undone.contains($0.revert.id)) }
    }

    /// The reverts that the base's side took back itself.
    private func undoneReverts(among members: [ReadCommit]) throws -> Set<ObjectID> {
        let reversals = try ReversalFinder.reversals(
            among: linker.linkWithoutContents(members), upTo: bases.first ?? candidate, without: [candidate],
            in: source, by: linker,
            patches: patches, evidence: evidence)
        return Set(
            reversals.filter { $0.isInRange && (evidence.believesMessages && !$0.isPartial || $0.isApart) }.map(
                \.target))
    }

    /// Where it cannot be compared, the candidate counts as having the change, unless a commit of the range takes it back; and
    /// the base as lacking it, unless it took its own revert back.
    private func comesBack(_ commit: Commit, isUndone: Bool, isUndoneThere: Bool) throws -> Bool {
        let changes = try patches.changes(madeBy: commit, onto: commit.parents.first)
        guard !changes.isEmpty else { return false }
        let inBases = try bases.map { try presence(of: changes, in: $0) }
        guard !inBases.contains(.present), !isUndoneThere || inBases.allSatisfy({ $0 == .absent }) else { return false }
        switch try presence(of: changes, in: candidate) {
        case .present: return true
        case .absent: return try !isUndone && wasMoved(changes, after: commit)
        case .unclear: return !isUndone
        }
    }

    private func presence(of changes: [PathChange], in commit: ObjectID) throws -> ChangePresence {
        try repository.presence(of: changes, in: repository.commit(commit).tree)
    }

    /// Whether the candidate may have the change under another name.
    private func wasMoved(_ changes: [PathChange], after commit: Commit) throws -> Bool {
        try repository.mayHaveMoved(changes, from: commit.tree, to: repository.commit(candidate).tree)
    }
}
