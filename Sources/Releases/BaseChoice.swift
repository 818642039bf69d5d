package import Ledger

/// How the base of a release was chosen; printed with every range (`3.8.4 ← 3.8.3 (same line)`).
package enum BaseRule: String, Sendable {
    case ownBase = "own base"
    case sameLine = "same line"
    case nextLowerVersion = "next lower version"
    case firstRelease = "first release"
}

/// The release that came before another one, by version: dates never decide, nor does ancestry.
///
/// The base is the release's own, or else the highest lower release in the same line, or else the highest lower release
/// of the same variant, if it has a variant, or else the highest lower release.
///
/// - A candidate has the base of its final version, and is never a base itself. Only where nothing but pre-releases
///   exists below does the highest of them stand for the final version that was never made: `0.3.0-beta1 ← 0.2.0-beta4`.
/// - Lower are lower numbers; a variant also follows the plain release of its numbers: `2.4.0-hotfix ← 2.4.0`, but
///   `31.1-jre` does not follow `31.1-android`.
/// - Versions cannot tell that a project went over from years to counting: where `12.0.0` followed `2015.1.0`, the
///   release names its own base.
package struct BaseChoice: Equatable, Sendable {
    /// The release before, or nil for the first one.
    package let base: Version?
    package let rule: BaseRule

    /// Chooses among the versions that exist as tags, in any order; `own` is the base that the release's record names.
    package init(for version: Version, own: Version? = nil, tagged: some Sequence<Version>) {
        let release = version.final
        let lower = tagged.filter { release.follows($0) }
        let finals = lower.filter { !$0.isPreRelease }
        let previous = finals.isEmpty ? lower : finals
        base = own ?? previous.filter { $0.line == release.line }.max() ?? release.nearest(of: previous)
        rule =
            switch base {
            case nil: .firstRelease
            case _ where own != nil: .ownBase
            case let base?: base.line == release.line ? .sameLine : .nextLowerVersion
            }
    }
}

extension Version {
    fileprivate func follows(_ other: Version) -> Bool {
        guard hasSameNumbers(as: other) else { return other.hasLowerNumbers(than: self) }
        return !variant.isEmpty && other.variant.isEmpty && !other.isPreRelease
    }

    fileprivate func nearest(of previous: [Version]) -> Version? {
        let sameVariant = variant.isEmpty ? [] : previous.filter { $0.variant == variant }
        return sameVariant.max() ?? previous.max { $0.isLessLikelyBase(than: $1) }
    }

    /// By numbers; of several variants of one release the plain one comes first.
    private func isLessLikelyBase(than other: Version) -> Bool {
        guard hasSameNumbers(as: other), variant.isEmpty != other.variant.isEmpty else { return self < other }
        return other.variant.isEmpty
    }
}
