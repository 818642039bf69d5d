/// Versions in the order of their releases, those of the unnamed component first: by numbers (a missing one is 0), then by their marks, then by variant (none
/// first, then in natural order).
///
/// `1.0` and `1.0.0` are two names: the text decides last, so that the order is total and agrees with `==`.
extension Version: Comparable {
    package static func < (left: Version, right: Version) -> Bool {
        guard left.component == right.component else { return (left.component ?? "") < (right.component ?? "") }
        guard left.hasSamePlace(as: right) else { return left.hasLowerPlace(than: right) }
        let variants = (VersionPart.all(in: left.variant.utf8), VersionPart.all(in: right.variant.utf8))
        guard variants.0 == variants.1 else { return variants.0.lexicographicallyPrecedes(variants.1) }
        return (left.variant, left.text) < (right.variant, right.text)
    }

    /// Whether both have the same numbers and marks, whatever their variants; never for two components.
    package func hasSamePlace(as other: Version) -> Bool {
        component == other.component && reading.significantNumbers == other.reading.significantNumbers
            && reading.marks == other.reading.marks
    }

    /// Whether this version's numbers and marks come before the other's, whatever their variants; never for two
    /// components.
    package func hasLowerPlace(than other: Version) -> Bool {
        guard component == other.component else { return false }
        let numbers = (reading.significantNumbers, other.reading.significantNumbers)
        guard numbers.0 == numbers.1 else { return numbers.0.lexicographicallyPrecedes(numbers.1) }
        return reading.marks.precede(other.reading.marks)
    }

    /// Whether the other version begins with this one's numbers: `1` and `1.2` lead to `1.2.3`.
    package func leads(to other: Version) -> Bool {
        component == other.component && reading.marks.isEmpty && variant.isEmpty && !other.isPreRelease
            && numbers.count < other.numbers.count && other.numbers.starts(with: numbers)
    }
}
