/// Base64 (RFC 4648, section 4).
enum Base64 {
    static func text(_ bytes: Bytes) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count + 2) / 3 * 4)
        for start in stride(from: bytes.startIndex, to: bytes.endIndex, by: 3) {
            let group = bytes[start...].prefix(3)
            let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
            for place in 0..<4 { text.append(place <= group.count ? letters[bits >> (18 - 6 * place) & 63] : padding) }
        }
        return text
    }

    /// Whether it is whole groups of four letters, the last one padded.
    static func isText(_ text: [UInt8]) -> Bool {
        let padded = text.suffix(2).count { $0 == padding }
        let letters = text.dropLast(padded)
        return text.count.isMultiple(of: 4)
            && letters.allSatisfy { $0.isLetter || $0.isDigit || $0 == .slash || $0 == UInt8(ascii: "+") }
    }

    private static let padding = UInt8(ascii: "=")
    private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
}
