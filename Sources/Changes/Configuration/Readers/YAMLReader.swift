/// Reads one document. Columns are counted from 0; `parent` is the column of the mapping or list around a node, -1 at
/// the top. `YAMLReader+Block.swift`, `+Flow`, `+Scalars` and `+Properties` have the parts.
struct YAMLReader {
    /// A node that an alias may repeat, with what it costs.
    struct Anchored {
        let node: ConfigurationNode
        let count: Int
        let depth: Int
    }

    var cursor: TextCursor
    let end: Int
    var anchors: [[UInt8]: Anchored] = [:]
    /// How many values have a number, by which aliases repeat them.
    var anchoredValues = 0

    /// - Parameters:
    ///   - cursor: of the whole stream, whose limits go on.
    ///   - document: where the document stands in it.
    init(_ cursor: TextCursor, _ document: Range<Int>) {
        self.cursor = cursor
        end = document.upperBound
        self.cursor.position = document.lowerBound
    }

    mutating func document() throws(NotReadable) -> ConfigurationNode {
        try skipToContent()
        if isAtEnd { return .empty }
        let node = try blockNode(at: column, parent: -1)
        try skipToContent()
        guard isAtEnd else { throw cursor.problem(isInTemplate ? .templateLike : .indentation) }
        return node
    }

    var isAtEnd: Bool { cursor.position >= end }

    var next: UInt8? { isAtEnd ? nil : cursor.next }

    func byte(after distance: Int) -> UInt8? {
        cursor.position + distance < end ? cursor.byte(after: distance) : nil
    }

    /// The column of the next byte: no tab is ever before content.
    var column: Int { cursor.position - lineStart }

    private var lineStart: Int {
        var start = cursor.position
        while start > cursor.bytes.startIndex, cursor.bytes[start - 1] != .lineFeed { start -= 1 }
        return start
    }

    /// Whether nothing but white space follows the byte at a distance.
    func endsWord(after distance: Int) -> Bool { byte(after: distance)?.isSpace ?? true }

    /// Passes blanks, comments and line ends, up to a byte of content.
    mutating func skipToContent() throws(NotReadable) {
        while let byte = next {
            switch byte {
            case .space, .lineFeed: cursor.position += 1
            case .tab: try skipTabs()
            case UInt8(ascii: "#") where isAfterSpace: cursor.skip { $0 != .lineFeed }
            default: return
            }
        }
    }

    /// Tabs may separate and end a line, but not indent one.
    private mutating func skipTabs() throws(NotReadable) {
        let start = cursor.position
        let isIndentation = cursor.bytes[lineStart..<start].isBlank
        cursor.skipBlanks()
        let isBlank = next == nil || next == .lineFeed
        guard isBlank || !isIndentation && next == UInt8(ascii: "#") else { throw cursor.problem(.tab, at: start) }
    }

    var isAfterSpace: Bool {
        cursor.position == cursor.bytes.startIndex || cursor.bytes[cursor.position - 1].isSpace
    }

    /// Passes blanks and a comment up to the end of the line; false where content follows.
    mutating func skipToLineEnd() -> Bool {
        cursor.skipBlanks()
        if next == UInt8(ascii: "#"), isAfterSpace { cursor.skip { $0 != .lineFeed } }
        return next == nil || next == .lineFeed
    }

    mutating func requireLineEnd() throws(NotReadable) {
        guard skipToLineEnd() else { throw cursor.problem(isInTemplate ? .templateLike : .unexpected) }
    }

    /// Whether the line has `{{` or `{%`: nothing that YAML is likely to mean.
    var isInTemplate: Bool {
        let line = cursor.bytes[lineStart...].prefix { $0 != .lineFeed }
        return line.indices.contains { line[$0...].begins(with: "{{") || line[$0...].begins(with: "{%") }
    }

    static func plain(_ text: [UInt8]) -> ConfigurationNode {
        .scalar(ConfigurationScalar(text, PlainScalar.kind(of: text[...])))
    }

    static let null = ConfigurationNode.scalar(ConfigurationScalar([], .null))
}
