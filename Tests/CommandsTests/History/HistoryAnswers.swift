import Foundation
import TestSupport

/// What `log --json` says, as far as tests ask for it.
struct LogAnswer: Decodable {
    struct End: Decodable, Equatable {
        let revision: String?
        let commit: String?
        let rule: String?
    }
    struct Item: Decodable, Equatable {
        let id: String
        let title: String
        let commits: [String]
        var partly: Partly?
    }
    struct Partly: Decodable, Equatable {
        let present: Int
        let total: Int
    }
    struct Exempt: Decodable, Equatable {
        let commit: String
        let reason: String
    }
    struct Commit: Decodable {
        let commit: String
        let subject: String
        let warnings: [String]
        let ownContent: [String]
        let items: [Link]?
        let revertedBy: [String]?
        let reverts: [String]?
        let equivalent: Equivalent?
    }
    struct Link: Decodable {
        let id: String
    }
    struct Equivalent: Decodable, Equatable {
        let commit: String
        let rung: String
        let release: String?
        let counts: Bool
    }
    struct Returned: Decodable {
        let id: String?
        let commits: [Entry]

        struct Entry: Decodable {
            let id: String
            let subject: String
            let release: String?
            let why: String
        }
    }
    struct Effect: Decodable, Equatable {
        let id: String
        let commits: [String]
    }

    let release: String?
    let base: End
    let candidate: End
    let items: [Item]
    let unlinked: [String]
    let exempt: [Exempt]
    let commits: [Commit]
    let gone: [String]
    let removed: [Effect]
    let restored: [Effect]
    let returns: [Returned]
    let goes: [Returned]

    subscript(_ commit: String) -> Commit? { commits.first { $0.commit == commit } }

    /// The subjects of all commits, sorted.
    var subjects: [String] { commits.map(\.subject).sorted() }

    func commits(of item: String) -> [String] { items.first { $0.id == item }?.commits ?? [] }
}

/// What `which --json` says of one commit.
struct WhichAnswer: Decodable {
    struct Release: Decodable {
        let version: String
        let tag: String
    }

    let commit: String
    let first: Release?
    let also: [Release]

    var versions: [String] { ([first].compactMap(\.self) + also).map(\.version) }
}

/// The options that let a history be read without a ledger.
let readingOptions = ["--key", "KEY", "--tag-pattern", "v{version}"]

extension TestRepository {
    /// Runs `sluice` with any number of arguments.
    @discardableResult
    func run(_ arguments: [String], input: String = "") throws -> CommandResult {
        try start([Places.program] + arguments, input: Array(input.utf8)).wait()
    }

    func log(_ what: String, options: [String] = readingOptions) throws -> LogAnswer {
        try decoded(run(["log", what, "--json"] + options))
    }

    func which(_ commits: [String], options: [String] = readingOptions) throws -> [WhichAnswer] {
        let result = try run(["which", "--stdin", "--json"] + options, input: commits.map { $0 + "\n" }.joined())
        guard result.status == 0 else { throw CommandFailure(result: result) }
        return try result.outputBytes.split(separator: UInt8(ascii: "\n")).map {
            try JSONDecoder().decode(WhichAnswer.self, from: Data($0))
        }
    }

    /// The versions that contain a commit, the first one first.
    func versions(containing commit: String) throws -> [String] { try which([commit])[0].versions }

    private func decoded(_ result: CommandResult) throws -> LogAnswer {
        guard result.status == 0 else { throw CommandFailure(result: result) }
        return try JSONDecoder().decode(LogAnswer.self, from: Data(result.outputBytes))
    }
}
