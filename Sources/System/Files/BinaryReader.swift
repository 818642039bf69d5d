/// Takes bytes apart that a `BinaryWriter` put together, from their start on. Nil where they end too soon.
package struct BinaryReader {
    private let file: MappedFile
    private var position = 0

    package init(_ bytes: [UInt8]) throws { file = try MappedFile(contents: bytes) }

    package var isAtEnd: Bool { position >= file.count }

    package mutating func uint32() -> UInt32? {
        defer { position += 4 }
        return file.uint32(at: position)
    }

    package mutating func uint32s(_ count: Int) -> [UInt32]? {
        defer { position += 4 * count }
        return file.uint32s(in: position..<(position + 4 * count))
    }

    package mutating func uint64s(_ count: Int) -> [UInt64]? {
        defer { position += 8 * count }
        return file.uint64s(in: position..<(position + 8 * count))
    }

    /// The bytes of one thing of a fixed size, as long as `body` runs; nil where they are not all there.
    package mutating func take<Value>(_ count: Int, as body: (UnsafeRawPointer) -> Value) -> Value? {
        defer { position += count }
        return file.pointer(position, count).map(body)
    }

    package mutating func bytes(_ count: Int) -> [UInt8]? {
        defer { position += count }
        return file.bytes(in: position..<(position + count))
    }
}
