/// Versions in the order of their releases: by numbers (a missing one is 0), pre-releases before the final version and
/// among each other by stage and number, then by variant (none first, then its bytes).
///
/// `1.0` and `1.0.0` are two names: the text decides last, so that the order is total and agrees with `==`.
extension Version: Comparable {
    package static func < (left: Version, right: Version) -> Bool {
        guard left.hasSameNumbers(as: right) else { return left.hasLowerNumbers(than: right) }
        guard left.preReleases == right.preReleases else { return left.isEarlierPreRelease(than: right) }
        guard left.variant == right.variant else { return left.variant.precedes(right.variant) }
        return left.text.precedes(right.text)
    }

    /// Whether both have the same numbers, whatever their pre-release marks and variants.
    package func hasSameNumbers(as other: Version) -> Bool {
        significantNumbers == other.significantNumbers
    }

    /// Whether this version's numbers come before the other's, whatever their pre-release marks and variants.
    package func hasLowerNumbers(than other: Version) -> Bool {
        significantNumbers.lexicographicallyPrecedes(other.significantNumbers)
    }

    private var significantNumbers: ArraySlice<Int> {
        numbers[..<((numbers.lastIndex { $0 != 0 } ?? -1) + 1)]
    }

    /// Every further mark takes a step back: `1.0-alpha-rc1` leads to `1.0-alpha`, which leads to `1.0`.
    private func isEarlierPreRelease(than other: Version) -> Bool {
        for (mine, theirs) in zip(preReleases, other.preReleases) where mine != theirs { return mine < theirs }
        return preReleases.count > other.preReleases.count
    }
}

extension String {
    fileprivate func precedes(_ other: String) -> Bool { utf8.lexicographicallyPrecedes(other.utf8) }
}
