import Changes
import Git
import Ledger

/// Finds what became of the commits of a range.
struct FateFinder {
    private let source: HistorySource
    private let linker: CommitLinker
    private let patches: PatchBook
    private let rule: BackportRule
    private let evidence: CommitFates.Evidence

    init(_ source: HistorySource, linker: CommitLinker, rule: BackportRule, evidence: CommitFates.Evidence) {
        self.source = source
        self.linker = linker
        self.rule = rule
        self.evidence = evidence
        patches = PatchBook(source.repository, memo: source.memo)
    }

    func fates(of commits: [LinkedCommit], beside other: OtherSide) throws -> CommitFates {
        let reversals = try ReversalFinder.reversals(among: commits, in: source, by: linker, patches: patches)
        guard !other.members.isEmpty else {
            return reversals.isEmpty ? .none : CommitFates(reversals: reversals, equivalents: [:], released: [])
        }
        var equivalents: [ObjectID: Equivalent] = [:]
        var released: Set<ObjectID> = []
        let search = EquivalentSearch(other, rule, evidence)
        let found = try patches.answers(about: commits.map(\.read)) { try search.equivalent(of: $0, by: $1) }
        for (linked, found) in zip(commits, found) {
            guard let found else { continue }
            equivalents[linked.commit.id] = found.equivalent
            if found.isReleased { released.insert(linked.commit.id) }
        }
        return CommitFates(reversals: reversals, equivalents: equivalents, released: released)
    }
}

/// Looks on the other side of a range for what carries the same change as a commit: first among what an earlier release has,
/// so that it does not count again, then among the rest, where that is told.
private struct EquivalentSearch: Sendable {
    private struct Place: Sendable {
        let members: [OtherSide.Member]
        let isReleased: Bool
        let finder: EquivalenceFinder

        init(_ members: [OtherSide.Member], isReleased: Bool) {
            self.members = members
            self.isReleased = isReleased
            finder = EquivalenceFinder(among: members.map(\.read))
        }
    }

    private let places: [Place]
    private let evidence: CommitFates.Evidence

    init(_ other: OtherSide, _ rule: BackportRule, _ evidence: CommitFates.Evidence) {
        let (before, beside) = other.members.parted { rule.isReleased($0) }
        places = [
            Place(before, isReleased: true), Place(evidence.tellsEquivalents ? beside : [], isReleased: false),
        ]
        self.evidence = evidence
    }

    func equivalent(
        of read: ReadCommit, by patches: PatchBook
    ) throws -> (equivalent: Equivalent, isReleased: Bool)? {
        for place in places {
            guard let found = try place.finder.equivalent(of: read, by: patches) else { continue }
            let member = place.members[found.position]
            let isReleased = try place.isReleased && isEvident(read.commit, member.read.commit, patches)
            return (.init(commit: member.read.commit.id, rung: found.rung, release: member.release), isReleased)
        }
        return nil
    }

    private func isEvident(_ commit: Commit, _ equivalent: Commit, _ patches: PatchBook) throws -> Bool {
        try evidence.believesMessages || patches.haveOneExactPatch(commit, equivalent)
    }
}
