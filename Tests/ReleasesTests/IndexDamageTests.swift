import Changes
import Foundation
import Git
import System
import TestSupport
import Testing

@testable import Releases

/// T12, F7: an index that is not what was written is built anew, and one that lies on purpose does no worse than that.
@Suite struct IndexDamageTests {
    private let history: IndexedHistory
    private let bytes: [UInt8]
    private let fingerprint = IndexRules(links: .test).fingerprint

    init() throws {
        history = try IndexedHistory(seed: 5, count: 40)
        let keeper = try history.repository.keeper()
        _ = try #require(keeper.index(having: [], withReadings: true)?.index)
        bytes = try File.read(history.repository.indexFile())
    }

    private func index(_ bytes: [UInt8]) throws -> HistoryIndex {
        try HistoryIndex(MappedFile(contents: bytes), fingerprint: fingerprint)
    }

    /// Asks everything that can be asked. Answers may be wrong; the process must go on.
    private func askAll(_ index: HistoryIndex) {
        let positions = Array(0..<index.count)
        for position in positions {
            guard let id = index.id(at: position) else { continue }
            _ = index.position(of: id)
            _ = index.target(ofTag: id)
            _ = try? index.configurationFiles(changedBy: id)
        }
        _ = try? index.ordered(index.members(of: positions.suffix(3), without: Array(positions.prefix(2))))
        let table = IndexMembership(index, tips: positions)
        for position in positions { _ = index.id(at: position).map { table.tips(containing: $0) } }
        _ = try? index.commits(linkedTo: Set((1...40).map { ItemID(key: "KEY", number: $0) }))
        _ = try? IndexContent(index)
    }

    @Test("a changed, cut or doubled byte anywhere is found, or stands where nothing is read")
    func findsDamage() throws {
        let whole = try index(bytes)
        try whole.check(IndexSection.history)
        var random = SequenceGenerator(seed: 1)
        for _ in 0..<400 {
            let damaged = random.damaged(bytes)
            guard damaged != bytes, let index = try? index(damaged), (try? index.check(IndexSection.history)) != nil
            else { continue }
            #expect(try IndexContent(index).file(fingerprint: fingerprint) == bytes, "only padding may differ")
        }
    }

    @Test func refusesEveryShorterFile() throws {
        for count in stride(from: 0, to: bytes.count, by: 7) {
            #expect(throws: IndexProblem.self) { try index(Array(bytes[..<count])) }
        }
    }

    @Test func refusesAnotherVersionAndOtherRules() throws {
        var other = bytes
        other[8] += 1
        #expect(throws: IndexProblem.other) { try index(other) }
        #expect(throws: IndexProblem.other) { try HistoryIndex(MappedFile(contents: bytes), fingerprint: 1) }
    }

    @Test(
        "T12: sections of any bytes with the right checksums neither stop the process nor make it go round in circles")
    func survivesPoison() throws {
        var random = SequenceGenerator(seed: 2)
        for section in IndexSection.history {
            for _ in 0..<12 {
                let poisoned = poisoned(section, &random)
                if let index = try? index(poisoned) { askAll(index) }
            }
        }
    }

    /// The index with one section overwritten, and all checksums put right.
    private func poisoned(_ section: IndexSection, _ random: inout SequenceGenerator) -> [UInt8] {
        var file = bytes
        let entries = Int(file[12])
        for entry in 0..<entries {
            let start = IndexFormat.headSize + entry * IndexFormat.entrySize
            guard file[start] == UInt8(section.rawValue) else { continue }
            let range = number(file, start + 8)..<(number(file, start + 8) + number(file, start + 16))
            for place in range where Int.random(in: 0..<4, using: &random) == 0 {
                file[place] =
                    [0, 1, 0x7f, 0x80, 0xff, UInt8.random(in: 0...255, using: &random)].randomElement(using: &random)
                    ?? 0
            }
            put(Checksum.of(file[range]), in: &file, at: start + 24)
        }
        let table = file[IndexFormat.headSize..<(IndexFormat.headSize + entries * IndexFormat.entrySize)]
        put(Checksum.mixed(Checksum.of(file[0..<32]), Checksum.of(table)), in: &file, at: 32)
        return file
    }

    private func number(_ bytes: [UInt8], _ offset: Int) -> Int {
        (0..<8).reduce(0) { $0 | Int(bytes[offset + $1]) << (8 * $1) }
    }

    private func put(_ value: UInt64, in bytes: inout [UInt8], at offset: Int) {
        for place in 0..<8 { bytes[offset + place] = UInt8(truncatingIfNeeded: value >> UInt64(8 * place)) }
    }
}

extension TestRepository {
    /// The path of the one index that is there.
    func indexFile() throws -> String {
        let folder = path + "/.git/sluice"
        let names = try File.names(inFolder: folder).filter { $0.hasPrefix("history-") }
        return folder + "/" + (try #require(names.count == 1 ? names.first : nil, "\(names)"))
    }
}
