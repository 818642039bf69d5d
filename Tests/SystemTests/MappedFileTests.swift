import Foundation
import System
import TestSupport
import Testing

/// Mapped bytes are hostile: whatever is asked of them, the answer is a value or nil.
@Suite struct MappedFileTests {
    private func mapped(_ bytes: [UInt8]) throws -> MappedFile { try MappedFile(contents: bytes) }

    @Test func readsNumbersWithTheirLowestByteFirst() throws {
        let file = try mapped([1, 2, 3, 4, 5, 6, 7, 8, 9])
        #expect(file.count == 9)
        #expect(file.uint32(at: 1) == 0x0504_0302)
        #expect(file.uint64(at: 1) == 0x0908_0706_0504_0302)
        #expect(file.bytes(in: 7..<9) == [8, 9])
        #expect(file.uint32s(in: 0..<8) == [0x0403_0201, 0x0807_0605])
    }

    @Test(arguments: [-1, 6, 9, 1000, Int.max, Int.max - 3, Int.min])
    func givesNothingOutsideOfItself(offset: Int) throws {
        let file = try mapped([UInt8](repeating: 7, count: 9))
        #expect(file.uint32(at: offset) == nil)
        #expect(file.uint64(at: offset) == nil)
    }

    @Test func givesNoRangeThatReachesOutside() throws {
        let file = try mapped([UInt8](repeating: 7, count: 9))
        for range in [0..<10, 8..<12, 9..<10, -1..<3, 0..<Int.max] {
            #expect(file.bytes(in: range) == nil)
            #expect(file.checksum(of: range) == nil)
        }
        #expect(file.uint32s(in: 0..<7) == nil, "no whole numbers")
    }

    @Test func anEmptyFileHasNothing() throws {
        let file = try mapped([])
        #expect(file.count == 0 && file.uint32(at: 0) == nil && file.bytes(in: 0..<0) == [])
    }

    @Test func refusesWhatIsNoFile() throws {
        let folder = try TemporaryFolder()
        #expect(throws: SystemError.self) { try MappedFile(folder.path) }
        #expect(throws: SystemError.self) { try MappedFile(folder.path + "/nothing") }
        try FileManager.default.createSymbolicLink(atPath: folder.path + "/link", withDestinationPath: "/etc/passwd")
        #expect(throws: SystemError.self) { try MappedFile(folder.path + "/link") }
    }

    @Test func staysWhatItWasWhenTheFileIsReplaced() throws {
        let folder = try TemporaryFolder()
        try File.replace(folder.path + "/file", with: [1, 2, 3])
        let file = try MappedFile(folder.path + "/file")
        try File.replace(folder.path + "/file", with: [9])
        #expect(file.bytes(in: 0..<file.count) == [1, 2, 3])
    }

    @Test("a checksum tells any two texts apart that differ in one bit, and is the same in every run")
    func checksums() {
        let bytes = (0..<100).map { UInt8($0) }
        #expect(Checksum.of(bytes) == Checksum.of(bytes[...]))
        var seen: Set<UInt64> = [Checksum.of(bytes)]
        for place in 0..<800 {
            var changed = bytes
            changed[place / 8] ^= 1 << UInt8(place % 8)
            seen.insert(Checksum.of(changed))
        }
        #expect(seen.count == 801)
        #expect(Checksum.of([]) == Checksum.of([UInt8]()[...]))
    }

    @Test func readsWhatWasWritten() throws {
        var writer = BinaryWriter()
        writer.append([UInt32(7), .max])
        writer.append(UInt64(1) << 40)
        var reader = try BinaryReader(writer.bytes)
        #expect(reader.uint32() == 7 && reader.uint32() == .max)
        #expect(reader.bytes(8) == [0, 0, 0, 0, 0, 1, 0, 0])
        #expect(reader.isAtEnd && reader.uint32() == nil && reader.bytes(1) == nil)
    }
}
