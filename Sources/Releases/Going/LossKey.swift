import Git
import Ledger
import System

/// Names a search for what is lost of a base's side: all that its answer follows from, so that a memo can keep it.
struct LossKey {
    private var writer = BinaryWriter()

    init(base: ObjectID, candidate: ObjectID, versions: (base: Version?, candidate: Version?)) {
        for end in [base, candidate] { writer.append(end) }
        for version in [versions.base, versions.candidate] { add(Array((version?.text ?? "").utf8)) }
    }

    /// Adds a commit of one of the sides, with the files that matter of it; the order counts.
    mutating func add(_ commit: ObjectID, paths: [[UInt8]]) {
        writer.append(commit)
        writer.append(UInt32(paths.count))
        for path in paths { add(path) }
    }

    private mutating func add(_ text: [UInt8]) {
        writer.append(UInt32(text.count))
        writer.append(text)
    }

    func id() throws -> ObjectID { try Repository.id(of: writer.bytes, .blob) }
}

/// What a search found, by the places of the commits, as bytes: numbers of four bytes, texts with their lengths in front.
struct KeptLosses {
    let lost: [Int: [LostLines]]

    init(_ lost: [Int: [LostLines]]) { self.lost = lost }

    var bytes: [UInt8] {
        var writer = BinaryWriter()
        let texts = { (texts: [[UInt8]]) in
            writer.append(UInt32(texts.count))
            for text in texts {
                writer.append(UInt32(text.count))
                writer.append(text)
            }
        }
        for (place, losses) in lost.sorted(by: { $0.key < $1.key }) {
            writer.append([UInt32(place), UInt32(losses.count)])
            for loss in losses {
                writer.append([UInt32(loss.isWhole ? 1 : 0), UInt32(loss.places.lines.count)])
                writer.append(loss.places.lines.map { UInt32($0) })
                texts([loss.path, loss.places.path])
                for lines in [loss.missing, loss.kept] {
                    texts(lines.map { Array($0) }.sorted { $0.lexicographicallyPrecedes($1) })
                }
            }
        }
        return writer.bytes
    }

    /// - Parameter members: how many commits there are.
    /// - Returns: nil for what no search left.
    init?(_ bytes: [UInt8], members: Int) {
        guard var reader = try? BinaryReader(bytes) else { return nil }
        var found: [Int: [LostLines]] = [:]
        while !reader.isAtEnd {
            guard let place = reader.uint32(), place < members, let count = reader.uint32(), count <= bytes.count
            else { return nil }
            for _ in 0..<count {
                guard let loss = LostLines(&reader, most: bytes.count) else { return nil }
                found[Int(place), default: []].append(loss)
            }
        }
        lost = found
    }
}

extension LostLines {
    fileprivate init?(_ reader: inout BinaryReader, most: Int) {
        guard let isWhole = reader.uint32(), let count = reader.uint32(), count <= most,
            let lines = reader.uint32s(Int(count)), let paths = reader.texts(most: most), paths.count == 2,
            let missing = reader.texts(most: most), let kept = reader.texts(most: most)
        else { return nil }
        self.init(paths[0], isWhole: isWhole == 1)
        places = (paths[1], lines.map { Int($0) })
        self.missing = Set(missing.map { $0[...] })
        self.kept = Set(kept.map { $0[...] })
    }
}

extension BinaryReader {
    fileprivate mutating func texts(most: Int) -> [[UInt8]]? {
        guard let count = uint32(), count <= most else { return nil }
        var texts: [[UInt8]] = []
        for _ in 0..<count {
            guard let size = uint32(), size <= most, let text = bytes(Int(size)) else { return nil }
            texts.append(text)
        }
        return texts
    }
}
