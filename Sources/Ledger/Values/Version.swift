/// The name of a release, read under a scheme: numbers, marks of what comes before and after them, and a variant.
///
/// `4.15.0-HBase-1.5-rc4` has the numbers 4, 15, 0, the variant `-HBase-1.5` and the mark `rc4` of a pre-release. A
/// version becomes part of a tag and of a path, so its text is at most 128 bytes of `[A-Za-z0-9.+_-]`, begins with a
/// digit, and never holds two separators in a row, `.lock`, or a separator at its end (`git help check-ref-format`).
///
/// Records name releases by text, and so the text alone decides whether two versions are equal. The scheme decides their
/// order: versions are compared that were read under the same one.
package struct Version: Sendable {
    /// The version as it was written, leading zeros included.
    package let text: String

    let reading: VersionReading

    /// The version that a record names: read as natural, as no policy is at hand.
    package init?(_ text: String) { self.init(text, scheme: .natural) }

    /// The version that `text` is the name of, or nil if it is none under the scheme.
    package init?(_ text: String, scheme: VersionScheme) {
        guard text.utf8.count <= 128, let reading = VersionReading(Array(text.utf8), scheme) else { return nil }
        self.text = text
        self.reading = reading
    }

    private init(finalOf candidate: Version) {
        text = candidate.reading.finalText
        reading = candidate.reading.final
    }
}

extension Version: Hashable {
    package static func == (left: Version, right: Version) -> Bool { left.text == right.text }

    package func hash(into hasher: inout Hasher) { hasher.combine(text) }
}

extension Version {
    /// The same version, read under the scheme; as it is where that cannot read it, as no policy changes what is recorded.
    package func read(under scheme: VersionScheme) -> Version { Version(text, scheme: scheme) ?? self }

    /// The numbers in front, of at most 18 digits each.
    package var numbers: [Int] { reading.numbers }

    /// What distinguishes builds of the same release, separators included (`-HBase-1.5`, `-jre`), or nothing.
    package var variant: String { reading.variant }

    /// Whether this is a candidate, a snapshot, or any other version that comes before the final one.
    package var isPreRelease: Bool { reading.isPreRelease }

    /// The version that a pre-release collapses into: `3.8.0` for `3.8.0-rc2`, `29.0.0` for `29.0.0.0rc1`, and
    /// `5.0.0-HBase-2.0` for `5.0.0-alpha-HBase-2.0-rc1`. A final version is its own.
    package var final: Version { isPreRelease ? Version(finalOf: self) : self }

    /// The line of releases that this version continues: `3.8` for `3.8.4`.
    package var line: ReleaseLine { ReleaseLine(numbers: Array(numbers.dropLast()), variant: variant) }

    /// The release that this version names, however it is written.
    package var identity: VersionIdentity { VersionIdentity(reading) }
}

extension Version: CustomStringConvertible {
    package var description: String { text }
}

/// A release, however its version is written: the same for `1.0`, `1.0.0` and `1.0.Final`.
package struct VersionIdentity: Hashable, Sendable {
    private let numbers: ArraySlice<Int>
    private let marks: [VersionMark]
    private let variant: String

    fileprivate init(_ reading: VersionReading) {
        (numbers, marks, variant) = (reading.significantNumbers, reading.marks, reading.variant)
    }
}

/// Releases that follow each other in small steps: all numbers of a version but the last, and its variant.
package struct ReleaseLine: Hashable, Sendable {
    package let numbers: [Int]
    package let variant: String
}
