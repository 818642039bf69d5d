import Glibc

/// A file mapped into memory. Its bytes are nobody's promise: every read is checked against its size.
///
/// The file is never changed in place by Sluice, only replaced as a whole, so that a mapping stays what it was.
package final class MappedFile: @unchecked Sendable {
    package let count: Int
    private let base: UnsafeRawPointer?

    /// - Throws: `SystemError` where it cannot be opened or mapped.
    package convenience init(_ path: String) throws {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { throw SystemError("read \(path)") }
        defer { close(descriptor) }
        try self.init(descriptor: descriptor, named: path)
    }

    /// Bytes that are kept in memory only, read in the same way.
    package convenience init(contents: [UInt8]) throws {
        let file = try MemoryFile(contents)
        try self.init(descriptor: file.descriptor, named: "a memory file")
    }

    private init(descriptor: Int32, named name: String) throws {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw SystemError("read \(name)") }
        guard status.st_mode & S_IFMT == S_IFREG else { throw SystemError("read \(name)", number: EINVAL) }
        count = Int(status.st_size)
        guard count > 0 else {
            base = nil
            return
        }
        let mapped = mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0)
        guard let mapped, mapped != MAP_FAILED else { throw SystemError("map \(name)") }
        base = UnsafeRawPointer(mapped)
    }

    deinit {
        if let base { munmap(UnsafeMutableRawPointer(mutating: base), count) }
    }

    /// Where some bytes stand, as long as the file is mapped; nil where they are not all within it.
    package func pointer(_ offset: Int, _ size: Int) -> UnsafeRawPointer? {
        guard offset >= 0, size >= 0, size <= count, offset <= count - size else { return nil }
        return base.map { $0 + offset }
    }

    /// The number at an offset, lowest byte first; nil where it is not within the file.
    package func uint32(at offset: Int) -> UInt32? {
        pointer(offset, 4).map { UInt32(littleEndian: $0.loadUnaligned(as: UInt32.self)) }
    }

    package func uint64(at offset: Int) -> UInt64? {
        pointer(offset, 8).map { UInt64(littleEndian: $0.loadUnaligned(as: UInt64.self)) }
    }

    /// A copy of some bytes; nil where they are not within the file.
    package func bytes(in range: Range<Int>) -> [UInt8]? {
        guard let start = pointer(range.lowerBound, range.count) else { return range.isEmpty ? [] : nil }
        return Array(UnsafeRawBufferPointer(start: start, count: range.count))
    }

    /// A copy of numbers that stand one after another; nil where they are not within the file.
    package func uint32s(in range: Range<Int>) -> [UInt32]? { numbers(in: range) }

    package func uint64s(in range: Range<Int>) -> [UInt64]? { numbers(in: range) }

    private func numbers<Number: FixedWidthInteger & BitwiseCopyable>(in range: Range<Int>) -> [Number]? {
        let size = MemoryLayout<Number>.size
        guard range.count.isMultiple(of: size) else { return nil }
        guard let start = pointer(range.lowerBound, range.count) else { return range.isEmpty ? [] : nil }
        return [Number](unsafeUninitializedCapacity: range.count / size) { buffer, count in
            for index in buffer.indices {
                buffer[index] = Number(littleEndian: start.loadUnaligned(fromByteOffset: index * size, as: Number.self))
            }
            count = buffer.count
        }
    }

    /// A hash of some bytes; nil where they are not within the file.
    package func checksum(of range: Range<Int>) -> UInt64? {
        guard let start = pointer(range.lowerBound, range.count) else { return range.isEmpty ? Checksum.of([]) : nil }
        return Checksum.of(UnsafeRawBufferPointer(start: start, count: range.count))
    }
}
