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
    /// Files that need no approval; nil where what goes is not asked for.
    private let exemptPaths: [PathPattern]?
    private let versions: (base: Version?, candidate: Version?)

    /// - Parameters:
    ///   - exemptPaths: files in which nothing is lost that somebody has to know of; nil where what goes is not asked for.
    ///   - versions: those of base and candidate.
    init(
        _ source: HistorySource, linker: CommitLinker, rule: BackportRule, evidence: CommitFates.Evidence,
        exemptPaths: [PathPattern]?, versions: (base: Version?, candidate: Version?)
    ) {
        self.versions = versions
        self.exemptPaths = exemptPaths
        self.source = source
        self.linker = linker
        self.rule = rule
        self.evidence = evidence
        patches = PatchBook(source.repository, memo: source.memo)
    }

    /// - Parameters:
    ///   - commits: those of the range, children before parents.
    ///   - candidate: the end of the range.
    ///   - releases: earlier ones than the base; nil where nobody asks what is taken back of the base.
    ///   - asksFiles: whether reversals are looked for that no message names.
    func fates(
        of commits: [LinkedCommit], upTo candidate: ObjectID, without bases: [ObjectID], after releases: [ObjectID]?,
        beside other: OtherSide, asksFiles: Bool
    ) throws -> CommitFates {
        let silent =
            asksFiles
            ? try SilentReversals(source, patches, upTo: candidate).found(among: commits, after: releases)
            : .none
        let reversals = try ReversalFinder.reversals(
            among: commits, silent: silent, upTo: candidate, without: bases, in: source, by: linker, patches: patches,
            evidence: evidence)
        guard !other.members.isEmpty else { return CommitFates(reversals: reversals, base: versions.base) }
        var equivalents: [ObjectID: Equivalent] = [:]
        var claimed: Set<ObjectID> = []
        var known: [(commit: Commit, equivalent: OtherSide.Member)] = []
        let search = EquivalentSearch(other, rule, evidence)
        let found = try patches.answers(about: commits.map(\.read)) { try search.equivalent(of: $0, by: $1) }
        for (linked, found) in zip(commits, found) {
            guard let found else { continue }
            equivalents[linked.commit.id] = found.equivalent
            switch found.standing {
            case .elsewhere: break
            case .claimed: claimed.insert(linked.commit.id)
            case .same: known.append((linked.commit, found.member))
            }
        }
        let living = LivingEquivalents(
            source, patches, range: commits, candidate: candidate, bases: bases)
        let released = try living.released(among: known)
        let returns = ReturnFinder(
            source, linker.leaving(versions.candidate), patches, evidence, candidate: candidate, bases: bases)
        let back = try returns.returns(takenBackIn: other, notIn: reversals)
        let going = try going(upTo: candidate, without: bases, beside: other, coming: commits, returns: back)
        // A message may say that a commit is the same as one whose change is not all here: it is not.
        let lost = Set(going.goes.map(\.commit.commit.id))
        claimed = claimed.filter { id in equivalents[id].map { !lost.contains($0.commit) } ?? true }
        let all = back + going.returns
        var items = RevertItems(RangeGraph([]), source, linker, patches, evidence)
        return CommitFates(
            reversals: try reversals + items.reversals(by: all.map(\.commit)), equivalents: equivalents,
            released: released.union(claimed), returns: all,
            goes: going.goes, unaccounted: going.unaccounted, base: versions.base)
    }

    private func going(
        upTo candidate: ObjectID, without bases: [ObjectID], beside other: OtherSide, coming: [LinkedCommit],
        returns: [Return]
    ) throws -> GoingOutcome {
        guard let exemptPaths, let base = bases.first else { return GoingOutcome() }
        let finder = GoingFinder(
            source, linker.leaving(versions.candidate), patches, exemptPaths: exemptPaths, candidate: candidate,
            base: base,
            versions: versions)
        return try finder.outcome(of: other, coming: coming, returns: returns)
    }
}

/// Looks on the other side of a range for what carries the same change as a commit: first among what an earlier release has,
/// so that it does not count again, then among the rest, where that is told.
private struct EquivalentSearch: Sendable {
    /// What an equivalent is good for.
    enum Standing: Sendable {
        /// The change counts again.
        case elsewhere
        /// Messages say that an earlier release has the change.
        case claimed
        /// An earlier release has, or had, exactly the same change.
        case same
    }

    struct Answer: Sendable {
        let equivalent: Equivalent
        let member: OtherSide.Member
        let standing: Standing
    }

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

    func equivalent(of read: ReadCommit, by patches: PatchBook) throws -> Answer? {
        for place in places {
            guard let found = try place.finder.equivalent(of: read, by: patches) else { continue }
            let member = place.members[found.position]
            return Answer(
                equivalent: .init(commit: member.read.commit.id, rung: found.rung, release: member.release),
                member: member,
                standing: place.isReleased ? try standing(of: member.read.commit, to: read.commit, patches) : .elsewhere
            )
        }
        return nil
    }

    private func standing(of equivalent: Commit, to commit: Commit, _ patches: PatchBook) throws -> Standing {
        if try patches.haveOneExactPatch(commit, equivalent) { return .same }
        return evidence.believesMessages ? .claimed : .elsewhere
    }
}
