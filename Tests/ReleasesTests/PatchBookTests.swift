import Git
import TestSupport
import Testing

@testable import Releases

/// What two threads find out about patches, each with a book of its own.
@Suite struct PatchBookTests {
    private let test: TestRepository
    private let repository: Repository

    init() throws {
        test = try TestRepository()
        for number in 0..<12 { try test.commit("change \(number)", files: ["f": "\(number)\n", "g": "same\n"]) }
        repository = try Repository.open(at: test.path)
    }

    private func commits() throws -> [Commit] {
        try CommitRange.commits(
            of: [repository.commitID(ofRevision: "HEAD")], without: [], in: repository)
    }

    @Test("answers stand in the order of the questions", arguments: 0..<8)
    func answersInOrder(count: Int) throws {
        let book = PatchBook(repository, memo: nil)
        let answers = try book.answers(about: Array(0..<count)) { number, _ in number * number }
        #expect(answers == (0..<count).map { $0 * $0 })
    }

    @Test("an error of either thread is told", arguments: 0..<4)
    func tellsErrors(failing: Int) throws {
        let book = PatchBook(repository, memo: nil)
        #expect(throws: Failure.self) {
            try book.answers(about: Array(0..<4)) { number, _ in if number == failing { throw Failure() } }
        }
    }

    private struct Failure: Error {}

    @Test("both threads' patches are kept, and are those that one thread finds")
    func keepsWhatBothFound() throws {
        let (commits, memo) = (try commits(), CommitMemo(in: IndexStore(repository)))
        let book = PatchBook(repository, memo: memo)
        // Each stands in one question only, so that what is known of it was found by the thread that was asked.
        #expect(try book.answers(about: commits) { try $1.haveOnePatch($0, $0) }.allSatisfy(\.self))
        for commit in commits { #expect(memo.outlines.outline(of: commit.id) != nil) }
        let (pairs, alone) = (Array(zip(commits, commits.dropFirst())), PatchBook(repository, memo: nil))
        let answers = try book.answers(about: pairs) { try $1.haveOnePatch($0.0, $0.1) }
        #expect(answers == (try pairs.map { try alone.haveOnePatch($0.0, $0.1) }) && !answers.contains(true))
    }
}
