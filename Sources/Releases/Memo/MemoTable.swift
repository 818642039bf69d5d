import Git
import System

/// A memo file that is looked up in.
struct MemoTable {
    /// Bytes of an entry of `IndexSection.outlines`.
    static let outlineSize = 4 * ObjectID.byteCount

    private let file: IndexFile

    /// - Throws: `IndexProblem` where it cannot be used.
    init(_ mapped: MappedFile, fingerprint: UInt64) throws {
        file = try IndexFile(mapped)
        guard file.fingerprint == fingerprint else { throw IndexProblem.other }
        try file.check(IndexSection.memo)
    }

    func mergedContent(of merge: ObjectID) -> [[UInt8]]? {
        file.place(of: merge, in: .merges, size: ObjectID.byteCount).flatMap(mergedContent)
    }

    func outline(of commit: ObjectID) -> ChangeOutline? {
        file.place(of: commit, in: .outlines, size: Self.outlineSize).flatMap(outline)
    }

    func losses(of key: ObjectID) -> [UInt8]? {
        file.place(of: key, in: .lossKeys, size: ObjectID.byteCount).flatMap(losses)
    }

    private func losses(at place: Int) -> [UInt8]? {
        guard let start = file.uint32(.lossStarts, place), let end = file.uint32(.lossStarts, place + 1), start <= end
        else { return nil }
        return file.bytes(.losses, Int(start)..<Int(end))
    }

    private func mergedContent(at place: Int) -> [[UInt8]]? {
        guard let start = file.uint32(.mergeStarts, place), let end = file.uint32(.mergeStarts, place + 1),
            start <= end
        else { return nil }
        return file.bytes(.mergePaths, Int(start)..<Int(end))?.split(separator: 0).map { Array($0) }
    }

    private func outline(at place: Int) -> ChangeOutline? {
        let ids = (1...3).compactMap { file.id(.outlines, 4 * place + $0) }
        guard ids.count == 3 else { return nil }
        return ChangeOutline(places: ids[0], content: ids[1], patch: ids[2].isZero ? nil : ids[2])
    }

    /// All of it, to be added to.
    var content: MemoContent {
        var content = MemoContent()
        for place in 0..<(file.size(of: .merges) / ObjectID.byteCount) {
            if let merge = file.id(.merges, place) { content.merges[merge] = mergedContent(at: place) }
        }
        for place in 0..<(file.size(of: .outlines) / Self.outlineSize) {
            if let commit = file.id(.outlines, 4 * place) { content.outlines[commit] = outline(at: place) }
        }
        for place in 0..<(file.size(of: .lossKeys) / ObjectID.byteCount) {
            if let key = file.id(.lossKeys, place) { content.losses[key] = losses(at: place) }
        }
        return content
    }
}
