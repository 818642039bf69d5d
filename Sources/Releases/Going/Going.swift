package import Git
package import Ledger

/// A commit that the base has and the candidate has not, with a change that lives in the base and not in the candidate: whoever
/// goes from the one to the other loses it.
package struct Going: Sendable {
    package let commit: LinkedCommit
    /// The lowest release that has it; nil where none does.
    package let release: Version?
    /// The files in which the candidate lacks some of it, sorted by bytes.
    package let paths: [[UInt8]]
    /// A commit of the range that may carry the change on, as messages or item and files say; they prove nothing.
    package let proposal: ObjectID?
    /// The release before that has it, where that is not the range's base.
    package let base: Version?

    package init(
        commit: LinkedCommit, release: Version?, paths: [[UInt8]], proposal: ObjectID?, base: Version? = nil
    ) {
        self.base = base
        self.commit = commit
        self.release = release
        self.paths = paths
        self.proposal = proposal
    }

    /// `1.0.1 has it, and no commit brings its change to app.conf`
    package var reason: String {
        let shown = paths.prefix(3).map(\.pathText).joined(separator: ", ")
        let more = paths.count > 3 ? " and \(paths.count - 3) more" : ""
        return "\(release?.description ?? "the base") has it, and its change to \(shown)\(more) is not here"
    }
}

extension CommitFates {
    /// What is known of a commit that goes; nil for any other.
    package func going(_ commit: ObjectID) -> Going? { goes.first { $0.commit.commit.id == commit } }
}

/// What becomes of the base's side of a range.
struct GoingOutcome {
    var goes: [Going] = []
    /// Commits that come back, as the trees show.
    var returns: [Return] = []
    /// Paths in which base and candidate differ, and that no commit of either side touches. Sorted by bytes.
    var unaccounted: [[UInt8]] = []
}
