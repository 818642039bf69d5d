/// The text of an XML document, before its markup is looked at.
enum XMLCharacters {
    /// The text without a byte order mark, each line ending in one line feed (XML 1.0, 2.11).
    ///
    /// - Throws: where it is not UTF-8 or has characters that XML does not allow (2.2).
    static func plain(_ bytes: [UInt8]) throws(NotReadable) -> [UInt8] {
        let text = withLineFeeds(bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...])
        // Text of two bytes a letter, which has many zeros, ends here as well.
        if let control = text.firstIndex(where: { $0 < 0x20 && $0 != .tab && $0 != .lineFeed }) {
            throw NotReadable(line: FormatText.line(of: control, in: text), reason: .controlCharacter)
        }
        guard text.allSatisfy({ $0 < 0x80 }) || String(validating: text, as: UTF8.self) != nil else {
            throw NotReadable(line: 1, reason: .notUTF8)
        }
        if let place = nonCharacter(in: text) {
            throw NotReadable(line: FormatText.line(of: place, in: text), reason: .notXML)
        }
        return text
    }

    private static func withLineFeeds(_ bytes: Bytes) -> [UInt8] {
        let carriageReturn = UInt8(ascii: "\r")
        guard bytes.contains(carriageReturn) else { return Array(bytes) }
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count)
        for index in bytes.indices {
            if bytes[index] != carriageReturn {
                text.append(bytes[index])
            } else if bytes.byte(at: index + 1) != .lineFeed {
                text.append(.lineFeed)
            }
        }
        return text
    }

    /// U+FFFE and U+FFFF.
    private static func nonCharacter(in text: [UInt8]) -> Int? {
        text.indices.dropLast(2).first { text[$0] == 0xEF && text[$0 + 1] == 0xBF && text[$0 + 2] >= 0xBE }
    }

    /// Whether a number is that of a character (2.2).
    static func isCharacter(_ number: UInt32) -> Bool {
        switch number {
        case 0x9, 0xA, 0xD, 0x20...0xD7FF, 0xE000...0xFFFD, 0x1_0000...0x10_FFFF: true
        default: false
        }
    }
}
