/// Puts numbers into bytes, numbers with their lowest byte first: what `MappedFile` reads.
package struct BinaryWriter {
    package private(set) var bytes: [UInt8] = []

    package init() {}

    package init(_ numbers: [UInt32]) { append(numbers) }

    package init(_ numbers: [UInt64]) { append(numbers) }

    /// Saves bytes from being copied as they grow.
    package mutating func reserveCapacity(_ count: Int) { bytes.reserveCapacity(count) }

    package mutating func append(_ number: UInt32) {
        withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
    }

    package mutating func append(_ number: UInt64) {
        withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
    }

    package mutating func append(_ other: UnsafeRawBufferPointer) { bytes.append(contentsOf: other) }

    package mutating func append(_ other: [UInt8]) { bytes += other }

    package mutating func append(_ numbers: [UInt32]) { append(all: numbers) }

    package mutating func append(_ numbers: [UInt64]) { append(all: numbers) }

    private mutating func append<Number: FixedWidthInteger>(all numbers: [Number]) {
        bytes.reserveCapacity(bytes.count + numbers.count * MemoryLayout<Number>.size)
        for number in numbers { withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) } }
    }
}
