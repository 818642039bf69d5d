/// TOML 1.0.0.
struct TOMLConfiguration: FormatReader {
    var cursor: TextCursor
    private let root = TOMLTable()
    private var current: TOMLTable

    static func read(_ bytes: [UInt8]) throws(NotReadable) -> ConfigurationNode {
        var reader = TOMLConfiguration(TextCursor(try FormatText.unicode(bytes)))
        while !reader.cursor.isAtEnd { try reader.line() }
        return .table(try reader.root.table(reader.cursor))
    }

    private init(_ cursor: TextCursor) {
        self.cursor = cursor
        current = root
    }

    private mutating func line() throws(NotReadable) {
        cursor.skip(while: \.isSpace)
        guard let first = cursor.next else { return }
        if first == UInt8(ascii: "[") {
            try header()
        } else if first != UInt8(ascii: "#") {
            let start = cursor.position
            let (path, value) = try keyValue()
            try current.set(path, value, cursor, at: start)
        }
        try lineEnd()
    }

    private mutating func lineEnd() throws(NotReadable) {
        cursor.skipBlanks()
        if cursor.next == UInt8(ascii: "#") { cursor.skip { $0 != .lineFeed } }
        guard cursor.isAtEnd || cursor.skip("\n") else { throw cursor.problem(.unexpected) }
    }

    /// `[table]`, `[[element of a list]]`.
    private mutating func header() throws(NotReadable) {
        let start = cursor.position
        let isElement = cursor.skip("[[")
        if !isElement { cursor.position += 1 }
        let path = try path()
        guard cursor.skip(isElement ? "]]" : "]") else { throw cursor.problem(.unexpected) }
        try cursor.count()
        current = try root.open(path, isElement: isElement, cursor, at: start)
    }

    mutating func keyValue() throws(NotReadable) -> ([[UInt8]], TOMLValue) {
        let path = try path()
        guard cursor.skip("=") else { throw cursor.problem(.noSeparator) }
        cursor.skipBlanks()
        return (path, try value())
    }

    /// `a."b.c".d`, blanks around.
    private mutating func path() throws(NotReadable) -> [[UInt8]] {
        var path: [[UInt8]] = []
        repeat {
            cursor.skipBlanks()
            path.append(try key())
            cursor.skipBlanks()
            guard path.count < ConfigurationLimits.depth else { throw cursor.problem(.tooDeep) }
        } while cursor.skip(".")
        return path
    }

    private mutating func key() throws(NotReadable) -> [UInt8] {
        if cursor.next == UInt8(ascii: "\"") || cursor.next == .quote {
            guard !cursor.isAt("\"\"\""), !cursor.isAt("'''") else { throw cursor.problem(.badKey) }
            return try string()
        }
        let key = cursor.skip { $0.isWord || $0 == .dash }
        guard !key.isEmpty else { throw cursor.problem(.badKey) }
        return Array(key)
    }
}
