/// Property files (`java.util.Properties.load`, "line-oriented format"). Bytes above ASCII stay as they are: which of
/// ISO 8859-1 and UTF-8 they are meant to be depends on the program.
struct PropertiesConfiguration: FormatReader {
    private var cursor: TextCursor
    private var builder = TableBuilder()

    static func read(_ bytes: [UInt8]) throws(NotReadable) -> ConfigurationNode {
        var reader = PropertiesConfiguration(cursor: TextCursor(try FormatText.plain(bytes)))
        while !reader.cursor.isAtEnd { try reader.line() }
        return .table(try reader.builder.table(reader.cursor))
    }

    private mutating func line() throws(NotReadable) {
        cursor.skip(while: \.isPropertySpace)
        let start = cursor.position
        guard let first = cursor.next, first != .lineFeed else { return cursor.position += 1 }
        // A line of nothing but its continuation: Java still takes the next one for the beginning.
        if cursor.skip("\\\n") { return }
        if cursor.isAt("{{") || cursor.isAt("{%") { throw cursor.problem(.templateLike) }
        if first == UInt8(ascii: "#") || first == UInt8(ascii: "!") { return _ = cursor.line() }
        try cursor.count()
        let key = try text { $0.isPropertySpace || $0 == .colon || $0 == UInt8(ascii: "=") }
        cursor.skip(while: \.isPropertySpace)
        if let joint = cursor.next, joint == .colon || joint == UInt8(ascii: "=") { cursor.position += 1 }
        cursor.skip(while: \.isPropertySpace)
        builder.append(key, .text(try text { _ in false }), at: start)
    }

    /// Up to the end of the logical line or a byte, escapes undone.
    private mutating func text(until isEnd: (UInt8) -> Bool) throws(NotReadable) -> [UInt8] {
        var text: [UInt8] = []
        while let byte = cursor.next, byte != .lineFeed, !isEnd(byte) {
            cursor.position += 1
            if byte == UInt8(ascii: "\\") { try escape(&text) } else { text.append(byte) }
        }
        return text
    }

    private mutating func escape(_ text: inout [UInt8]) throws(NotReadable) {
        guard let letter = cursor.next else { return }
        cursor.position += 1
        switch letter {
        case .lineFeed: cursor.skip(while: \.isPropertySpace)
        case UInt8(ascii: "t"): text.append(.tab)
        case UInt8(ascii: "n"): text.append(.lineFeed)
        case UInt8(ascii: "r"): text.append(13)
        case UInt8(ascii: "f"): text.append(12)
        case UInt8(ascii: "u"): try character(&text)
        default: text.append(letter)
        }
    }

    /// `\uXXXX`, a pair of them for characters beyond the first plane.
    private mutating func character(_ text: inout [UInt8]) throws(NotReadable) {
        var number = try unit()
        if 0xD800...0xDBFF ~= number, cursor.skip("\\u") {
            let low = try unit()
            guard 0xDC00...0xDFFF ~= low else { throw cursor.problem(.badEscape) }
            number = 0x10000 + (number - 0xD800) << 10 + (low - 0xDC00)
        }
        guard text.append(scalar: number) else { throw cursor.problem(.badEscape) }
    }

    private mutating func unit() throws(NotReadable) -> UInt32 {
        guard let unit = cursor.bytes[cursor.position...].prefix(4).hexadecimal(count: 4) else {
            throw cursor.problem(.badEscape)
        }
        cursor.position += 4
        return unit
    }
}

extension UInt8 {
    fileprivate var isPropertySpace: Bool { self == .space || self == .tab || self == 12 }
}
