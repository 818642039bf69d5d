package import Git
package import Ledger

/// What became of the commits of a range, beside being in it.
package struct CommitFates: Sendable {
    /// What is taken back, and by which commits.
    package let reversals: [Reversal]
    /// The commits of earlier releases that carry the same change.
    package let equivalents: [ObjectID: Equivalent]
    /// The commits whose change an earlier release has, so that it does not count again.
    package let released: Set<ObjectID>
    /// The commits that the base has as well, but took back.
    package private(set) var returns: [Return]
    /// The commits of the base whose change the candidate lacks.
    package private(set) var goes: [Going]
    /// Paths in which base and candidate differ, and that no commit of either side touches. Sorted by bytes.
    package private(set) var unaccounted: [[UInt8]]
    /// The base's version; nil where it is no release.
    package let base: Version?

    package static let none = CommitFates()

    package init(
        reversals: [Reversal] = [], equivalents: [ObjectID: Equivalent] = [:], released: Set<ObjectID> = [],
        returns: [Return] = [], goes: [Going] = [], unaccounted: [[UInt8]] = [], base: Version? = nil
    ) {
        self.base = base
        self.goes = goes
        self.unaccounted = unaccounted
        self.reversals = reversals
        self.equivalents = equivalents
        self.released = released
        self.returns = returns
    }

    /// The same with more that goes and comes back.
    func adding(goes: [Going], returns: [Return]) -> CommitFates {
        var fates = self
        fates.goes += goes
        fates.returns += returns
        return fates
    }

    /// The same as when a release was frozen: what goes and comes back was found since then, or was known.
    func frozen(by manifest: RecordedManifest) -> CommitFates {
        let known = Set(manifest.commits.map(\.commit) + (manifest.goes ?? []))
        var fates = self
        fates.returns = returns.filter { known.contains($0.commit.commit.id) }
        fates.goes = goes.filter { known.contains($0.commit.commit.id) }
        fates.unaccounted = []
        return fates
    }

    /// How much is taken from messages.
    package enum Evidence: Sendable {
        /// What commits say of each other is believed: for people who read what is in a release.
        case claims
        /// Only what the changes themselves show, to the byte: for decisions. Equivalents that decide nothing are not
        /// looked for.
        case changes
        /// The same, and equivalents are told, as a manifest does.
        case changesTold

        var tellsEquivalents: Bool { self != .changes }
        var believesMessages: Bool { self == .claims }
    }
}
