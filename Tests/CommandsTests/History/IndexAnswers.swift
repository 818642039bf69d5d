import Foundation
import TestSupport
import Testing

/// One run of a command whose answer must not depend on the index.
struct Question {
    var arguments: [String]
    var input = ""

    init(_ arguments: String..., input: String = "") {
        self.arguments = arguments
        self.input = input
    }
}

extension TestRepository {
    /// Asks without an index, then with one, and expects the same answers.
    ///
    /// - Returns: the answers with the index.
    @discardableResult
    func expectSameAnswers(
        to questions: [Question], options: [String] = readingOptions, _ occasion: String = "",
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> [CommandResult] {
        try git("config", "sluice.index", "false")
        let answers = try questions.map { try run($0.arguments + options, input: $0.input) }
        try git("config", "--unset", "sluice.index")
        return try zip(questions, answers).map { question, without in
            let with = try run(question.arguments + options, input: question.input)
            let comment: Comment = "\(occasion) \(question.arguments)"
            #expect(with.status == without.status, comment, sourceLocation: sourceLocation)
            #expect(with.errors == without.errors, comment, sourceLocation: sourceLocation)
            #expect(with.outputBytes == without.outputBytes, comment, sourceLocation: sourceLocation)
            return with
        }
    }

    /// The same for one question.
    @discardableResult
    func expectSameAnswer(
        _ arguments: [String], input: String = "", options: [String] = readingOptions, _ occasion: String = "",
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> CommandResult {
        var question = Question(input: input)
        question.arguments = arguments
        return try expectSameAnswers(to: [question], options: options, occasion, sourceLocation: sourceLocation)[0]
    }

    /// The names of the indexes that are there, and of what else begins like them.
    func indexes() throws -> [String] {
        let common = try git("rev-parse", "--path-format=absolute", "--git-common-dir")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: common + "/sluice")) ?? []
        return names.filter { $0.hasPrefix("history-") }.map { "\(common)/sluice/\($0)" }.sorted()
    }

    /// When the one index that is there was put in its place: its inode, which a rename changes.
    func indexInode() throws -> Int {
        let index = try #require(try indexes().first)
        return try FileManager.default.attributesOfItem(atPath: index)[.systemFileNumber] as? Int ?? 0
    }

    /// Asks everything of a history that an index has a part in.
    func expectSameAnswers(
        _ occasion: String, options: [String] = readingOptions, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let refs = try git("for-each-ref", "--format=%(refname)", "refs/heads/").split(separator: "\n").map(String.init)
        let branches = refs.filter { !$0.hasPrefix("refs/heads/sluice/") }
        try expectSameAnswers(
            to: Question.all(branches: branches), options: options, occasion, sourceLocation: sourceLocation)
    }
}

extension Question {
    /// All commands that an index has a part in, in text and JSON by turns.
    static func all(branches: [String]) -> [Question] {
        let (first, early, late) = (branches[0], branches[branches.count / 3], branches[branches.count - 1])
        // The first one makes the index, which the others use.
        return [Question("which", "--stdin", "--json", input: branches.map { $0 + "\n" }.joined())]
            + [first, branches[branches.count / 2]].map { Question("which", $0) }
            + byTurns(["KEY-3", "KEY-7", "KEY-999"]) { [["which", $0], ["log", $0, "--config"], ["config", $0]] }
            + byTurns(["0.3.0", "v0.6.0", "0.9.0"]) { [["log", $0], ["notes", $0], ["config", $0]] }
            + byTurns(["\(early)..\(late)", "\(late)..\(early)", late]) { [["log", $0, "--config"], ["config", $0]] }
    }

    /// The same of all names, of every other one in JSON.
    private static func byTurns(_ names: [String], _ commands: (String) -> [[String]]) -> [Question] {
        names.enumerated().flatMap { place, name in
            commands(name).map { words in
                var question = Question()
                question.arguments = words + (place.isMultiple(of: 2) ? ["--json"] : [])
                return question
            }
        }
    }
}
