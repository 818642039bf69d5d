import Git
import System

/// The sections of an index file. Head and table are checked when it is opened, a section when it is first asked for: a
/// command pays for what it reads.
struct IndexFile {
    let fingerprint: UInt64
    private let file: MappedFile
    /// By the number of the section; nil for one that the file does not have.
    private let table: [Entry?]

    private struct Entry {
        let range: Range<Int>
        let checksum: UInt64
    }

    /// - Throws: `IndexProblem`, and `SystemError` where the file cannot be read.
    init(_ file: MappedFile) throws {
        guard file.uint64(at: 0) == IndexFormat.magic, file.uint32(at: 8) == IndexFormat.version,
            let count = file.uint32(at: 12), count <= 64, let fingerprint = file.uint64(at: 16)
        else { throw IndexProblem.other }
        guard file.uint64(at: 24) == UInt64(file.count) else { throw IndexProblem.damaged(nil) }
        self.file = file
        self.fingerprint = fingerprint
        table = try Self.table(in: file, count: Int(count))
    }

    private static func table(in file: MappedFile, count: Int) throws -> [Entry?] {
        let (start, end) = (IndexFormat.headSize, IndexFormat.headSize + count * IndexFormat.entrySize)
        guard let head = file.checksum(of: 0..<32), let entries = file.checksum(of: start..<end),
            file.uint64(at: 32) == Checksum.mixed(head, entries)
        else { throw IndexProblem.damaged(nil) }
        var table = [Entry?](repeating: nil, count: IndexSection.allCases.count + 1)
        for entry in stride(from: start, to: end, by: IndexFormat.entrySize) {
            guard let number = file.uint32(at: entry), let section = IndexSection(rawValue: number),
                let offset = file.uint64(at: entry + 8), let length = file.uint64(at: entry + 16),
                let checksum = file.uint64(at: entry + 24), offset <= file.count, length <= file.count
            else { throw IndexProblem.damaged(nil) }
            table[Int(section.rawValue)] = Entry(range: Int(offset)..<Int(offset + length), checksum: checksum)
        }
        return table
    }

    /// - Throws: `IndexProblem.damaged` where the sections are not what was written.
    func check(_ sections: [IndexSection]) throws {
        for section in sections {
            guard let entry = entry(section), file.checksum(of: entry.range) == entry.checksum else {
                throw IndexProblem.damaged(section)
            }
        }
    }

    private func entry(_ section: IndexSection) -> Entry? { table[Int(section.rawValue)] }

    func size(of section: IndexSection) -> Int { entry(section)?.range.count ?? 0 }

    /// A copy of a section of numbers.
    func uint32s(_ section: IndexSection) throws -> [UInt32] {
        guard let range = entry(section)?.range, let numbers = file.uint32s(in: range) else {
            throw IndexProblem.damaged(section)
        }
        return numbers
    }

    func uint64s(_ section: IndexSection) throws -> [UInt64] {
        guard let range = entry(section)?.range, let numbers = file.uint64s(in: range) else {
            throw IndexProblem.damaged(section)
        }
        return numbers
    }

    func bytes(_ section: IndexSection) throws -> [UInt8] {
        guard let range = entry(section)?.range, let bytes = file.bytes(in: range) else {
            throw IndexProblem.damaged(section)
        }
        return bytes
    }

    /// Some bytes of a section, by their places in it; nil where they are not within it.
    func bytes(_ section: IndexSection, _ range: Range<Int>) -> [UInt8]? {
        guard let whole = entry(section)?.range, range.upperBound <= whole.count else { return nil }
        return file.bytes(in: (whole.lowerBound + range.lowerBound)..<(whole.lowerBound + range.upperBound))
    }

    /// One number of a section; nil behind its end.
    func uint32(_ section: IndexSection, _ index: Int) -> UInt32? {
        offset(section, index, size: 4).flatMap { file.uint32(at: $0) }
    }

    /// The ID of an entry of some size, where it stands first.
    func id(_ section: IndexSection, _ index: Int, size: Int = ObjectID.byteCount) -> ObjectID? {
        offset(section, index, size: size).flatMap { file.id(at: $0) }
    }

    /// Where an ID stands in a section of entries that begin with IDs, in their order; nil where it does not.
    func place(of id: ObjectID, in section: IndexSection, size entrySize: Int) -> Int? {
        var (low, high) = (0, size(of: section) / entrySize)
        while low < high {
            let middle = (low + high) / 2
            guard let found = self.id(section, middle, size: entrySize) else { return nil }
            if found == id { return middle }
            if found < id { low = middle + 1 } else { high = middle }
        }
        return nil
    }

    private func offset(_ section: IndexSection, _ index: Int, size: Int) -> Int? {
        guard let range = entry(section)?.range, index >= 0, index < range.count / size else { return nil }
        return range.lowerBound + index * size
    }
}
