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
        let (commits, memo) = (try commits(), CommitMemo(repository, in: IndexStore(repository)))
        let questions = zip(commits, commits.dropFirst()).map { ($0, $1) } + commits.map { ($0, $0) }
        let answers = try PatchBook(repository, memo: memo).answers(about: questions) { pair, book in
            try book.haveOnePatch(pair.0, pair.1)
        }
        let alone = PatchBook(repository, memo: nil)
        #expect(answers == (try questions.map { try alone.haveOnePatch($0.0, $0.1) }))
        #expect(answers.count { $0 } == commits.count)
        for commit in commits { #expect(memo.outlines.outline(of: commit.id) != nil) }
    }
}
