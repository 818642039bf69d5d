import Changes
package import Git
import Ledger
package import Releases

/// What became of a commit, in words without a full stop: `reverted by 1a2b3c4d5e`, `also in 5.1.3 as …`.
package struct CommitFateText {
    package let sentences: [String]

    package init(_ commit: ObjectID, in contents: ReleaseContents) {
        sentences =
            Self.returns(commit, contents.fates) + Self.reverted(commit, contents.fates)
            + Self.reverts(commit, contents.fates) + Self.equivalent(commit, contents)
    }

    private static func returns(_ commit: ObjectID, _ fates: CommitFates) -> [String] {
        fates.returned(among: [commit]).map { "comes back: \($0.reason)" }
    }

    private static func reverted(_ commit: ObjectID, _ fates: CommitFates) -> [String] {
        fates.reversals.filter { $0.target == commit && $0.isInRange }.map {
            $0.isPartial
                ? "partly taken back by \($0.revert.abbreviated)"
                : "reverted by \($0.revert.abbreviated)" + ($0.isExact ? "" : ", not exactly")
        }
    }

    private static func reverts(_ commit: ObjectID, _ fates: CommitFates) -> [String] {
        let own = fates.reversals.filter { $0.revert == commit }
        guard let first = own.first else { return [] }
        return ["reverts \(own.map(\.target).shown)" + (first.isInRange ? "" : ", which an earlier release has")]
    }

    private static func equivalent(_ commit: ObjectID, _ contents: ReleaseContents) -> [String] {
        guard let equivalent = contents.fates.equivalents[commit] else { return [] }
        let isReleased = contents.fates.released.contains(commit)
        let place = equivalent.release.map { $0.description } ?? (isReleased ? "the base" : "another branch")
        return [
            "\(isReleased ? "already" : "also") in \(place) as \(equivalent.commit.abbreviated): \(equivalent.rung.name)"
        ]
    }
}

/// An item of which a release line has a part only.
extension PartialBackport {
    /// `partly backported: 2 of 3 commits`
    var sentence: String { "partly backported: \(present) of \(counted(total, "commit"))" }
}
