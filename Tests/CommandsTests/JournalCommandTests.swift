import Foundation
import TestSupport
import Testing

@Suite("journal")
struct JournalCommandTests {
    private let repository: TestRepository

    init() throws {
        repository = try .withLedger()
        try repository.sluice("rfc", "add", "--title", "Card login", "--priority", "low")
        try repository.sluice("task", "add", "--title", "Reader", "--rfc", "RFC-1")
        try repository.sluice("rfc", "edit", "RFC-1", "--priority", "high", person: .manager)
        try repository.sluice("link", "HEAD", "TASK-1", "--reason", "no ID in it")
    }

    private func lines(_ words: String...) throws -> [String] {
        let result = try repository.start([Places.program, "journal"] + words).wait()
        #expect(result.status == 0, "\(result.errors)")
        return result.output.split(separator: "\n").map(String.init)
    }

    @Test func tellsTheNewestFirst() throws {
        let result = try repository.sluice("journal")
        try expectSnapshot(result, named: "journal")
        #expect(try lines("-n", "2").count == 3)
    }

    @Test func tellsFromWhatToWhat() throws {
        let entry = try #require(try lines("RFC-1").dropFirst().first)
        #expect(entry.contains("Rene Manager"))
        #expect(entry.hasSuffix("RFC-1  priority: low → high"))
    }

    @Test func tellsOfAnItemWhateverTheSubjectIs() throws {
        let told = try lines("TASK-1")
        #expect(told.count == 3)
        #expect(told[1].hasSuffix("linked to TASK-1 (no ID in it)"))
        #expect(told[2].contains("added; title: Reader"))
    }

    @Test func tellsAMachineOneObjectALine() throws {
        let objects = try lines("--json").map { line in
            try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        }
        #expect(objects.map { $0["kind"] as? String } == ["link", "item", "item", "item", "policy"])
        let changes = try #require(objects[1]["changes"] as? [[String: String]])
        #expect(changes == [["name": "priority", "from": "low", "to": "high"]])
        #expect(objects[1]["about"] as? [String: String] == ["item": "RFC-1"])
        #expect((objects[1]["by"] as? [String: String])?["email"] == "rene@example.org")
    }

    @Test("an item's journal counts the other items of a plan, a release's and a machine's name them")
    func countsOtherItemsOfAPlan() throws {
        try repository.addItems(["TASK-2", "TASK-3"])
        try repository.sluice("release", "new", "1.0.0")
        try repository.sluice("release", "add", "1.0.0", "TASK-1", "TASK-2", "TASK-3")
        #expect(try lines("TASK-2")[1].hasSuffix("release 1.0.0  added TASK-2 and 2 more"))
        #expect(try lines("1.0.0")[1].hasSuffix("release 1.0.0  added TASK-1, TASK-2, TASK-3"))
        #expect(try lines("TASK-2", "--json")[0].contains("\"text\":\"added TASK-1, TASK-2, TASK-3\""))
        #expect(try repository.sluice("task", "show", "TASK-2").output.contains("added TASK-2 and 2 more\n"))
    }

    @Test func tellsOfAReleaseAndItsItems() throws {
        try repository.sluice("release", "new", "1.0.0")
        try repository.sluice("release", "add", "1.0.0", "TASK-1")
        try repository.sluice("approve", "TASK-1", "--release", "1.0.0", "--note", "works", person: .tester)
        let told = try lines("v1.0.0")
        #expect(told[1].hasSuffix("TASK-1 in 1.0.0  approved as qa: 1 commit; moved to ready-for-production (works)"))
        #expect(told[2].hasSuffix("release 1.0.0    added TASK-1"))
        #expect(try lines("TASK-1").count == 5)
        let shown = try repository.sluice("task", "show", "TASK-1").output
        #expect(shown.contains("  1.0.0  planned  approved as qa by Quinn Tester (1 commit)\n"))
        #expect(try repository.sluice("task", "list", "--release", "1.0.0").output.contains("TASK-1"))
        #expect(try repository.sluice("rfc", "list", "--release", "1.0.0").output.isEmpty)
    }

    @Test func refusesWhatNobodyKnows() throws {
        let unknown = try repository.sluice("journal", "RFC-2")
        #expect(unknown.status == 1)
        #expect(unknown.errors.hasPrefix("error: RFC-2 is not in the ledger\n"))
        #expect(try repository.sluice("journal", "9.9.9").status == 3)
        #expect(try repository.sluice("journal", "what?").status == 2)
    }

    @Test("F6: a clock that runs backwards does not change the order")
    func keepsTheOrderUnderASkewedClock() throws {
        let before = try lines("RFC-1")
        repository.time -= 100_000
        let refused = try repository.sluice("rfc", "edit", "RFC-1", "--priority", "medium")
        #expect(refused.status == 1 && refused.errors.contains("GIT_COMMITTER_DATE"), "\(refused.errors)")
        repository.time += 100_000
        #expect(try lines("RFC-1") == before)
        try repository.sluice("rfc", "edit", "RFC-1", "--priority", "medium")
        #expect(try lines("RFC-1")[1].hasSuffix("priority: high → medium"))
    }
}
