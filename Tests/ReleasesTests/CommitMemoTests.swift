import Git
import System
import TestSupport
import Testing

@testable import Releases

/// What a memo file gives back, and what becomes of one that is not what was written.
@Suite struct CommitMemoTests {
    private let test: TestRepository
    private let repository: Repository
    private let ids: [ObjectID]

    init() throws {
        test = try TestRepository()
        try test.commit("first", files: ["a": "1\n"])
        repository = try Repository.open(at: test.path)
        ids = try (0..<20).map { try Repository.id(of: [UInt8($0)], .blob) }
    }

    private func memo() -> CommitMemo { CommitMemo(in: IndexStore(repository)) }

    private var path: String { test.path + "/.git/sluice/commits.memo" }

    private var content: MemoContent {
        var content = MemoContent()
        for (number, id) in ids.enumerated() {
            content.merges[id] = (0..<(number % 4)).map { Array("folder \(number)/\($0)".utf8) }
            content.outlines[id] = ChangeOutline(
                places: ids[0], content: id, patch: number % 3 == 0 ? nil : ids[number])
            content.losses[id] = [UInt8](repeating: UInt8(number), count: number % 5)
        }
        return content
    }

    private func expect(_ memo: CommitMemo, has content: MemoContent) {
        for id in ids {
            #expect(memo.mergedContent(of: id) == content.merges[id])
            #expect(memo.outlines.outline(of: id) == content.outlines[id])
            #expect(memo.losses(of: id) == content.losses[id])
        }
    }

    private func keep(_ content: MemoContent, in memo: CommitMemo) {
        for (merge, paths) in content.merges { memo.keep(mergedContent: paths, of: merge) }
        memo.keep(content.outlines)
        for (key, bytes) in content.losses { memo.keep(losses: bytes, of: key) }
    }

    @Test func givesBackLosses() throws {
        var part = LostLines(Array("folder/a".utf8))
        part.missing = [Array("one".utf8)[...], []]
        part.kept = [Array("two\u{e9}".utf8)[...]]
        part.places = (Array("folder/b".utf8), [3, 8])
        let lost = [0: [part, LostLines(Array("c".utf8), isWhole: true)], 7: [LostLines(Array("d".utf8))]]
        let bytes = KeptLosses(lost).bytes
        let back = try #require(KeptLosses(bytes, members: 8)).lost
        #expect(back.keys.sorted() == [0, 7] && back[0]?.count == 2)
        let first = try #require(back[0]?.first)
        #expect(first.missing == part.missing && first.kept == part.kept && !first.isWhole)
        #expect(first.path == part.path && first.places == part.places)
        #expect(back[0]?[1].isWhole == true && back[7]?[0].isEmpty == true)
        #expect(KeptLosses(back).bytes == bytes)
    }

    @Test("what does not fit the number of commits, or ends too soon, was never kept")
    func refusesOtherLosses() throws {
        let bytes = KeptLosses([7: [LostLines(Array("a".utf8))]]).bytes
        #expect(KeptLosses(bytes, members: 7) == nil)
        for count in 1..<bytes.count { #expect(KeptLosses(Array(bytes.prefix(count)), members: 8) == nil) }
    }

    @Test func givesBackWhatWasKept() throws {
        let first = memo()
        expect(first, has: MemoContent())
        keep(content, in: first)
        expect(first, has: content)
        #expect(!File.exists(path))
        first.save()
        expect(memo(), has: content)
        #expect(memo().mergedContent(of: .zero) == nil && memo().outlines.outline(of: .zero) == nil)
    }

    @Test func aPatchThatIsKnownIsNotForgotten() {
        let memo = memo()
        let whole = ChangeOutline(places: ids[0], content: ids[1], patch: ids[2])
        memo.keep([ids[3]: whole])
        memo.keep([ids[3]: ChangeOutline(places: ids[0], content: ids[1], patch: nil)])
        #expect(memo.outlines.outline(of: ids[3]) == whole)
    }

    @Test func theSameContentGivesTheSameBytes() {
        #expect(content.file(fingerprint: 7) == content.file(fingerprint: 7))
    }

    @Test func twoThatAreSavedOneAfterTheOtherAreBothKept() {
        let (first, second) = (memo(), memo())
        expect(first, has: MemoContent())
        expect(second, has: MemoContent())
        keep(content, in: first)
        first.save()
        second.keep(mergedContent: [[1]], of: .zero)
        second.save()
        expect(memo(), has: content)
        #expect(memo().mergedContent(of: .zero) == [[1]])
    }

    @Test func nothingNewIsNotWritten() throws {
        memo().save()
        #expect(!File.exists(path))
    }

    @Test func whatWasFoundByOtherRulesIsNotUsed() throws {
        let bytes = content.file(fingerprint: 7)
        #expect(throws: IndexProblem.other) { try MemoTable(MappedFile(contents: bytes), fingerprint: 8) }
        #expect(throws: IndexProblem.self) { try HistoryIndex(MappedFile(contents: bytes), fingerprint: 7) }
    }

    @Test("a changed or cut byte anywhere is found, or stands where nothing is read")
    func findsDamage() throws {
        let bytes = content.file(fingerprint: 7)
        for count in 0..<bytes.count {
            #expect(throws: IndexProblem.self) {
                try MemoTable(MappedFile(contents: Array(bytes[..<count])), fingerprint: 7)
            }
        }
        var random = SequenceGenerator(seed: 1)
        for _ in 0..<400 {
            let damaged = random.damaged(bytes)
            guard let table = try? MemoTable(MappedFile(contents: damaged), fingerprint: 7) else { continue }
            #expect(table.content.file(fingerprint: 7) == bytes)
        }
    }

    @Test("sections of any bytes with the right checksums do not stop the process")
    func survivesPoison() throws {
        var random = SequenceGenerator(seed: 2)
        for _ in 0..<200 {
            var writer = IndexWriter()
            for section in IndexSection.memo {
                let size = Int.random(in: 0..<90, using: &random)
                writer.add(section, (0..<size).map { _ in [0, 0, 1, 255].randomElement(using: &random) ?? 2 })
            }
            guard let table = try? MemoTable(MappedFile(contents: writer.file(fingerprint: 7)), fingerprint: 7) else {
                continue
            }
            for id in ids + [.zero] {
                _ = table.mergedContent(of: id)
                _ = table.outline(of: id)
            }
            _ = table.content
        }
    }
}
