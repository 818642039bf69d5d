/// Names of elements, attributes and instructions (XML 1.0, 2.3).
enum XMLName {
    /// Whether a name may have the byte, or the first byte of a character beyond ASCII that `isName` has to judge.
    static func mayHave(_ byte: UInt8) -> Bool {
        byte.isLetter || byte.isDigit || byte >= 0x80 || [.underscore, .colon, .dash, .dot].contains(byte)
    }

    static func isName(_ text: Bytes) -> Bool {
        guard let first = text.first, !first.isDigit, first != .dash, first != .dot else { return false }
        if text.allSatisfy({ $0 < 0x80 }) { return true }
        let scalars = String(decoding: text, as: UTF8.self).unicodeScalars
        return scalars.enumerated().allSatisfy { position, scalar in
            scalar.isASCII || isIn(starts, scalar) || position > 0 && isIn(continuations, scalar)
        }
    }

    private static func isIn(_ ranges: [ClosedRange<UInt32>], _ scalar: UnicodeScalar) -> Bool {
        ranges.contains { $0.contains(scalar.value) }
    }

    private static let starts: [ClosedRange<UInt32>] = [
        0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2FF, 0x370...0x37D, 0x37F...0x1FFF, 0x200C...0x200D, 0x2070...0x218F,
        0x2C00...0x2FEF, 0x3001...0xD7FF, 0xF900...0xFDCF, 0xFDF0...0xFFFD, 0x1_0000...0xE_FFFF,
    ]
    private static let continuations: [ClosedRange<UInt32>] = [0xB7...0xB7, 0x300...0x36F, 0x203F...0x2040]
}
