/// A version taken apart: the grammar that `Version` documents.
struct VersionParts {
    private(set) var numbers: [Int] = []
    private(set) var numbersText: String
    private(set) var preReleases: [PreRelease] = []
    private(set) var variant = ""

    init?(_ text: [UInt8]) {
        var position = 0
        while true {
            let digits = text[position...].prefix { $0.isDigit }
            guard numbers.count < 6, digits.count <= 9, let number = digits.decimalNumber else { return nil }
            numbers.append(number)
            position = digits.endIndex
            guard text[position...].first == UInt8(ascii: "."), text[(position + 1)...].first?.isDigit == true else {
                break
            }
            position += 1
        }
        numbersText = String(decoding: text[..<position], as: UTF8.self)
        guard let segments = VersionSegment.all(in: text[position...]) else { return nil }
        classify(segments)
        dropPlaceholder(before: segments.first)
    }

    /// Tells pre-release marks from the variant. Behind a `+` all is build metadata, thus variant (SemVer, rule 10).
    private mutating func classify(_ segments: [VersionSegment]) {
        var isBuild = false
        var followsMark = false
        for segment in segments {
            isBuild = isBuild || segment.separator == UInt8(ascii: "+")
            if !isBuild, let mark = PreRelease(segment) {
                preReleases.append(mark)
                followsMark = true
            } else if isBuild || !followsMark || !preReleases[preReleases.count - 1].absorb(segment) {
                variant += segment.text
                followsMark = false
            }
        }
    }

    /// OpenStack writes `29.0.0.0rc1` for a candidate of `29.0.0`: the fourth number only holds the mark.
    private mutating func dropPlaceholder(before segment: VersionSegment?) {
        guard let segment, segment.separator == nil, PreRelease(segment) != nil else { return }
        guard numbers.count == 4, numbersText.hasSuffix(".0") else { return }
        numbers.removeLast()
        numbersText.removeLast(2)
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
}
