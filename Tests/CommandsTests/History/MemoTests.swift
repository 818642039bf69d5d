import Foundation
import Git
import TestSupport
import Testing

@testable import Releases

/// What commands remember of merges and patches: answers are the same with it and without it, and the gate has none.
@Suite struct MemoTests {
    private let repository: TestRepository
    private let merge: String

    /// A fix that was picked to v1.0.1 with other lines around it, an ordinary merge of one file, and one with more in it.
    init() throws {
        repository = try TestRepository()
        let lines = (0..<30).map { "\($0)\n" }
        try repository.commit("KEY-1: one", files: ["a": lines.joined(), "b": "1\n"])
        try repository.tag("v1.0.0")
        try repository.branch("line")
        try repository.checkout("topic", create: true)
        try repository.commit("KEY-2: end", files: ["a": (lines.dropLast() + ["end\n"]).joined()])
        let fix = try repository.resolve("HEAD")
        try repository.checkout("main")
        try repository.commit("KEY-3: start", files: ["a": (["start\n"] + lines.dropFirst()).joined()])
        try repository.merge("topic")
        try repository.checkout("other", create: true)
        try repository.commit("KEY-4: other", files: ["b": "2\n"])
        try repository.checkout("main")
        try repository.git("merge", "--quiet", "--no-ff", "--no-commit", "other")
        merge = try repository.commit("Merge branch 'other'", files: ["c": "more\n"])
        try repository.tag("v1.1.0")
        try repository.checkout("line")
        try repository.commit("KEY-5: line", files: ["a": (["line\n"] + lines.dropFirst()).joined()])
        try repository.git("cherry-pick", fix)
        try repository.tag("v1.0.1")
        try repository.checkout("main")
    }

    private var path: String { repository.path + "/.git/sluice/commits.memo" }
    private var bytes: Data? { try? Data(contentsOf: URL(fileURLWithPath: path)) }

    private func expectSameAnswers(_ occasion: String) throws {
        for arguments in [
            ["log", "1.1.0"], ["log", "v1.0.0..main", "--json"], ["notes", "1.1.0"], ["which", "KEY-2"],
        ] {
            try repository.expectSameAnswer(arguments, occasion)
        }
    }

    @Test func answersAlikeFirstAndLater() throws {
        try repository.git("config", "sluice.index", "false")
        let log = try repository.log("1.1.0")
        #expect(log[merge]?.ownContent == ["c"])
        #expect(log.commits.contains { $0.equivalent?.rung == "patch" })
        #expect(bytes == nil)
        try expectSameAnswers("first")
        let first = try #require(bytes)
        try expectSameAnswers("later")
        #expect(bytes == first, "nothing new is not written")
    }

    @Test func answersAlikeAfterDamage() throws {
        try expectSameAnswers("whole")
        let whole = [UInt8](try #require(bytes))
        var random = SequenceGenerator(seed: 3)
        for round in 0..<8 {
            let damaged = round == 0 ? [] : round == 1 ? Array(whole.dropLast(9)) : random.damaged(whole)
            try Data(damaged).write(to: URL(fileURLWithPath: path))
            try repository.expectSameAnswer(["log", "1.1.0", "--json"], "damaged")
        }
        try Data(whole.dropLast(1)).write(to: URL(fileURLWithPath: path))
        try expectSameAnswers("cut")
        #expect(bytes.map { [UInt8]($0) } == whole, "what is damaged is put right")
    }

    @Test func answersAlikeWhereNothingCanBeWritten() throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        try expectSameAnswers("a folder where the file would be")
        try FileManager.default.removeItem(atPath: repository.path + "/.git/sluice")
        try repository.write(".git/sluice", "a file where the folder would be")
        let answer = try repository.expectSameAnswer(["log", "1.1.0"])
        #expect(answer.status == 0 && answer.errors.isEmpty)
    }

    @Test func aFileThatIsReadOnlyIsReplacedOrLeft() throws {
        try expectSameAnswers("writable")
        try FileManager.default.setAttributes([.posixPermissions: 0o444], ofItemAtPath: path)
        try repository.commit("KEY-6: more", files: ["b": "3\n"])
        try repository.merge("topic")
        try expectSameAnswers("read-only")
    }

    @Test func linkedWorktreesShareIt() throws {
        let linked = try repository.worktree("linked", at: "v1.0.0")
        let first = try linked.run(["log", "1.1.0"] + readingOptions)
        let written = try #require(bytes)
        #expect(try repository.run(["log", "1.1.0"] + readingOptions).outputBytes == first.outputBytes)
        #expect(bytes == written)
    }

    @Test func processesThatAskAtOnceDoNoHarm() throws {
        let words = [Places.program, "log", "1.1.0"] + readingOptions
        let answers = try (0..<6).map { _ in try repository.start(words) }.map { try $0.wait() }
        #expect(answers.allSatisfy { $0.status == 0 && $0.outputBytes == answers[0].outputBytes && $0.errors.isEmpty })
        try expectSameAnswers("asked at once")
    }

    @Test("T12: what is remembered can lie to a log, and not to the gate")
    func theGateDoesNotKnowIt() throws {
        let story = try TestRepository.withOpenGate()
        try story.checkout("topic", create: true)
        try story.commit("RFC-1: topic", files: ["a": "2\n"])
        try story.checkout("main")
        try story.commit("RFC-1: main", files: ["b": "2\n"])
        try story.git("merge", "--quiet", "--no-ff", "--no-commit", "topic")
        let evil = try story.commit("Merge branch 'topic'", files: ["c": "evil\n"])
        try #require(try story.sluice("approve", "--all", "--release", "1.0", person: .tester).status == 0)
        let before = try story.gate(status: 1)
        #expect(before.codes == ["merge"])
        let folder = story.path + "/.git/sluice"
        #expect(!FileManager.default.fileExists(atPath: folder + "/commits.memo"), "the gate writes none")

        let opened = try Repository.open(at: story.path)
        let memo = CommitMemo(in: IndexStore(opened))
        memo.keep(mergedContent: [], of: try #require(ObjectID(evil)))
        memo.save()
        #expect(try story.log("1.0", options: [])[evil]?.ownContent == [])
        #expect(try story.gate(status: 1).codes == before.codes)
        let refused = try story.sluice("tag", "1.0")
        #expect(refused.status == 1)
    }
}
