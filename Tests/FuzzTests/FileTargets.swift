import Changes
import Git
import System
import TestSupport

@testable import Releases

extension FuzzTarget {
    /// Files that Sluice makes for itself, and what its two processes tell each other.
    static let files = [
        FuzzTarget("index", bytes: { [indexSeed] }) { bytes in
            guard let index = try? HistoryIndex(MappedFile(contents: withRightSums(bytes)), fingerprint: nil) else {
                return false
            }
            let positions = Array(0..<min(index.count, 100))
            for position in positions {
                guard let id = index.id(at: position) else { continue }
                _ = (index.position(of: id), index.target(ofTag: id), try? index.configurationFiles(changedBy: id))
            }
            _ = try? index.ordered(index.members(of: positions.suffix(3), without: Array(positions.prefix(2))))
            let table = IndexMembership(index, tips: positions)
            for position in positions { _ = index.id(at: position).map { table.tips(containing: $0) } }
            _ = try? index.commits(linkedTo: [ItemID(key: "KEY", number: 3)])
            _ = try? IndexContent(index)
            return true
        },
        FuzzTarget("memo", bytes: { [memoSeed] }) { bytes in
            guard let table = try? MemoTable(MappedFile(contents: withRightSums(bytes)), fingerprint: 7) else {
                return false
            }
            let content = table.content
            for id in content.merges.keys { _ = table.mergedContent(of: id) }
            for id in content.outlines.keys { _ = table.outline(of: id) }
            for bytes in content.losses.values { _ = KeptLosses(bytes, members: 3) }
            _ = content.file(fingerprint: 7)
            return true
        },
        FuzzTarget("work of the second process", bytes: { [workSeed] }) { bytes in
            guard let work = try? TreeWork(bytes) else { return false }
            try ensure(work.bytes == bytes, "not read again")
            return true
        },
        FuzzTarget("answer of the second process", bytes: { [answerSeed] }) { bytes in
            guard let changes = try? TreeChanges(bytes) else { return false }
            var joined = TreeChanges()
            joined.append(0..<changes.count, of: changes)
            return true
        },
    ]

    private static let ids = (0..<6).compactMap { try? Repository.id(of: [UInt8($0)], .blob) }

    private static let indexSeed: [UInt8] = {
        guard let test = try? IndexedHistory(seed: 5, count: 12).repository,
            let repository = try? Repository.open(at: test.path)
        else { return [] }
        var links = LinkRules(keys: ["KEY"])
        links.trailers = ["Refs"]
        let rules = IndexRules(links: links)
        guard
            let keeper = try? IndexKeeper(
                repository, rules: rules, ledgerBranch: "sluice/ledger", cannotSave: { _ in }),
            keeper.index(having: [], withReadings: true) != nil,
            let name = try? File.names(inFolder: test.path + "/.git/sluice").first(where: { $0.hasPrefix("history-") })
        else { return [] }
        return (try? File.read(test.path + "/.git/sluice/" + name)) ?? []
    }()

    private static let memoSeed: [UInt8] = {
        var content = MemoContent()
        for (number, id) in ids.enumerated() {
            content.merges[id] = (0..<number % 4).map { Array("folder \(number)/\($0)".utf8) }
            content.outlines[id] = ChangeOutline(places: ids[0], content: id, patch: number % 3 == 0 ? nil : id)
        }
        var lost = LostLines(Array("a".utf8))
        lost.missing = [Array("line".utf8)[...]]
        content.losses[ids[0]] = KeptLosses([1: [lost], 2: [LostLines(Array("b".utf8), isWhole: true)]]).bytes
        return content.file(fingerprint: 7)
    }()

    private static let workSeed: [UInt8] = {
        var work = TreeWork()
        for id in ids { work.append(id, parents: [id, ids[0]]) }
        return work.bytes
    }()

    private static let answerSeed: [UInt8] = {
        var changes = TreeChanges()
        for name in ["a", "b/c", "a"] {
            changes.append(change: Array(name.utf8)[...])
            changes.end([], sum: ChangeSum(value: UInt64(changes.count)))
        }
        return changes.bytes
    }()

    /// A file whose checksums are those of what stands there, for two inputs of three: a liar, where else damage is found
    /// at the door.
    private static func withRightSums(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.count >= IndexFormat.headSize, bytes.count % 3 != 0 else { return bytes }
        var file = bytes
        put(UInt64(file.count), in: &file, at: 24)
        let head = IndexFormat.headSize
        let entries = min(Int(file[12]), (file.count - head) / IndexFormat.entrySize)
        for entry in 0..<entries {
            let start = head + entry * IndexFormat.entrySize
            let (offset, length) = (number(file, start + 8), number(file, start + 16))
            guard offset <= UInt64(file.count), length <= UInt64(file.count) - offset else { continue }
            put(Checksum.of(file[Int(offset)..<Int(offset + length)]), in: &file, at: start + 24)
        }
        let table = file[head..<head + entries * IndexFormat.entrySize]
        put(Checksum.mixed(Checksum.of(file[0..<32]), Checksum.of(table)), in: &file, at: 32)
        return file
    }

    private static func number(_ bytes: [UInt8], _ offset: Int) -> UInt64 {
        (0..<8).reduce(0) { $0 | UInt64(bytes[offset + $1]) << UInt64(8 * $1) }
    }

    private static func put(_ value: UInt64, in bytes: inout [UInt8], at offset: Int) {
        for place in 0..<8 { bytes[offset + place] = UInt8(truncatingIfNeeded: value >> UInt64(8 * place)) }
    }
}
