import Changes
import Git
import Ledger

/// The commits that a range is compared with: those which its base, or a release between the two, has and it has not.
struct OtherSide {
    struct Member {
        let read: ReadCommit
        /// Whether the base contains it.
        let isInBase: Bool
        /// The lowest version that contains it; nil where no release does.
        let release: Version?
        /// What the tag of that release marks.
        let releaseCommit: ObjectID?
    }

    let members: [Member]

    /// - Parameters:
    ///   - commits: children before parents.
    ///   - tags: the releases that may contain them.
    init(_ commits: [ReadCommit], bases: [ObjectID], tags: [ReleaseTag]) {
        guard !commits.isEmpty else {
            members = []
            return
        }
        var inBase = Set(bases)
        let lower = { (first: ReleaseTag, second: ReleaseTag) in
            first.version.isLower(than: second.version) ? first : second
        }
        var releases = Dictionary(tags.map { ($0.target, $0) }, uniquingKeysWith: lower)
        var members: [Member] = []
        for read in commits {
            let (id, parents) = (read.commit.id, read.commit.parents)
            let release = releases[id]
            members.append(
                Member(
                    read: read, isInBase: inBase.contains(id), release: release?.version,
                    releaseCommit: release?.target))
            if inBase.contains(id) { inBase.formUnion(parents) }
            guard let release else { continue }
            for parent in parents { releases[parent] = releases[parent].map { lower($0, release) } ?? release }
        }
        self.members = members
    }
}

extension Version {
    /// A final version comes before pre-releases: these stand for it only as long as it is not there.
    fileprivate func isLower(than other: Version) -> Bool {
        isPreRelease == other.isPreRelease ? self < other : !isPreRelease
    }
}

/// Whether a change that an earlier release has counts again (policy `release.backports`).
struct BackportRule {
    private let backports: Policy.Backports
    private let version: Version?
    /// The lowest final version of each line.
    private let openings: [ReleaseLine: Version]

    /// - Parameters:
    ///   - version: nil for a range that is no release.
    ///   - tagged: the versions of all release tags.
    init(backports: Policy.Backports, version: Version?, tagged: [Version]) {
        self.backports = backports
        self.version = version
        openings = Dictionary(tagged.filter { !$0.isPreRelease }.map { ($0.line, $0) }) { min($0, $1) }
    }

    /// For `each-line` what the line had, or what the base's line began with, counts no more; what was carried to
    /// another line later does. Under `first-release` nothing counts twice. A base that is no release speaks for itself.
    func isReleased(_ member: OtherSide.Member) -> Bool {
        guard let version, let release = member.release else { return member.isInBase }
        if backports == .firstRelease { return true }
        return member.isInBase && (release.line == version.line || opensItsLine(release))
    }

    private func opensItsLine(_ release: Version) -> Bool { openings[release.line].map { $0 >= release } ?? true }
}
