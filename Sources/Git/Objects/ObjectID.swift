import CLibgit2
import System

/// The SHA-1 name of a Git object, ordered as its hexadecimal text is.
package struct ObjectID: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The number of bytes in an ID, and of the digits that show it.
    package static let byteCount = 20
    package static let digitCount = 40

    /// The ID that Git writes for "no object" in the input of its hooks.
    package static let zero = ObjectID(high: 0, middle: 0, low: 0)

    private let high: UInt64
    private let middle: UInt64
    private let low: UInt32

    private init(high: UInt64, middle: UInt64, low: UInt32) {
        self.high = high
        self.middle = middle
        self.low = low
    }

    /// A hash of a hash and this ID (`Checksum`).
    func mixed(into state: UInt64) -> UInt64 {
        Checksum.mixed(Checksum.mixed(Checksum.mixed(state, high), middle), UInt64(low))
    }

    /// Reads 20 raw bytes, as tree entries hold them.
    init(rawBytes: UnsafeRawPointer) {
        high = UInt64(bigEndian: rawBytes.loadUnaligned(as: UInt64.self))
        middle = UInt64(bigEndian: rawBytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
        low = UInt32(bigEndian: rawBytes.loadUnaligned(fromByteOffset: 16, as: UInt32.self))
    }

    init(_ oid: git_oid) {
        self = withUnsafeBytes(of: oid) { bytes in
            guard let start = bytes.baseAddress else { return .zero }
            return ObjectID(rawBytes: start)
        }
    }

    /// Reads 40 hexadecimal digits; nil for anything else, abbreviations included.
    package init?(hex digits: ArraySlice<UInt8>) {
        guard digits.count == Self.digitCount else { return nil }
        var (high, middle, low) = (UInt64(0), UInt64(0), UInt32(0))
        // Without bounds checks, as a walk reads three IDs a commit.
        let refused = digits.withUnsafeBufferPointer { digits in
            Self.hexValues.withUnsafeBufferPointer { values in
                var refused: UInt8 = 0
                let read = { (place: Int) -> UInt64 in
                    let value = values[Int(digits[place])]
                    refused |= value
                    return UInt64(value)
                }
                for place in 0..<16 { high = high << 4 | read(place) }
                for place in 16..<32 { middle = middle << 4 | read(place) }
                for place in 32..<40 { low = low << 4 | UInt32(read(place)) }
                return refused
            }
        }
        guard refused < 16 else { return nil }
        self.init(high: high, middle: middle, low: low)
    }

    /// Reads 40 hexadecimal digits; nil for anything else, abbreviations included.
    package init?(_ text: String) { self.init(hex: Array(text.utf8)[...]) }

    /// What each byte stands for as a hexadecimal digit; 255 where it is none.
    private static let hexValues: [UInt8] = (0...255).map { (byte: UInt8) in
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: 255
        }
    }

    /// The first 8 bytes tell objects apart as well as all 20 would.
    package func hash(into hasher: inout Hasher) { hasher.combine(high) }

    /// The same with zeros in place of all but the first digits.
    package func truncated(to digits: Int) -> ObjectID {
        let kept = { (bits: Int, width: Int) in min(max(bits, 0), width) }
        let (first, second, third) = (kept(digits * 4, 64), kept(digits * 4 - 64, 64), kept(digits * 4 - 128, 32))
        return ObjectID(
            high: first == 0 ? 0 : high & UInt64.max << UInt64(64 - first),
            middle: second == 0 ? 0 : middle & UInt64.max << UInt64(64 - second),
            low: third == 0 ? 0 : low & UInt32.max << UInt32(32 - third))
    }

    /// What fan-out tables go by.
    package var firstByte: UInt8 { UInt8(high >> 56) }

    /// The 20 raw bytes.
    package var bytes: [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(Self.byteCount)
        withUnsafeBytes(of: high.bigEndian) { result.append(contentsOf: $0) }
        withUnsafeBytes(of: middle.bigEndian) { result.append(contentsOf: $0) }
        withUnsafeBytes(of: low.bigEndian) { result.append(contentsOf: $0) }
        return result
    }

    /// The 40 hexadecimal digits.
    package var description: String {
        String(unsafeUninitializedCapacity: Self.digitCount) { buffer in
            var position = 0
            for byte in bytes {
                buffer[position] = Self.digits[Int(byte >> 4)]
                buffer[position + 1] = Self.digits[Int(byte & 15)]
                position += 2
            }
            return position
        }
    }

    private static let digits = Array("0123456789abcdef".utf8)

    /// The first 10 digits: enough for a person to recognise a commit, never used to find one.
    package var abbreviated: String { String(description.prefix(10)) }

    package var isZero: Bool { self == .zero }

    package static func < (left: ObjectID, right: ObjectID) -> Bool {
        if left.high != right.high { return left.high < right.high }
        if left.middle != right.middle { return left.middle < right.middle }
        return left.low < right.low
    }

    /// Lends the ID to a function of libgit2.
    func withOid<Result>(_ body: (UnsafePointer<git_oid>) throws -> Result) rethrows -> Result {
        var oid = git_oid()
        withUnsafeMutableBytes(of: &oid) { bytes in
            bytes.storeBytes(of: high.bigEndian, as: UInt64.self)
            bytes.storeBytes(of: middle.bigEndian, toByteOffset: 8, as: UInt64.self)
            bytes.storeBytes(of: low.bigEndian, toByteOffset: 16, as: UInt32.self)
        }
        return try withUnsafePointer(to: &oid) { try body($0) }
    }
}

extension [ObjectID] {
    /// Up to three by their first digits, and how many more there are.
    package var shown: String {
        let names = prefix(3).map(\.abbreviated).joined(separator: " ")
        return count > 3 ? "\(names) and \(count - 3) more" : names
    }
}
