import Git
import System

/// Puts an index together: sections in the order of the format, each at a multiple of eight.
struct IndexWriter {
    private var sections: [(section: IndexSection, bytes: [UInt8])] = []

    mutating func add(_ section: IndexSection, _ writer: BinaryWriter) { add(section, writer.bytes) }

    mutating func add(_ section: IndexSection, _ bytes: [UInt8]) { sections.append((section, bytes)) }

    consuming func file(fingerprint: UInt64) -> [UInt8] {
        var offset = IndexFormat.headSize + sections.count * IndexFormat.entrySize
        var table = BinaryWriter()
        for (section, bytes) in sections {
            table.append([section.rawValue, 0])
            table.append([UInt64(offset), UInt64(bytes.count), Checksum.of(bytes)])
            offset += Self.padded(bytes.count)
        }
        var file = head(fingerprint: fingerprint, size: offset)
        file.reserveCapacity(offset)
        file.append(Checksum.mixed(Checksum.of(file.bytes), Checksum.of(table.bytes)))
        file.append(table.bytes)
        for (_, bytes) in sections {
            file.append(bytes)
            file.append([UInt8](repeating: 0, count: Self.padded(bytes.count) - bytes.count))
        }
        return file.bytes
    }

    private func head(fingerprint: UInt64, size: Int) -> BinaryWriter {
        var head = BinaryWriter()
        head.append(IndexFormat.magic)
        head.append([IndexFormat.version, UInt32(sections.count)])
        head.append([fingerprint, UInt64(size)])
        return head
    }

    private static func padded(_ count: Int) -> Int { (count + 7) / 8 * 8 }
}
