/// Base64 (RFC 4648, section 4).
package enum Base64 {
    package static func text(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count + 2) / 3 * 4)
        for start in stride(from: bytes.startIndex, to: bytes.endIndex, by: 3) {
            let group = bytes[start...].prefix(3)
            let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
            for place in 0..<4 { text.append(place <= group.count ? letters[bits >> (18 - 6 * place) & 63] : padding) }
        }
        return text
    }

    /// The bytes that a text in whole groups stands for; nil for any other text, and for padding that hides bits.
    package static func bytes(_ text: [UInt8]) -> [UInt8]? {
        guard isText(text) else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count / 4 * 3)
        for start in stride(from: 0, to: text.count, by: 4) {
            let group = text[start..<start + 4]
            let padded = group.count { $0 == padding }
            let bits = group.reduce(0) { $0 << 6 | (letters.firstIndex(of: $1) ?? 0) }
            let all = [UInt8(bits >> 16 & 255), UInt8(bits >> 8 & 255), UInt8(bits & 255)]
            guard all.suffix(padded).allSatisfy({ $0 == 0 }) else { return nil }
            bytes += all.dropLast(padded)
        }
        return bytes
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
