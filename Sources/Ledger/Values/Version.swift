/// The name of a release: numbers, marks of a pre-release, and a variant, which is everything else.
///
/// `4.15.0-HBase-1.5-rc4` has the numbers 4, 15, 0, the variant `-HBase-1.5` and the pre-release `rc4`. Calendar
/// versions (`2015.1.4`) need no rule of their own. A version becomes part of a tag and of a path, so its text is at
/// most 128 bytes of `[A-Za-z0-9.+_-]`, begins with a digit, and never holds two separators in a row, `.lock`, or a
/// separator at its end (`git help check-ref-format`).
package struct Version: Hashable, Sendable {
    /// The version as it was written, leading zeros included.
    package let text: String

    /// One to six numbers of at most nine digits each.
    package let numbers: [Int]

    /// The marks of a pre-release in the order written, most often none or one; `5.0.0-alpha-HBase-2.0-rc1` has two.
    package let preReleases: [PreRelease]

    /// What tells builds of the same numbers apart, separators included (`-HBase-1.5`, `+build.7`, `-jre`), or nothing.
    package let variant: String

    /// The text without its pre-release marks.
    private let finalText: String

    /// The version that `text` is the name of, or nil if it is none.
    package init?(_ text: String) {
        guard text.utf8.count <= 128, let parts = VersionParts(Array(text.utf8)) else { return nil }
        self.text = text
        self.numbers = parts.numbers
        self.preReleases = parts.preReleases
        self.variant = parts.variant
        self.finalText = parts.numbersText + parts.variant
    }

    private init(finalOf candidate: Version) {
        text = candidate.finalText
        numbers = candidate.numbers
        preReleases = []
        variant = candidate.variant
        finalText = candidate.finalText
    }
}

extension Version {
    /// Whether this is a candidate, a snapshot, or any other version that comes before the final one.
    package var isPreRelease: Bool { !preReleases.isEmpty }

    /// The version that a pre-release collapses into: `3.8.0` for `3.8.0-rc2`, `29.0.0` for `29.0.0.0rc1`, and
    /// `5.0.0-HBase-2.0` for `5.0.0-alpha-HBase-2.0-rc1`. A final version is its own.
    package var final: Version { isPreRelease ? Version(finalOf: self) : self }

    /// The line of releases that this version continues: `3.8` for `3.8.4`.
    package var line: ReleaseLine { ReleaseLine(numbers: Array(numbers.dropLast()), variant: variant) }
}

extension Version: CustomStringConvertible {
    package var description: String { text }
}

/// Releases that follow each other in small steps: all numbers of a version but the last, and its variant.
package struct ReleaseLine: Hashable, Sendable {
    package let numbers: [Int]
    package let variant: String
}
