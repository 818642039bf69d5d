import Changes
import Ledger
import TestSupport
import Testing

@testable import Git
@testable import Releases

@Suite("import --from-history")
struct HistoryImportTests {
    private let repository: TestRepository

    init() throws {
        repository = try TestRepository()
        try repository.commit("RFC-1: Pay by invoice")
        try repository.git("tag", "-a", "-m", "1.0", "v1.0")
        try repository.commit("TASK-2: Form")
        try repository.git("tag", "-a", "-m", "1.1-rc1", "v1.1-rc1")
        try repository.commit("RFC-1, TASK-3: More of it")
        try repository.commit("TASK-7: Known already")
        try repository.git("switch", "-c", "feature/TASK-4", "HEAD~3")
        try repository.commit("Work on it")
        try repository.git("switch", "main")
        try repository.git("merge", "--no-ff", "--no-edit", "feature/TASK-4")
        try repository.commit("KEY-9, UTF-8: no items")
        try repository.makeLedger()
        try repository.addItems(["TASK-7"])
    }

    @Test("L95: an item has the title of its first commit; it is closed where final releases have all of its commits")
    func readsTheHistory() throws {
        try repository.git("tag", "-f", "-a", "-m", "1.0", "v1.0", "v1.1-rc1~0")
        let opened = try Repository.open(at: repository.path)
        let items = try opened.historyItems(policy: Policy(text: Array(TestRepository.hookPolicy.utf8), version: 1))
        #expect(items.map(\.id.description) == ["RFC-1", "TASK-2", "TASK-3", "TASK-4", "TASK-7"])
        #expect(items.map(\.isReleased) == [false, true, false, false, false])
        #expect(items.map(\.title).prefix(3) == ["Pay by invoice", "Form", "More of it"])
        #expect(items[0].statement.source == "history" && items[0].statement.noun == .rfc)
    }

    @Test("L95: adds what is unknown, changes nothing else, and nothing the second time")
    func addsWhatIsUnknown() throws {
        let dry = try repository.sluice("import", "--from-history", "--dry-run")
        #expect(dry.output.hasPrefix("RFC-1  new  open  Pay by invoice\nTASK-2  new  open  Form\n"))
        let first = try repository.sluice("import", "--from-history")
        #expect(
            first.output
                == "Imported: 4 new items (0 closed, as releases have all of their commits; 4 open), 1 known before.\n")
        let journal = try repository.sluice("journal", "TASK-2").output
        #expect(journal.contains("taken from the history, commit "), "\(journal)")
        let length = try repository.ledgerLength()
        let again = try repository.sluice("import", "--from-history", "--json")
        #expect(again.output == "{\n  \"changes\": [],\n  \"unchanged\": 5,\n  \"written\": false\n}\n")
        #expect(try repository.ledgerLength() == length)
        #expect(try repository.sluice("import", "--from-history", "a.csv").status == 2)
    }
}
