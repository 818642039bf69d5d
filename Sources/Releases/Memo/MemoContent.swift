import Git

/// What a memo file holds, while it is made.
struct MemoContent {
    /// Bytes beyond which the file is begun anew.
    private static let limit = 16 << 20

    var merges: [ObjectID: [[UInt8]]] = [:]
    var outlines: [ObjectID: ChangeOutline] = [:]

    var isEmpty: Bool { merges.isEmpty && outlines.isEmpty }

    var isTooLarge: Bool {
        let paths = merges.values.reduce(0) { $1.reduce($0) { $0 + $1.count + 1 } }
        return paths + (ObjectID.byteCount + 4) * merges.count + MemoTable.outlineSize * outlines.count > Self.limit
    }

    mutating func add(_ new: MemoContent) {
        merges.merge(new.merges) { $1 }
        outlines.merge(new.outlines) { $1 }
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
        var writer = IndexWriter()
        writer.add(.merges, ids)
        writer.add(.mergeStarts, starts)
        writer.add(.mergePaths, paths)
        writer.add(.outlines, changes)
        return writer.file(fingerprint: fingerprint)
    }
}
