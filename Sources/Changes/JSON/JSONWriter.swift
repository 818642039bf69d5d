extension JSONValue {
    /// The one text of this value: names sorted by their bytes, no more escapes than needed.
    ///
    /// - Parameter indented: several lines with two blanks a level, for people; else one line without blanks.
    package func bytes(indented: Bool = false) -> [UInt8] {
        var writer = JSONWriter(indented: indented)
        writer.write(self)
        return writer.bytes
    }
}

private struct JSONWriter {
    private let indented: Bool
    private var depth = 0
    private(set) var bytes: [UInt8] = []

    init(indented: Bool) { self.indented = indented }

    mutating func write(_ value: JSONValue) {
        switch value {
        case .null: bytes += "null".utf8
        case .bool(let value): bytes += (value ? "true" : "false").utf8
        case .number(let digits): bytes += digits.utf8
        case .string(let text): write(text)
        case .array(let values):
            list(values, between: (UInt8(ascii: "["), UInt8(ascii: "]"))) { $0.write($1) }
        case .object(let object):
            let members = object.members.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
            list(members, between: (UInt8(ascii: "{"), UInt8(ascii: "}"))) { writer, member in
                writer.write(member.name)
                writer.bytes.append(.colon)
                if writer.indented { writer.bytes.append(.space) }
                writer.write(member.value)
            }
        }
    }

    private mutating func list<Element>(
        _ elements: [Element], between brackets: (UInt8, UInt8), _ write: (inout JSONWriter, Element) -> Void
    ) {
        bytes.append(brackets.0)
        depth += 1
        for (index, element) in elements.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            breakLine()
            write(&self, element)
        }
        depth -= 1
        if !elements.isEmpty { breakLine() }
        bytes.append(brackets.1)
    }

    private mutating func breakLine() {
        guard indented else { return }
        bytes.append(.lineFeed)
        bytes.append(contentsOf: repeatElement(.space, count: depth * 2))
    }

    private mutating func write(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        if text.utf8.contains(where: \.needsEscape) {
            for byte in text.utf8 { bytes += byte.needsEscape ? Self.escaped(byte) : [byte] }
        } else {
            bytes.append(contentsOf: text.utf8)
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private static func escaped(_ byte: UInt8) -> [UInt8] {
        switch byte {
        case 8: Array("\\b".utf8)
        case 9: Array("\\t".utf8)
        case 10: Array("\\n".utf8)
        case 12: Array("\\f".utf8)
        case 13: Array("\\r".utf8)
        case ..<0x20: Array("\\u00\(byte < 16 ? "0" : "")\(String(byte, radix: 16))".utf8)
        default: [UInt8(ascii: "\\"), byte]
        }
    }
}

extension UInt8 {
    /// What may not stand in a string as it is: its end, an escape, a control character (RFC 8259, section 7).
    var needsEscape: Bool { self == UInt8(ascii: "\"") || self == UInt8(ascii: "\\") || self < 0x20 }
}
