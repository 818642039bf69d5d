/// YAML as configuration uses it (YAML 1.2, read so that no YAML 1.1 program reads it otherwise). Complex keys, tabs in
/// indentation, unknown directives and whatever is not in the specification are not read.
enum YAMLConfiguration: FormatReader {
    /// A stream of several documents is a list of them; one of none is empty.
    static func read(_ bytes: [UInt8]) throws(NotReadable) -> ConfigurationNode {
        let text = try FormatText.unicode(bytes)
        try refuseUnusualBreaks(in: text)
        var cursor = TextCursor(text)
        var documents: [ConfigurationNode] = []
        var anchoredValues = 0
        for document in try YAMLStream(text).documents() {
            var reader = YAMLReader(cursor, document)
            reader.anchoredValues = anchoredValues
            documents.append(try reader.document())
            (cursor, anchoredValues) = (reader.cursor, reader.anchoredValues)
        }
        return documents.count == 1 ? documents[0] : documents.isEmpty ? .empty : .list(documents)
    }

    /// NEL, LS and PS break lines in YAML 1.1 only; a byte order mark may stand at a beginning only.
    private static func refuseUnusualBreaks(in text: [UInt8]) throws(NotReadable) {
        let marks = ["\u{85}", "\u{2028}", "\u{2029}", "\u{FEFF}"]
        for index in text.indices where text[index] >= 0xC2 && marks.contains(where: text[index...].begins) {
            throw NotReadable(line: FormatText.line(of: index, in: text), reason: .unusualLineBreak)
        }
    }
}

/// Finds the documents of a stream. Their markers stand at the beginning of a line, where no content may have them, so
/// they are found without reading any.
struct YAMLStream {
    private let text: Bytes
    private var found: [Range<Int>] = []
    private var start: Int?
    private var hasDirective = false

    init(_ text: [UInt8]) { self.text = text[...] }

    func documents() throws(NotReadable) -> [Range<Int>] {
        var stream = self
        try stream.read()
        return stream.found
    }

    private mutating func read() throws(NotReadable) {
        var position = text.startIndex
        while position < text.endIndex {
            let end = text.end(from: position) { $0 != .lineFeed }
            try line(text[position..<end])
            position = end + 1
        }
        finish(at: text.endIndex)
    }

    private mutating func line(_ line: Bytes) throws(NotReadable) {
        if let rest = Self.rest(of: line, behind: "---") {
            try require(Self.isComment(rest), .markerLine, at: line)
            finish(at: line.startIndex)
            start = line.endIndex
            hasDirective = false
        } else if let rest = Self.rest(of: line, behind: "...") {
            try require(Self.isComment(rest), .markerLine, at: line)
            finish(at: line.startIndex)
        } else if start == nil, line.first == UInt8(ascii: "%") {
            try require(line.begins(with: "%YAML 1."), .directive, at: line)
            hasDirective = true
        } else if start == nil, !Self.isComment(line) {
            try require(!hasDirective, .directive, at: line)
            start = line.startIndex
        }
    }

    private mutating func finish(at end: Int) {
        if let start { found.append(min(start, end)..<end) }
        start = nil
    }

    private func require(_ condition: Bool, _ reason: NotReadable.Reason, at line: Bytes) throws(NotReadable) {
        guard !condition else { return }
        throw NotReadable(line: 1 + text[..<line.startIndex].count { $0 == .lineFeed }, reason: reason)
    }

    private static func rest(of line: Bytes, behind marker: String) -> Bytes? {
        guard let rest = line.after(marker), rest.isEmpty || rest.first?.isSpace == true else { return nil }
        return rest
    }

    private static func isComment(_ line: Bytes) -> Bool {
        let text = line.trimmed()
        return text.isEmpty || text.first == UInt8(ascii: "#")
    }
}
