import Git
import System

/// What a memo file holds, while it is made.
struct MemoContent {
    /// Bytes beyond which the file is begun anew.
    private static let limit = 16 << 20

    var merges: [ObjectID: [[UInt8]]] = [:]
    var outlines: [ObjectID: ChangeOutline] = [:]
    /// By what names the search.
    var losses: [ObjectID: [UInt8]] = [:]

    var isEmpty: Bool { merges.isEmpty && outlines.isEmpty && losses.isEmpty }

    var isTooLarge: Bool {
        let paths = merges.values.reduce(0) { $1.reduce($0) { $0 + $1.count + 1 } }
        let found = losses.values.reduce(0) { $0 + $1.count }
        let entries = (ObjectID.byteCount + 4) * (merges.count + losses.count) + MemoTable.outlineSize * outlines.count
        return paths + found + entries > Self.limit
    }

    mutating func add(_ new: MemoContent) {
        merges.merge(new.merges) { $1 }
        outlines.merge(new.outlines) { $1 }
        losses.merge(new.losses) { $1 }
    }

    func file(fingerprint: UInt64) -> [UInt8] {
        var (ids, starts, paths) = (BinaryWriter(), BinaryWriter(), [UInt8]())
        for (merge, content) in merges.sorted(by: { $0.key < $1.key }) {
            ids.append(merge)
            starts.append(UInt32(paths.count))
            for path in content { paths += path + [0] }
        }
        starts.append(UInt32(paths.count))
        var changes = BinaryWriter()
        for (commit, outline) in outlines.sorted(by: { $0.key < $1.key }) {
            for id in [commit, outline.places, outline.content, outline.patch ?? .zero] { changes.append(id) }
        }
        var (keys, places, found) = (BinaryWriter(), BinaryWriter(), [UInt8]())
        for (key, bytes) in losses.sorted(by: { $0.key < $1.key }) {
            keys.append(key)
            places.append(UInt32(found.count))
            found += bytes
        }
        places.append(UInt32(found.count))
        var writer = IndexWriter()
        writer.add(.merges, ids)
        writer.add(.mergeStarts, starts)
        writer.add(.mergePaths, paths)
        writer.add(.outlines, changes)
        writer.add(.lossKeys, keys)
        writer.add(.lossStarts, places)
        writer.add(.losses, found)
        return writer.file(fingerprint: fingerprint)
    }
}
