import Git
import System
import Testing

@Suite struct BinaryObjectIDTests {
    @Test func readsTheIDsThatWereWritten() throws {
        let id = try #require(ObjectID("0123456789abcdef0123456789abcdef01234567"))
        var writer = BinaryWriter([id])
        writer.append(id)
        writer.append(UInt32(7))
        var reader = try BinaryReader(writer.bytes)
        #expect(reader.id() == id && reader.id() == id && reader.uint32() == 7)
        #expect(reader.isAtEnd && reader.id() == nil)
        let file = try MappedFile(contents: writer.bytes)
        #expect(file.id(at: 20) == id && file.id(at: 25) == nil && file.id(at: -1) == nil && file.id(at: .max) == nil)
    }
}
