package import Git

/// What became of the commits of a range, beside being in it.
package struct CommitFates: Sendable {
    /// What is taken back, and by which commits.
    package let reversals: [Reversal]
    /// The commits of earlier releases that carry the same change.
    package let equivalents: [ObjectID: Equivalent]
    /// The commits whose change an earlier release has, so that it does not count again.
    package let released: Set<ObjectID>
    /// The commits that the base has as well, but took back.
    package let returns: [Return]

    package static let none = CommitFates()

    package init(
        reversals: [Reversal] = [], equivalents: [ObjectID: Equivalent] = [:], released: Set<ObjectID> = [],
        returns: [Return] = []
    ) {
        self.reversals = reversals
        self.equivalents = equivalents
        self.released = released
        self.returns = returns
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
