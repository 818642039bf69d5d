import Changes
import Git
import System

/// An index while it is made: the columns of all commits, and the tables that they point into.
struct IndexContent {
    /// Bytes of an entry of `IndexSection.tags`.
    static let tagSize = ObjectID.byteCount + 4

    var ids: [ObjectID] = []
    var parents: [UInt32] = []
    var octopus: [UInt32] = []
    var generations: [UInt32] = []
    var times: [UInt64] = []
    var marks: [UInt64] = []
    var linkStarts: [UInt32] = [0]
    var links: [UInt32] = []
    var items = IndexedItems()
    var changes = TreeChanges()
    /// Entries of `IndexSection.relations`.
    var relations: [UInt8] = []
    /// Tag objects, with the position of what they mark.
    var tags: [(tag: ObjectID, position: UInt32)] = []

    init() {}

    /// All that an index holds, to be gone on with.
    ///
    /// - Throws: `IndexProblem.damaged`.
    init(_ index: HistoryIndex) throws {
        let file = index.file
        try index.check(IndexSection.history)
        ids = try (0..<index.count).map { position in
            guard let id = index.id(at: position) else { throw IndexProblem.damaged(.ids) }
            return id
        }
        (parents, octopus) = (index.parentColumn, try file.uint32s(.octopus))
        (generations, times) = (try file.uint32s(.generations), try file.uint64s(.times))
        marks = try file.uint64s(.marks)
        (linkStarts, links) = (try file.uint32s(.linkStarts), try file.uint32s(.links))
        items = try IndexedItems(file)
        changes = try TreeChanges(
            flags: file.bytes(.flags), starts: file.uint32s(.changeStarts), changes: file.uint32s(.changes),
            paths: TextTable(starts: file.uint32s(.pathStarts), bytes: file.bytes(.paths)), sums: file.uint64s(.sums))
        relations = try file.bytes(.relations)
        tags = index.tags
        guard linkStarts.count == ids.count + 1, changes.count == ids.count, linkStarts.last == UInt32(links.count)
        else { throw IndexProblem.damaged(nil) }
    }

    /// Adds a commit whose parents are there already; what is read from its message and its trees follows.
    mutating func append(_ id: ObjectID, parents positions: [UInt32], time: Int64) {
        ids.append(id)
        times.append(UInt64(bitPattern: time))
        generations.append(positions.reduce(0) { max($0, generations[Int($1)]) } + 1)
        parents.append(positions.first ?? IndexFormat.none)
        if positions.count > 2 {
            parents.append(UInt32(octopus.count) | IndexFormat.octopusBit)
            octopus.append(UInt32(positions.count - 1))
            octopus += positions.dropFirst()
        } else {
            parents.append(positions.count == 2 ? positions[1] : IndexFormat.none)
        }
    }

    mutating func append(_ reading: CommitReading) {
        for item in reading.items { links.append(items.number(of: item)) }
        for relation in reading.relations { append(relation, at: linkStarts.count - 1) }
        linkStarts.append(UInt32(links.count))
        marks.append(reading.mark)
    }

    func file(fingerprint: UInt64) -> [UInt8] {
        var writer = IndexWriter()
        writer.add(.ids, BinaryWriter(ids))
        let order = ids.indices.sorted { ids[$0] < ids[$1] }
        writer.add(.order, BinaryWriter(order.map { UInt32($0) }))
        writer.add(.fanOut, BinaryWriter(fanOut))
        writer.add(.parents, BinaryWriter(parents))
        writer.add(.octopus, BinaryWriter(octopus))
        writer.add(.generations, BinaryWriter(generations))
        writer.add(.times, BinaryWriter(times))
        writer.add(.marks, BinaryWriter(marks))
        writer.add(.flags, changes.flags)
        writer.add(.linkStarts, BinaryWriter(linkStarts))
        writer.add(.links, BinaryWriter(links))
        items.write(to: &writer)
        writer.add(.changeStarts, BinaryWriter(changes.starts))
        writer.add(.changes, BinaryWriter(changes.changes))
        writer.add(.pathStarts, BinaryWriter(changes.paths.starts))
        writer.add(.paths, changes.paths.bytes)
        writer.add(.sums, BinaryWriter(changes.sums))
        writer.add(.tags, tagEntries)
        writer.add(.relations, relations)
        return writer.file(fingerprint: fingerprint)
    }

    private var fanOut: [UInt32] {
        var counts = [UInt32](repeating: 0, count: 257)
        for id in ids { counts[Int(id.firstByte) + 1] += 1 }
        for byte in 1...256 { counts[byte] += counts[byte - 1] }
        return counts
    }

    private var tagEntries: BinaryWriter {
        var entries = BinaryWriter()
        for (tag, position) in tags.sorted(by: { $0.tag < $1.tag }) {
            entries.append(tag)
            entries.append(position)
        }
        return entries
    }
}
