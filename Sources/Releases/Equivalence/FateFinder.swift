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
        let (before, beside) = other.members.parted { rule.isReleased($0) }
        for (members, isReleased) in [(before, true), (evidence.tellsEquivalents ? beside : [], false)]
        where !members.isEmpty {
            let finder = EquivalenceFinder(among: members.map(\.read), patches: patches)
            for read in commits.map(\.read) where equivalents[read.commit.id] == nil {
                guard let found = try finder.equivalent(of: read) else { continue }
                let member = members[found.position]
                equivalents[read.commit.id] = Equivalent(
                    commit: member.read.commit.id, rung: found.rung, release: member.release)
                if try isReleased && isEvident(read.commit, member.read.commit) { released.insert(read.commit.id) }
            }
        }
        return CommitFates(reversals: reversals, equivalents: equivalents, released: released)
    }

    private func isEvident(_ commit: Commit, _ equivalent: Commit) throws -> Bool {
        try evidence.believesMessages || patches.haveOneExactPatch(commit, equivalent)
    }
}
