/// Foreign text made harmless for Markdown: it reads as it was written, and becomes no markup, HTML, link or mention.
///
/// After CommonMark 0.31 ("Backslash escapes"), the autolinks of GitHub Flavored Markdown, and the references (`#12`,
/// `@name`) that hosts make of rendered text, which an escape does not stop but an empty comment does.
package enum MarkdownText {
    /// One line of text, for use anywhere in a paragraph, a heading, a list or a table cell.
    package static func inline(_ text: String) -> String {
        let bytes = Array(SafeText.line(text).utf8)
        var result: [UInt8] = []
        for (position, byte) in bytes.enumerated() {
            if isMarkup(byte) || opensBlock(at: position, of: bytes) || opensLink(at: position, of: bytes) {
                result.append(UInt8(ascii: "\\"))
            }
            result.append(byte)
            if opensReference(at: position, of: bytes) { result += "<!-- -->".utf8 }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// Bytes, read as UTF-8, as one line of text.
    package static func inline(_ bytes: some Collection<UInt8>) -> String {
        inline(String(decoding: bytes, as: UTF8.self))
    }

    private static func isMarkup(_ byte: UInt8) -> Bool {
        "\\`*_[]<>#|~&$".utf8.contains(byte)
    }

    /// Whether a list or an underline starts here: `- `, `+ `, `=`, `1. ` and `1) ` at the start of the text.
    private static func opensBlock(at position: Int, of bytes: [UInt8]) -> Bool {
        let before = bytes[..<position].drop { $0 == UInt8(ascii: " ") }
        if "-+=".utf8.contains(bytes[position]) { return before.isEmpty }
        guard ".)".utf8.contains(bytes[position]), !before.isEmpty, before.allSatisfy(isDigit) else { return false }
        return position + 1 == bytes.count || bytes[position + 1] == UInt8(ascii: " ")
    }

    /// Whether a bare address starts here: the colon of `https://` and `mailto:`, the full stop of `www.`.
    private static func opensLink(at position: Int, of bytes: [UInt8]) -> Bool {
        let before = bytes[..<position].suffix(6).map { $0 | 0x20 }
        if bytes[position] == UInt8(ascii: ".") { return before.suffix(3).elementsEqual("www".utf8) }
        guard bytes[position] == UInt8(ascii: ":") else { return false }
        return bytes[(position + 1)...].starts(with: "//".utf8) || before.elementsEqual("mailto".utf8)
    }

    /// Whether a mention or a reference starts here: `@` and `#` before a letter or a digit.
    private static func opensReference(at position: Int, of bytes: [UInt8]) -> Bool {
        guard "@#".utf8.contains(bytes[position]), position + 1 < bytes.count else { return false }
        return isDigit(bytes[position + 1]) || isLetter(bytes[position + 1])
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
