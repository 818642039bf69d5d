/// Units as systemd.syntax(7) has them: a backslash at the end of a line continues it, comments may stand between.
struct SystemdConfiguration: FormatReader {
    private var cursor: TextCursor
    private var builder = SectionBuilder()

    static func read(_ bytes: [UInt8]) throws(NotReadable) -> ConfigurationNode {
        var reader = SystemdConfiguration(cursor: TextCursor(try FormatText.plain(bytes)))
        while !reader.cursor.isAtEnd { try reader.line() }
        return .table(try reader.builder.table(reader.cursor))
    }

    private mutating func line() throws(NotReadable) {
        let start = cursor.position
        let text = logicalLine()[...].trimmed()
        if text.isEmpty { return }
        try cursor.count()
        if text.first == UInt8(ascii: "[") { return try section(text, at: start) }
        guard builder.isInSection else { throw cursor.problem(.noSection, at: start) }
        guard let joint = text.firstIndex(of: UInt8(ascii: "=")), joint > text.startIndex else {
            throw cursor.problem(.noSeparator, at: start)
        }
        builder.append(Array(text[..<joint].trimmed()), .text(text[(joint + 1)...].trimmed()))
    }

    private mutating func section(_ text: Bytes, at start: Int) throws(NotReadable) {
        guard text.last == UInt8(ascii: "]"), text.count > 2 else { throw cursor.problem(.unexpected, at: start) }
        try builder.begin(Array(text.dropFirst().dropLast()), cursor)
    }

    /// A line and those that continue it, the backslash between them a blank. Two backslashes are one that was escaped.
    /// Comments say nothing.
    private mutating func logicalLine() -> [UInt8] {
        var text: [UInt8] = []
        repeat {
            let line = cursor.line().drop(while: \.isSpace)
            let first = line.first
            if first == UInt8(ascii: "#") || first == UInt8(ascii: ";") {
                if text.isEmpty { return [] }
                continue
            }
            let backslashes = line.reversed().prefix { $0 == UInt8(ascii: "\\") }.count
            guard !backslashes.isMultiple(of: 2) else { return text + line }
            text += line.dropLast() + [.space]
        } while !cursor.isAtEnd
        return text
    }
}
