extension Collection<UInt8> {
    /// A path of a tree as text, a different one for each path: a path that is not UTF-8, or that begins with a quotation mark,
    /// is quoted as Git quotes it (git-config(1), `core.quotePath`): `"caf\\351.yaml"`.
    package var pathText: String {
        if first != UInt8(ascii: "\""), let text = String(validating: self, as: UTF8.self) { return text }
        return "\"" + map(\.quotedInPath).joined() + "\""
    }
}

extension UInt8 {
    private static let letters: [UInt8: String] = [
        0x07: "\\a", 0x08: "\\b", 0x09: "\\t", 0x0A: "\\n", 0x0B: "\\v", 0x0C: "\\f", 0x0D: "\\r",
        UInt8(ascii: "\""): "\\\"", UInt8(ascii: "\\"): "\\\\",
    ]

    /// As in a string of C: control characters and all bytes above ASCII in three octal digits.
    fileprivate var quotedInPath: String {
        if let letter = UInt8.letters[self] { return letter }
        if 0x20..<0x7F ~= self { return String(UnicodeScalar(self)) }
        let digits = String(self, radix: 8)
        return "\\" + String(repeating: "0", count: 3 - digits.count) + digits
    }
}
