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
        guard members.contains(where: { $0.read.reading.relations.isRevert }) else { return [] }
        let claims = try ReversalFinder.reversals(
            among: linker.linkWithoutContents(members.map(\.read)), without: [candidate], in: source, by: linker,
            patches: patches, evidence: evidence
        ).filter { !$0.isInRange }.unique(by: \.target)
        let shared = try source.reached(among: claims.map(\.target), from: [candidate])
        let undone = Set(reversals.filter { evidence.believesMessages || $0.isExact }.map(\.target))
        let coming = try claims.filter { claim in
            guard shared.contains(claim.target) else { return false }
            return try comesBack(repository.commit(claim.target), isUndone: undone.contains(claim.target))
        }
        let commits = try linker.link(coming.map { try repository.commit($0.target) })
        let releases = Dictionary(members.map { ($0.read.commit.id, $0.release) }) { first, _ in first }
        return zip(coming, commits).map { claim, commit in
            Return(commit: commit, revert: claim.revert, release: releases[claim.revert] ?? nil)
        }
    }

    /// Where it cannot be compared, the change counts as there, unless a commit of the range takes it back.
    private func comesBack(_ commit: Commit, isUndone: Bool) throws -> Bool {
        let changes = try patches.changes(madeBy: commit, onto: commit.parents.first)
        guard !changes.isEmpty else { return false }
        let inBases = try bases.map { try presence(of: changes, in: $0) }
        guard !inBases.contains(.present) else { return false }
        switch try presence(of: changes, in: candidate) {
        case .present: return true
        case .absent: return false
        case .unclear: return !isUndone
        }
    }

    private func presence(of changes: [PathChange], in commit: ObjectID) throws -> ChangePresence {
        try repository.presence(of: changes, in: repository.commit(commit).tree)
    }
}
