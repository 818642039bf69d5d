/// A mark that a version comes before the final one: `rc2`, `alpha`, `M3`, `beta.1`, `candidate-5`, `a1`.
package struct PreRelease: Hashable, Sendable {
    /// The stages of a release, earliest first. The order is Maven's (`ComparableVersion`), with `dev` in front as in
    /// PEP 440: a snapshot is what becomes the final version if nothing is found.
    package enum Stage: Int, Sendable {
        case development, alpha, beta, milestone, candidate, snapshot
        /// The identifiers of Semantic Versioning, which alone decide.
        case identified
    }

    package let stage: Stage

    /// What is behind the word: 2 for `rc2` and `rc.2`, 1 and 4 for `beta.1.4`, nothing for `alpha`.
    private var parts: [VersionPart]

    private static let words: [String: Stage] = [
        "dev": .development, "nightly": .development, "canary": .development, "next": .milestone, "alpha": .alpha,
        "beta": .beta, "milestone": .milestone,
        "preview": .milestone, "pre": .milestone, "ea": .milestone, "rc": .candidate, "cr": .candidate,
        "candidate": .candidate, "snapshot": .snapshot,
    ]

    /// Marks only with a number attached, as PEP 440 and Maven have it: OpenSSL's `1.1.1a` is no alpha.
    private static let letters: [String: Stage] = ["a": .alpha, "b": .beta, "m": .milestone, "c": .candidate]

    /// The mark that the segment is, or nil if it is none.
    init?(_ segment: VersionSegment) {
        let word = String(decoding: segment.body.prefix { !$0.isDigit }, as: UTF8.self)
        let digits = segment.body.dropFirst(word.utf8.count)
        let known = Self.words[word.lowercased()] ?? (digits.isEmpty ? nil : Self.letters[word.lowercased()])
        guard let stage = known, digits.allSatisfy(\.isDigit) else { return nil }
        self.stage = stage
        parts = digits.isEmpty ? [] : [VersionPart(digits)]
    }

    init(identifiers: [VersionPart]) {
        stage = .identified
        parts = identifiers
    }

    /// Takes in the segment behind the mark if it belongs to it, and says if it does: SemVer's dotted identifiers do
    /// (`rc.1.x`), and so do further numbers (`candidate-5`, `nightly-2024-01-31`).
    mutating func absorb(_ segment: VersionSegment) -> Bool {
        guard segment.separator == UInt8(ascii: ".") || segment.body.allSatisfy(\.isDigit) else { return false }
        parts += VersionPart.all(in: segment.body)
        return true
    }
}

extension PreRelease: Comparable {
    package static func < (left: PreRelease, right: PreRelease) -> Bool {
        guard left.stage == right.stage else { return left.stage.rawValue < right.stage.rawValue }
        return left.parts.lexicographicallyPrecedes(right.parts)
    }
}
