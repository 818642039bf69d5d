package import Ledger

/// How the base of a release was chosen; printed with every range (`3.8.4 ← 3.8.3 (same line)`).
package enum BaseRule: String, Sendable {
    case ownBase = "own base"
    case sameLine = "same line"
    case nextLowerVersion = "next lower version"
    case firstRelease = "first release"

    /// The rule by which a version has a tagged one as its base.
    init(from base: Version, to version: Version) {
        self = base.line == version.final.line ? .sameLine : .nextLowerVersion
    }
}

/// The release that came before another one, by version: dates never decide, nor does ancestry.
///
/// The base is the release's own, or else the highest lower release, however many numbers its version has:
/// `1.1 ← 1.0.1`, `4.2.6 ← 4.2.5.1`. One of the same variant comes first: for a variant always, for a plain version where
/// its numbers begin as the line does.
///
/// - A candidate has the base of its final version, and is never a base itself. Only where nothing but pre-releases
///   exists below does the highest of them stand for the final version that was never made: `0.3.0-beta1 ← 0.2.0-beta4`.
/// - Lower are lower numbers and marks (`1.1.1b ← 1.1.1a`); a variant also follows the plain release of its numbers: `2.4.0-hotfix ← 2.4.0`, but
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
        base = own ?? release.nearest(of: previous)
        rule = own != nil ? .ownBase : base.map { BaseRule(from: $0, to: release) } ?? .firstRelease
    }
}

extension Version {
    /// Whether the other release comes before this one, which is final.
    func follows(_ other: Version) -> Bool {
        let final = other.final
        guard component == other.component else { return false }
        guard hasSamePlace(as: final) else { return final.hasLowerPlace(than: self) }
        return !variant.isEmpty && other.variant.isEmpty && !other.isPreRelease
    }

    fileprivate func nearest(of previous: [Version]) -> Version? {
        let alike = previous.filter { $0.variant == variant }.max()
        if let alike, !variant.isEmpty || alike.hasNumbers(of: line) { return alike }
        return previous.max { $0.isLessLikelyBase(than: $1) }
    }

    /// Whether the version's numbers begin as the line does; a missing one is 0.
    private func hasNumbers(of line: ReleaseLine) -> Bool {
        let missing = max(0, line.numbers.count - numbers.count)
        return (numbers + Array(repeating: 0, count: missing)).starts(with: line.numbers)
    }

    /// By numbers and marks; of several variants of one release the plain one comes first.
    private func isLessLikelyBase(than other: Version) -> Bool {
        guard hasSamePlace(as: other), variant.isEmpty != other.variant.isEmpty else { return self < other }
        return other.variant.isEmpty
    }
}
