/// The name of a release, read under a scheme: numbers, marks of what comes before and after them, and a variant.
///
/// `4.15.0-HBase-1.5-rc4` has the numbers 4, 15, 0, the variant `-HBase-1.5` and the mark `rc4` of a pre-release. A
/// version becomes part of a tag and of a path, so its text is at most 128 bytes of `[A-Za-z0-9.+_-]`, begins with a
/// digit, and never holds two separators in a row, `.lock`, or a separator at its end (`git help check-ref-format`).
///
/// Records name releases by component and text, and so these alone decide whether two versions are equal. The scheme decides
/// their order: versions are compared that were read under the same one.
package struct Version: Sendable {
    /// The version as it was written, leading zeros included.
    package let text: String

    /// The component that it is a version of, as records name it; nil for the unnamed one.
    package private(set) var component: String?

    let reading: VersionReading

    /// What people write around the text, where records do not: the name of a component that adopted the releases of the
    /// unnamed one, or the rest of their tag.
    private var surroundings: Surroundings?

    private struct Surroundings: Sendable {
        let before: String
        let after: String
    }

    /// The version that a record names, `2.4.0` or `web/2.4.0`: read as natural, as no policy is at hand.
    package init?(_ text: String) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let last = parts.last else { return nil }
        self.init(String(last), scheme: .natural)
        guard parts.count == 2 else { return }
        guard Component.accepts(name: String(parts[0])) else { return nil }
        component = String(parts[0])
    }

    /// The version that `text` is the name of, or nil if it is none under the scheme; of the unnamed component.
    package init?(_ text: String, scheme: VersionScheme) {
        guard text.utf8.count <= 128, let reading = VersionReading(Array(text.utf8), scheme) else { return nil }
        self.text = text
        self.reading = reading
    }

    private init(finalOf candidate: Version) {
        text = candidate.reading.finalText
        reading = candidate.reading.final
        (component, surroundings) = (candidate.component, candidate.surroundings)
    }
}

extension Version: Hashable {
    package static func == (left: Version, right: Version) -> Bool {
        left.text == right.text && left.component == right.component
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(text)
        hasher.combine(component)
    }
}

extension Version {
    /// The name of the release in records.
    package var recorded: String { component.map { "\($0)/\(text)" } ?? text }

    /// The same text as a version of a component.
    ///
    /// - Parameters:
    ///   - component: as records name it.
    ///   - before, after: what people write around the text of a release that records name by its text alone.
    func of(_ component: String?, shownBetween before: String = "", and after: String = "") -> Version {
        var version = self
        version.component = component
        version.surroundings =
            component != nil || before.isEmpty && after.isEmpty ? nil : Surroundings(before: before, after: after)
        return version
    }

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
    package var line: ReleaseLine {
        ReleaseLine(component: component, numbers: Array(numbers.dropLast()), variant: variant)
    }

    /// The release that this version names, however it is written.
    package var identity: VersionIdentity { VersionIdentity(component, reading) }
}

extension Version: CustomStringConvertible {
    /// What people call it, and every command takes: `2.4.0`, `web/2.4.0`.
    package var description: String { surroundings.map { $0.before + text + $0.after } ?? recorded }
}

/// A release, however its version is written: the same for `1.0`, `1.0.0` and `1.0.Final`.
package struct VersionIdentity: Hashable, Sendable {
    private let component: String?
    private let numbers: ArraySlice<Int>
    private let marks: [VersionMark]
    private let variant: String

    fileprivate init(_ component: String?, _ reading: VersionReading) {
        self.component = component
        (numbers, marks, variant) = (reading.significantNumbers, reading.marks, reading.variant)
    }
}

/// Releases that follow each other in small steps: all numbers of a version but the last, its variant and its component.
package struct ReleaseLine: Hashable, Sendable {
    package let component: String?
    package let numbers: [Int]
    package let variant: String
}
