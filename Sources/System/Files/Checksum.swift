/// A fast hash of 64 bits that is the same in every run and on every machine: it finds damage and tells texts apart, and
/// is no proof against whoever wants two texts to have one.
package enum Checksum {
    package static let factor: UInt64 = 0x9E37_79B9_7F4A_7C15

    package static func of(_ bytes: [UInt8]) -> UInt64 { bytes.withUnsafeBytes { of($0) } }

    package static func of(_ bytes: ArraySlice<UInt8>) -> UInt64 { bytes.withUnsafeBytes { of($0) } }

    /// Four lanes of words, as a processor can multiply them side by side, then what is left.
    static func of(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        var (first, second, third, fourth) = (factor, factor &+ 1, factor &+ 2, factor &+ 3)
        var position = 0
        while position + 32 <= bytes.count {
            first = mixed(first, word(bytes, position))
            second = mixed(second, word(bytes, position + 8))
            third = mixed(third, word(bytes, position + 16))
            fourth = mixed(fourth, word(bytes, position + 24))
            position += 32
        }
        var result = mixed(mixed(mixed(mixed(UInt64(bytes.count), first), second), third), fourth)
        while position < bytes.count {
            result = mixed(result, UInt64(bytes[position]))
            position += 1
        }
        return result ^ (result >> 32)
    }

    /// A hash of a hash and one more number.
    package static func mixed(_ state: UInt64, _ word: UInt64) -> UInt64 {
        let product = (state ^ word) &* factor
        return product ^ (product >> 29)
    }

    private static func word(_ bytes: UnsafeRawBufferPointer, _ position: Int) -> UInt64 {
        UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self))
    }
}
