/// A version taken apart, in the same form under every scheme: the form alone decides the order.
struct VersionReading: Hashable, Sendable {
    /// As written; zeros at the end mean nothing.
    var numbers: [Int] = []
    /// The marks behind the numbers, in the order written.
    var marks: [VersionMark] = []
    /// The separators included (`-HBase-1.5`), or nothing.
    var variant = ""
    /// The text without marks of a pre-release.
    var finalText = ""

    /// Nil for a text that is no version under the scheme.
    init?(_ text: [UInt8], _ scheme: VersionScheme) {
        // Every version becomes part of a tag and of a path.
        guard let natural = NaturalReading(text, dashesSeparate: scheme == .calendar) else { return nil }
        guard scheme == .semver else {
            self.init(natural)
            return
        }
        guard let semantic = SemanticReading(text[...]) else { return nil }
        self.init(semantic)
    }

    private init(_ natural: NaturalReading) {
        (numbers, marks, variant) = (natural.numbers, natural.marks, natural.variant)
        finalText = natural.finalText
    }

    private init(_ semantic: SemanticReading) {
        numbers = semantic.numbers
        marks = semantic.identifiers.isEmpty ? [] : [.before(PreRelease(identifiers: semantic.identifiers))]
        finalText = semantic.finalText
    }

    var isPreRelease: Bool { marks.contains(where: \.isPreRelease) }

    /// The reading of the final version.
    var final: VersionReading {
        var final = self
        final.marks.removeAll(where: \.isPreRelease)
        return final
    }

    /// The numbers without zeros at their end.
    var significantNumbers: ArraySlice<Int> {
        numbers[..<((numbers.lastIndex { $0 != 0 } ?? -1) + 1)]
    }
}

/// One mark behind the numbers of a version.
enum VersionMark: Hashable, Comparable, Sendable {
    /// The version comes before the one without the mark: `rc2`.
    case before(PreRelease)
    /// The version comes after the one without it: the `2` of the revision `1.0-2`, the `a` of `1.1.1a`.
    case after(VersionPart)

    var isPreRelease: Bool {
        switch self {
        case .before: true
        case .after: false
        }
    }
}

extension [VersionMark] {
    /// Mark by mark. Where one version has no further mark, the other's next one says whether it comes before that.
    func precede(_ other: [VersionMark]) -> Bool {
        for (mine, theirs) in zip(self, other) where mine != theirs { return mine < theirs }
        if count > other.count { return self[other.count].isPreRelease }
        return count < other.count && !other[count].isPreRelease
    }
}

/// A run of digits or of letters. Numbers come before words.
enum VersionPart: Hashable, Comparable, Sendable {
    case number(Int)
    case word(String)

    /// A text taken apart for natural order, letters in lower case: `k3s10` is k, 3, s, 10.
    static func all(in text: some Sequence<UInt8>) -> [VersionPart] {
        var runs: [[UInt8]] = []
        for byte in text {
            if let last = runs.last?.last, last.isDigit == byte.isDigit, last.isLetterOrDigit == byte.isLetterOrDigit {
                runs[runs.count - 1].append(byte)
            } else {
                runs.append([byte])
            }
        }
        return runs.filter { $0[0].isLetterOrDigit }.map { VersionPart($0[...]) }
    }

    init(_ run: ArraySlice<UInt8>) {
        self = run.decimalNumber.map { .number($0) } ?? .word(String(decoding: run, as: UTF8.self).lowercased())
    }
}
