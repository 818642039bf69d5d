import Foundation
import Git
import System
import TestSupport
import Testing

/// Where the index is, who writes it, and when.
@Suite struct IndexPlaceTests {
    private let repository: TestRepository

    init() throws { repository = try IndexedHistory(seed: 8, count: 40).repository }

    @Test func aRangeIsToldWithoutMakingAnIndex() throws {
        #expect(try repository.run(["log", "c10..c30"] + readingOptions).status == 0)
        let notes = try repository.run(["notes", "0.3.0"] + readingOptions)
        #expect(notes.status == 0, "\(notes.errors)")
        #expect(try repository.indexes().isEmpty)
    }

    @Test func thatIndexesAreSwitchedOffIsObeyed() throws {
        try repository.git("config", "sluice.index", "no")
        try repository.run(["which", "c30", "KEY-3"] + readingOptions)
        #expect(try repository.indexes().isEmpty)
    }

    @Test func theGateNeitherReadsNorMakesAnIndex() throws {
        try repository.git("reset", "-q", "--hard")
        try repository.sluice("init", "--no-hooks", "--key", "KEY=task")
        try repository.sluice("release", "new", "9.0.0")
        try repository.run(["gate", "tag", "9.0.0"])
        #expect(try repository.indexes().isEmpty)
    }

    @Test func anIndexThatIsUpToDateIsNotWrittenAgain() throws {
        try repository.run(["which", "KEY-3"] + readingOptions)
        let inode = try repository.indexInode()
        try repository.run(["which", "KEY-3", "c30"] + readingOptions)
        try repository.run(["log", "KEY-3"] + readingOptions)
        #expect(try repository.indexInode() == inode)
        try repository.git("commit", "-q", "--allow-empty", "-m", "KEY-3: more")
        let answer = try repository.run(["which", "KEY-3"] + readingOptions)
        #expect(answer.output.contains("KEY-3: more"))
        #expect(try repository.indexInode() != inode)
    }

    @Test func linkedWorktreesShareOneIndex() throws {
        let linked = try repository.worktree("linked", at: "c30")
        let answer = try linked.run(["which", "KEY-3"] + readingOptions)
        let inode = try repository.indexInode()
        #expect(try repository.run(["which", "KEY-3"] + readingOptions).outputBytes == answer.outputBytes)
        #expect(try repository.indexes() == linked.indexes())
        #expect(try repository.indexInode() == inode)
    }

    @Test func withoutWriteAccessItIsKeptInMemoryAndSaidSo() throws {
        let expected = try repository.run(["which", "KEY-3"] + readingOptions)
        try FileManager.default.removeItem(atPath: repository.path + "/.git/sluice")
        try repository.write(".git/sluice", "a file where the folder would be")
        let answer = try repository.run(["which", "KEY-3"] + readingOptions)
        #expect(answer.status == 0 && answer.outputBytes == expected.outputBytes)
        #expect(answer.errors.hasPrefix("note: the index of the history is kept in memory for this once: cannot "))
        #expect(answer.errors.split(separator: "\n").count == 1)
    }

    @Test func processesThatBuildAtOnceDoNoHarm() throws {
        let words = [Places.program, "which", "KEY-3"] + readingOptions
        let answers = try (0..<6).map { _ in try repository.start(words) }.map { try $0.wait() }
        #expect(answers.allSatisfy { $0.status == 0 && $0.outputBytes == answers[0].outputBytes })
        #expect(answers.allSatisfy { $0.errors.isEmpty }, "\(answers[0].errors)")
        #expect(try repository.indexes().count == 1)
        try repository.expectSameAnswers("after building at once")
    }

    @Test("a long history, whose trees two processes compare, is told alike")
    func comparesTreesInTwoProcesses() throws {
        let long = try IndexedHistory(seed: 9, count: 2600).repository
        try long.expectSameAnswer(["which", "KEY-3"], options: readingOptions)
        let index = try #require(try long.indexes().first)
        let bytes = try Data(contentsOf: URL(fileURLWithPath: index))
        try FileManager.default.removeItem(atPath: index)
        try long.run(["which", "KEY-3"] + readingOptions)
        #expect(try Data(contentsOf: URL(fileURLWithPath: index)) == bytes, "the same history gives the same bytes")
    }

    @Test func theSecondProcessAnswersAndRefusesNonsense() throws {
        var work = BinaryWriter()
        work.append(UInt32(0))
        work.append(try #require(ObjectID(repository.resolve("main^{tree}"))))
        let answer = try repository.start([Places.program, "compare-trees"], input: work.bytes).wait()
        #expect(answer.status == 0 && answer.outputBytes.first == 1, "the number of commits")
        let nonsense = try repository.start([Places.program, "compare-trees"], input: [1, 2, 3]).wait()
        #expect(nonsense.status != 0 && nonsense.outputBytes.isEmpty)
    }

    @Test(
        "a real history is told alike with and without an index",
        .enabled(if: Places.corpus != nil, "there is no corpus beside the project; SLUICE_CORPUS names another place"))
    func tellsTheCorpusAlike() throws {
        let corpus = try #require(Places.corpus)
        let phoenix = try TestRepository.clone(from: corpus + "/phoenix.bundle")
        let options = ["--key", "PHOENIX", "--tag-pattern", "{version}", "--tag-pattern", "v{version}"]
        let commits = try phoenix.git("rev-list", "--all") + "\n"
        try phoenix.expectSameAnswer(["which", "--stdin", "--json"], input: commits, options: options)
        for item in ["PHOENIX-1", "PHOENIX-7032"] {
            try phoenix.expectSameAnswer(["log", item, "--json"], options: options)
            try phoenix.expectSameAnswer(["which", item], options: options)
            try phoenix.expectSameAnswer(["config", item, "--json"], options: options)
        }
        for question in ["log", "notes", "config"] {
            try phoenix.expectSameAnswer([question, "5.1.1", "--json"], options: options)
        }
        #expect(try phoenix.indexes().count == 1)
    }
}
