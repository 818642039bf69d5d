/// A version taken apart as most projects write theirs.
///
/// - Numbers of any count come first, with `.` or `_` between them. Where the first one has four digits, the version is
///   one of the calendar, and dashes separate numbers as well: `2024-01-31`.
/// - A known word is a mark of a pre-release (`PreRelease`).
/// - `-2` is a revision. `Final`, `RELEASE` and `GA` say nothing, as in Maven's `ComparableVersion`.
/// - A word behind `-` or `_` begins a variant (`-HBase-1.5`, `-jre`), unless it counts what follows a release:
///   `-p1`, `-post1`, `-SR2`. The variant is all that is no mark of a pre-release from there on.
/// - Whatever else follows comes after the version without it: `1.1.1a`, `2.0.SR1`, `1.25.3+k3s2`.
struct NaturalReading {
    private(set) var numbers: [Int] = []
    private(set) var marks: [VersionMark] = []
    private(set) var variant = ""
    /// The text without marks of a pre-release.
    private(set) var finalText = ""
    /// Whether the segment before is a mark of a pre-release, or part of one.
    private var followsMark = false

    /// - Parameter dashesSeparate: whether dashes separate numbers, however many digits the first one has.
    init?(_ text: [UInt8], dashesSeparate: Bool) {
        guard let end = readNumbers(text, dashesSeparate: dashesSeparate),
            let segments = VersionSegment.all(in: text[end...])
        else { return nil }
        finalText = String(decoding: text[..<end], as: UTF8.self)
        dropPlaceholder(before: segments.first)
        read(segments)
    }

    /// - Returns: where the numbers end; nil where there are none, or one is too long to be a number of a version.
    private mutating func readNumbers(_ text: [UInt8], dashesSeparate: Bool) -> Int? {
        var separators = Array(dashesSeparate ? "._-".utf8 : "._".utf8)
        var position = 0
        while true {
            let digits = text[position...].prefix(while: \.isDigit)
            guard digits.count <= 18, let number = digits.decimalNumber else { return nil }
            if numbers.isEmpty, digits.count == 4 { separators.append(UInt8(ascii: "-")) }
            numbers.append(number)
            position = digits.endIndex
            guard let separator = text[position...].first, separators.contains(separator),
                text[(position + 1)...].first?.isDigit == true
            else { return position }
            position += 1
        }
    }

    /// Behind a `+` nothing is a mark of a pre-release (SemVer, rule 10).
    private mutating func read(_ segments: [VersionSegment]) {
        var isBuild = false
        for segment in segments {
            isBuild = isBuild || segment.separator == UInt8(ascii: "+")
            if !isBuild, let mark = PreRelease(segment) {
                marks.append(.before(mark))
                followsMark = true
            } else if isBuild || !absorb(segment) {
                followsMark = false
                finalText += segment.text
                append(segment)
            }
        }
    }

    private mutating func absorb(_ segment: VersionSegment) -> Bool {
        guard followsMark, case .before(var mark)? = marks.last, mark.absorb(segment) else { return false }
        marks[marks.count - 1] = .before(mark)
        return true
    }

    private mutating func append(_ segment: VersionSegment) {
        if !variant.isEmpty || segment.beginsVariant {
            variant += segment.text
        } else if !segment.saysNothing {
            marks += VersionPart.all(in: segment.body).map { .after($0) }
        }
    }

    /// OpenStack writes `29.0.0.0rc1` for a candidate of `29.0.0`: the fourth number only holds the mark.
    private mutating func dropPlaceholder(before segment: VersionSegment?) {
        guard let segment, segment.separator == nil, PreRelease(segment) != nil else { return }
        guard numbers.count == 4, finalText.hasSuffix(".0") else { return }
        numbers.removeLast()
        finalText.removeLast(2)
    }
}

/// A run of letters and digits behind the numbers of a version, with the separator in front of it.
struct VersionSegment {
    /// One of `.`, `-`, `_`, `+`; nil where letters follow the numbers directly, as in `5.1.0RC0`.
    let separator: UInt8?
    let body: ArraySlice<UInt8>

    var text: String { String(decoding: (separator.map { [$0] } ?? []) + body, as: UTF8.self) }

    /// All segments of what follows the numbers, or nil where it holds anything else.
    static func all(in rest: ArraySlice<UInt8>) -> [VersionSegment]? {
        var segments: [VersionSegment] = []
        var rest = rest
        while let first = rest.first {
            let separator = ".-_+".utf8.contains(first) ? rest.removeFirst() : nil
            let body = rest.prefix { $0.isLetterOrDigit }
            guard !body.isEmpty, separator != UInt8(ascii: ".") || !body.elementsEqual("lock".utf8) else { return nil }
            segments.append(VersionSegment(separator: separator, body: body))
            rest = rest[body.endIndex...]
        }
        return segments
    }

    private static let emptyWords: Set = ["final", "release", "ga"]
    private static let laterWords: Set = ["p", "patch", "pl", "post", "r", "rev", "sp", "sr"]

    fileprivate var saysNothing: Bool { Self.emptyWords.contains(String(decoding: body, as: UTF8.self).lowercased()) }

    fileprivate var beginsVariant: Bool {
        guard separator.map("-_".utf8.contains) == true, body.first?.isLetter == true, !saysNothing else {
            return false
        }
        let parts = VersionPart.all(in: body)
        guard parts.count == 2, case .word(let word) = parts[0] else { return true }
        return !Self.laterWords.contains(word)
    }
}
