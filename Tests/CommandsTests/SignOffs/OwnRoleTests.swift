import Foundation
import Git
import System
import TestSupport
import Testing

/// Whose role is meant where none is named, and what the evidence says of boards.
@Suite("the role of who names none") struct OwnRoleTests {
    private let repository: TestRepository

    init() throws {
        repository = try TestRepository()
        try repository.makeLedger(
            policy: TestRepository.hookPolicy + """

                [board]
                    normal = cab
                    emergency = ecab
                [role "cab"]
                    member = carla@example.org
                    member = erik@example.org
                [role "ecab"]
                    member = erik@example.org
                """)
        try repository.addItems(["RFC-1", "TASK-2"])
        try repository.commit("RFC-1: first")
        try repository.commit("TASK-2: second")
        try repository.plan("1.0", "RFC-1", "TASK-2")
    }

    private func approve(_ words: String..., as name: String) throws -> CommandResult {
        let person = ["GIT_COMMITTER_NAME": name, "GIT_COMMITTER_EMAIL": "\(name.lowercased())@example.org"]
        return try repository.start([Places.program, "approve"] + words, environment: person).wait()
    }

    @Test("a board member means her board for an RfC, and QA is open to anyone for the rest")
    func meansTheBoard() throws {
        #expect(try approve("RFC-1", as: "Carla").output.hasPrefix("Approved RFC-1 in 1.0 as cab: "))
        #expect(try approve("RFC-1", as: "Erik").output.hasPrefix("Approved RFC-1 in 1.0 as cab: "))
        #expect(try approve("TASK-2", as: "Carla").output.hasPrefix("Approved TASK-2 in 1.0 as qa: "))
        #expect(try approve("RFC-1", as: "Quinn").output.hasPrefix("Approved RFC-1 in 1.0 as qa: "))
        #expect(try approve("RFC-1", "--role", "qa", as: "Carla").output.hasPrefix("Approved RFC-1 in 1.0 as qa: "))
    }

    @Test("the evidence shows what boards decided about the release")
    func showsBoards() throws {
        try #require(try approve("RFC-1", "--note", "with care", as: "Carla").status == 0)
        try #require(try approve("--all", as: "Quinn").status == 0)
        try #require(try repository.sluice("tag", "1.0", person: .manager).status == 0)
        let folder = "\(repository.path)/.git/e"
        try #require(try repository.sluice("evidence", "1.0", "--output", folder).status == 0)
        let report = String(decoding: try File.read("\(folder)/report.md"), as: UTF8.self)
        let section = report.components(separatedBy: "## Decisions of boards").last?.components(separatedBy: "\n## ")
        let boards = try #require(section?.first)
        #expect(
            boards.contains("| Carla ") && boards.contains("approved as cab") && boards.contains("with care"),
            "\(boards)")
        #expect(!boards.contains("Quinn") && !boards.contains("No decision of a board"))
    }
}
