import Foundation
import TestSupport
import Testing

extension TestRepository {
    /// Runs a command without an index, then with one, and expects one answer.
    @discardableResult
    func expectSameAnswer(
        _ arguments: [String], input: String = "", options: [String] = readingOptions, _ occasion: String = "",
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> CommandResult {
        try git("config", "sluice.index", "false")
        let without = try run(arguments + options, input: input)
        try git("config", "--unset", "sluice.index")
        let with = try run(arguments + options, input: input)
        let comment: Comment = "\(occasion) \(arguments)"
        #expect(with.status == without.status, comment, sourceLocation: sourceLocation)
        #expect(with.errors == without.errors, comment, sourceLocation: sourceLocation)
        #expect(with.outputBytes == without.outputBytes, comment, sourceLocation: sourceLocation)
        return with
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
    func expectSameAnswers(_ occasion: String) throws {
        let refs = try git("for-each-ref", "--format=%(refname)", "refs/heads/").split(separator: "\n").map(String.init)
        try expectSameAnswer(["which", "--stdin", "--json"], input: refs.map { $0 + "\n" }.joined(), occasion)
        for ref in [refs[0], refs[refs.count / 2]] { try expectSameAnswer(["which", ref], occasion) }
        for item in ["KEY-3", "KEY-7", "KEY-999"] {
            try expectSameAnswer(["which", item], occasion)
            try expectSameAnswer(["log", item, "--json"], occasion)
        }
        for release in ["0.3.0", "v0.6.0"] {
            try expectSameAnswer(["log", release, "--json"], occasion)
            try expectSameAnswer(["notes", release], occasion)
        }
        let (early, late) = (refs[refs.count / 3], refs[refs.count - 1])
        try expectSameAnswer(["log", "\(early)..\(late)"], occasion)
        try expectSameAnswer(["log", "\(late)..\(early)", "--json"], occasion)
        try expectSameAnswer(["log", late], occasion)
    }
}
