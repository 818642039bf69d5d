/// The four kinds of strings (TOML 1.0.0, "String").
extension TOMLConfiguration {
    /// The string whose marks are next.
    mutating func string() throws(NotReadable) -> [UInt8] {
        let start = cursor.position
        let isLiteral = cursor.next == .quote
        let mark = isLiteral ? "'" : "\""
        let isLong = cursor.skip(mark + mark + mark)
        if isLong { _ = cursor.skip("\n") } else { cursor.position += 1 }
        let closing = isLong ? mark + mark + mark : mark
        var text: [UInt8] = []
        while !cursor.isAt(closing) {
            guard let byte = cursor.next, isLong || byte != .lineFeed else {
                throw cursor.problem(.unclosedQuote, at: start)
            }
            cursor.position += 1
            if byte == UInt8(ascii: "\\"), !isLiteral {
                try escape(&text, isLong: isLong)
            } else {
                text.append(byte)
            }
        }
        cursor.position += closing.utf8.count
        // One or two marks may stand right before the closing ones.
        if isLong { for _ in 0..<2 where cursor.skip(mark) { text += mark.utf8 } }
        return text
    }

    private mutating func escape(_ text: inout [UInt8], isLong: Bool) throws(NotReadable) {
        let start = cursor.position
        guard let letter = cursor.next else { throw cursor.problem(.unclosedQuote) }
        cursor.position += 1
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): text.append(letter)
        case UInt8(ascii: "b"): text.append(8)
        case UInt8(ascii: "t"): text.append(.tab)
        case UInt8(ascii: "n"): text.append(.lineFeed)
        case UInt8(ascii: "f"): text.append(12)
        case UInt8(ascii: "r"): text.append(13)
        case UInt8(ascii: "u"): try character(&text, digits: 4)
        case UInt8(ascii: "U"): try character(&text, digits: 8)
        case .space, .tab, .lineFeed:
            guard isLong else { throw cursor.problem(.badEscape, at: start) }
            cursor.position = start
            try lineEnd(at: start)
        default: throw cursor.problem(.badEscape, at: start)
        }
    }

    /// A backslash at the end of a line takes away all white space up to the next text.
    private mutating func lineEnd(at start: Int) throws(NotReadable) {
        cursor.skipBlanks()
        guard cursor.next == .lineFeed else { throw cursor.problem(.badEscape, at: start) }
        cursor.skip(while: \.isSpace)
    }

    private mutating func character(_ text: inout [UInt8], digits: Int) throws(NotReadable) {
        let number = cursor.bytes[cursor.position...].prefix(digits).hexadecimal(count: digits)
        cursor.position += digits
        guard let number, text.append(scalar: number) else { throw cursor.problem(.badEscape) }
    }
}
