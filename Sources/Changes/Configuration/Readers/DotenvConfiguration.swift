/// Environment files. Programs agree on `NAME=value`, `export`, whole quoted values and comments on lines of their own;
/// what they read differently is not read. They undo different escapes, and put values for `$NAME` in different places:
/// where the quotation marks decide about that, they are kept with the value, and the order of the lines is.
struct DotenvConfiguration: FormatReader {
    private var cursor: TextCursor
    private var builder = TableBuilder()

    static func read(_ bytes: [UInt8]) throws(NotReadable) -> ConfigurationNode {
        var reader = DotenvConfiguration(cursor: TextCursor(try FormatText.plain(bytes)))
        while !reader.cursor.isAtEnd { try reader.line() }
        let table = try reader.builder.table(reader.cursor)
        // `$NAME` is the value of a line before, and of none after.
        let refers = table.entries.contains { $0.value.scalar?.text.contains(UInt8(ascii: "$")) ?? false }
        return .table(refers ? table.inSequence(table.entries.map(\.key)) : table)
    }

    private mutating func line() throws(NotReadable) {
        cursor.skipBlanks()
        let start = cursor.position
        guard let first = cursor.next, first != .lineFeed else { return cursor.position += 1 }
        if first == UInt8(ascii: "#") { return _ = cursor.line() }
        try cursor.count()
        if cursor.skip("export ") { cursor.skipBlanks() }
        let key = cursor.skip { $0.isWord || $0 == .dot || $0 == .dash }
        guard !key.isEmpty, cursor.skip("=") else { throw cursor.problem(.noSeparator) }
        builder.append(Array(key), .text(try value()), at: start)
    }

    private mutating func value() throws(NotReadable) -> Bytes {
        guard let mark = cursor.next, mark == .quote || mark == UInt8(ascii: "\"") else { return try bareValue() }
        cursor.position += 1
        let start = cursor.position
        while let byte = cursor.next, byte != mark {
            cursor.position += 1
            if byte == UInt8(ascii: "\\") { try escape(in: mark) }
        }
        guard !cursor.isAtEnd else { throw cursor.problem(.unclosedQuote, at: start) }
        let value = cursor.bytes[start..<cursor.position]
        cursor.position += 1
        guard cursor.line().isBlank else { throw cursor.problem(.unexpected, at: start) }
        let decides = mark == .quote ? UInt8(ascii: "$") : UInt8(ascii: "\\")
        // A value that begins with a mark of its own would look like one whose marks were kept.
        let isKept = value.contains(decides) || value.first == .quote || value.first == UInt8(ascii: "\"")
        return isKept ? cursor.bytes[(start - 1)...value.endIndex] : value
    }

    /// An escape hides a quotation mark, and in single quotes it does not. An escaped backslash before one hides it to
    /// some programs.
    private mutating func escape(in mark: UInt8) throws(NotReadable) {
        if cursor.next == mark {
            guard mark == UInt8(ascii: "\"") else { throw cursor.problem(.badEscape) }
            cursor.position += 1
        } else if cursor.next == UInt8(ascii: "\\") {
            guard cursor.byte(after: 1) != mark else { throw cursor.problem(.badEscape) }
            cursor.position += 1
        }
    }

    private mutating func bareValue() throws(NotReadable) -> Bytes {
        let start = cursor.position
        let value = cursor.line().withoutTrailingSpace
        let comment = value.indices.contains {
            value[$0] == UInt8(ascii: "#") && value.byte(at: $0 - 1)?.isSpace ?? true
        }
        if comment { throw cursor.problem(.ambiguousComment, at: start) }
        guard value.first?.isSpace != true else { throw cursor.problem(.unexpected, at: start) }
        return value
    }
}
