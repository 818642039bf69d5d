import Foundation
import TestSupport
import Testing

/// `test case`, `test record`, `test list`, and the gate rule `tests`.
@Suite("test") struct TestCommandTests {
    private let repository: TestRepository

    /// RFC-1 and TASK-1 in 1.0; TASK-1 touches billing. Quinn of QA tests.
    init() throws {
        repository = try TestRepository()
        try repository.makeLedger(
            policy: TestRepository.hookPolicy + """

                [configuration-item "billing"]
                    path = billing/**
                [role "qa"]
                    member = quinn@example.org
                    member = rene@example.org
                """)
        try repository.addItems(["RFC-1", "RFC-2", "TASK-1"])
        try repository.commit("RFC-1: first")
        try repository.commit("TASK-1: second", files: ["billing/a.c": "1\n"])
        try #require(try repository.sluice("release", "new", "1.0").status == 0)
        try #require(try repository.sluice("release", "add", "1.0", "RFC-1", "TASK-1").status == 0)
    }

    private func add(_ words: String...) throws {
        let result = try repository.start([Places.program, "test", "case", "add"] + words).wait()
        try #require(result.status == 0, "\(result.errors)")
    }

    private func record(_ words: String..., person: Person = .tester) throws -> CommandResult {
        try repository.start([Places.program, "test", "record"] + words, person: person).wait()
    }

    private func found(_ code: String = "tests") throws -> [String] {
        let result = try repository.sluice("gate", "tag", "1.0", "--json")
        let answer = try JSONDecoder().decode(VerdictAnswer.self, from: Data(result.outputBytes))
        return answer.findings.filter { $0.code == code }.map(\.found)
    }

    @Test("a mandatory case shuts the gate until it was passed on what the release has now")
    func asksForPasses() throws {
        try add("--title", "It pays", "--for", "RFC-1")
        #expect(try found() == ["it was not tried"])
        let recorded = try record("TC-1", "pass")
        #expect(recorded.output == "TC-1 for RFC-1 in 1.0: pass.\n" && recorded.status == 0)
        #expect(try found() == [])
        try repository.commit("RFC-1: more")
        #expect(try found() == ["Quinn Tester tried other content"])
        try #require(try record("TC-1", "fail", "-m", "the total is wrong").status == 0)
        #expect(try found() == ["Quinn Tester: failed: the total is wrong"])
        try #require(try record("TC-1", "pass").status == 0)
        #expect(try found() == [])
    }

    @Test("T66: a case that was edited after its pass is to be tried again")
    func bindsResultsToTheirCase() throws {
        try repository.makeFormatNewest()
        try add("--title", "It pays", "--for", "RFC-1", "--expected", "one bill")
        try #require(try record("TC-1", "pass").status == 0)
        let edit = { (words: String...) in
            let edited = try repository.start([Places.program, "test", "case", "edit", "TC-1"] + words).wait()
            try #require(edited.status == 0, "\(edited.errors)")
        }
        try edit("--automated", "shop.*")
        #expect(try found() == [])
        try edit("--expected", "two bills")
        #expect(try found() == ["Quinn Tester tried it before it was edited"])
        try edit("--expected", "one bill")
        #expect(try found() == [], "an edit back makes it count again")
        try edit("--expected", "two bills")
        try #require(try record("TC-1", "pass").status == 0)
        #expect(try found() == [])
    }

    @Test("T66: a result of an older format, and one for a release that is tagged, count as before")
    func keepsOlderResults() throws {
        try add("--title", "It pays", "--for", "RFC-1")
        try #require(try record("TC-1", "pass").status == 0)
        try repository.makeFormatNewest()
        try #require(try repository.sluice("test", "case", "edit", "TC-1", "--title", "It pays twice").status == 0)
        #expect(try found() == [])
        try #require(try record("TC-1", "pass").status == 0)
        try #require(try repository.sluice("approve", "--all", "--release", "1.0", person: .tester).status == 0)
        let tag = try repository.sluice("tag", "1.0")
        try #require(tag.status == 0, "\(tag.output)\(tag.errors)")
        try #require(try repository.sluice("test", "case", "edit", "TC-1", "--title", "It pays thrice").status == 0)
        #expect(try found() == [])
    }

    @Test("what did not run is no pass", arguments: ["blocked", "skipped"])
    func countsNoOtherOutcome(_ outcome: String) throws {
        try add("--title", "It pays", "--for", "RFC-1")
        try #require(try record("TC-1", outcome).status == 0)
        #expect(try found() == ["Quinn Tester: \(outcome)"])
    }

    @Test("what is not mandatory, retired or for another item asks for nothing")
    func asksForNothingElse() throws {
        try add("--title", "Nice to know", "--for", "RFC-1", "--mandatory", "no")
        try add("--title", "Gone", "--for", "RFC-1")
        try #require(try repository.sluice("test", "case", "edit", "TC-2", "--state", "retired").status == 0)
        try add("--title", "Another item", "--for", "RFC-2")
        #expect(try found() == [])
        #expect(try record("TC-2", "pass").errors.contains("TC-2 is retired"))
        #expect(try record("TC-3", "pass").errors.contains("TC-3 is for nothing that release 1.0 plans"))
    }

    @Test("a case for a configuration item is due for what touches it, one for all for everything")
    func findsWhatACaseIsFor() throws {
        try add("--title", "Bill runs", "--for", "billing")
        #expect(try record("TC-1", "pass").output == "TC-1 for TASK-1 in 1.0: pass.\n")
        try add("--title", "It starts", "--for", "all")
        #expect(
            try record("2", "pass").output
                == "TC-2 for RFC-1 in 1.0: pass.\nTC-2 for TASK-1 in 1.0: pass.\n")
    }

    @Test("an RfC that is not planned is answered for by its task")
    func asksTasksForTheirRfC() throws {
        try #require(try repository.sluice("task", "edit", "TASK-1", "--rfc", "RFC-2").status == 0)
        try add("--title", "It pays", "--for", "RFC-2")
        #expect(try record("TC-1", "pass", "--item", "TASK-1").status == 0)
    }

    @Test("only who may test does, and nobody accepts their own work")
    func asksWhoTests() throws {
        try add("--title", "It pays", "--for", "RFC-1")
        let stranger = try record("TC-1", "pass", person: .developer)
        #expect(stranger.status == 1 && stranger.errors.contains("may not record results of tests: none of qa"))
        try repository.commit("RFC-1: by QA", person: .tester)
        try #require(try record("TC-1", "pass").status == 0)
        #expect(try found() == ["Quinn Tester tried it, but is author, committer or co-author of its commits"])
        try #require(try record("TC-1", "pass", person: .manager).status == 0)
        #expect(try found() == [])
    }

    @Test("a pass that completes what the item waits for moves it by itself")
    func movesItems() throws {
        try add("--title", "It pays", "--for", "RFC-1")
        try add("--title", "It still pays", "--for", "RFC-1", "--stage", "integration")
        let approved = try repository.sluice("approve", "RFC-1", person: .tester).output
        #expect(approved.hasSuffix("it is Ready for Integration Test now.\n"))
        #expect(try record("TC-1", "pass").output == "TC-1 for RFC-1 in 1.0: pass.\n")
        #expect(try record("TC-2", "pass").output.hasSuffix("RFC-1 is Ready for Production now.\n"))
        #expect(try found("status") == [])
    }

    @Test("the list is QA's to-do list")
    func listsWhatIsLeft() throws {
        try add("--title", "It pays", "--for", "RFC-1")
        try add("--title", "It starts", "--for", "all", "--stage", "integration")
        try #require(try record("TC-1", "pass").status == 0)
        #expect(
            try repository.sluice("test", "list").output == """
                item    case  stage        title      state   by
                RFC-1   TC-1  acceptance   It pays    passed  Quinn Tester
                        TC-2  integration  It starts  open
                TASK-1  TC-2  integration  It starts  open

                1.0: 2 mandatory cases left

                """)
        let open = try repository.sluice("test", "list", "1.0", "--open", "--json").output
        #expect(open.split(separator: "\n").count == 2 && open.contains(#""state":"open""#))
        try #require(try record("TC-2", "pass").status == 0)
        #expect(try repository.sluice("test", "list", "--open").errors.contains("Nothing is left to try for 1.0"))
    }

    @Test("a file that shows it is kept in the ledger by its digest, and an altered one is found")
    func keepsAttachments() throws {
        try add("--title", "It pays", "--for", "RFC-1")
        try repository.write("screen.txt", "all is well\n")
        let result = try record("TC-1", "pass", "--attach", "screen.txt", "--json")
        let digest = try #require(result.output.split(separator: "\"").map(String.init).first { $0.count == 64 })
        let path = "attachments/\(digest.prefix(2))/\(digest.dropFirst(2).prefix(2))/\(digest)"
        #expect(try repository.git("show", "sluice/ledger:\(path)") == "all is well")
        #expect(try repository.sluice("audit").status == 0)
        try repository.write("large", String(repeating: "x", count: (1 << 20) + 1))
        let large = try record("TC-1", "pass", "--attach", "large")
        #expect(large.status == 1 && large.errors.contains("larger than 1048576 bytes"))
        try repository.git("worktree", "add", "-q", "ledger", "sluice/ledger")
        try repository.write("ledger/\(path)", "all is lost\n")
        try repository.git("-C", "ledger", "commit", "-qam", "alter")
        let audit = try repository.sluice("audit")
        #expect(audit.status == 4 && audit.output.contains(path))
    }

    @Test("cases are added, changed and listed, and wrong words are told")
    func keepsCases() throws {
        try add("TC-7", "--title", "It pays", "--for", "RFC-1, billing", "--steps", "pay", "--expected", "paid")
        let edited = try repository.sluice("test", "case", "edit", "tc-7", "--title", "It still pays", "-m", "new form")
        #expect(edited.output == "Changed TC-7: title: It pays → It still pays (new form)\n")
        #expect(try repository.sluice("test", "case", "edit", "TC-7", "--stage", "acceptance").output.contains("stage"))
        #expect(try repository.sluice("test", "case", "list").output.contains("RFC-1, billing"))
        #expect(try repository.sluice("test", "case", "list", "--json").output.contains(#""steps":"pay""#))
        let wrong = [
            (["add", "TC-7", "--title", "x", "--for", "all"], 1), (["add", "--title", "x"], 2),
            (["add", "--for", "all"], 2), (["add", "--title", "x", "--for", "cellar"], 2),
            (["add", "--title", "x", "--for", "RFC-9"], 1), (["add", "RFC-1", "--title", "x", "--for", "all"], 2),
            (["edit", "TC-9", "--title", "x"], 1), (["edit", "TC-7"], 2),
            (["add", "--title", "x", "--stage", "later"], 2),
        ]
        for (words, status) in wrong {
            let result = try repository.start([Places.program, "test", "case"] + words).wait()
            #expect(result.status == status, "\(words): \(result.errors)")
        }
        #expect(try record("TC-7", "perhaps").errors.contains("it is one of: pass, fail, blocked, skipped"))
    }

    @Test("a result that comes after the tag counts, as tests go on in the environments before production")
    func goesOnAfterTheTag() throws {
        try add("--title", "It pays", "--for", "RFC-1")
        try #require(try record("TC-1", "pass").status == 0)
        try repository.sluice("approve", "--all", "--release", "1.0", person: .tester)
        try #require(try repository.sluice("tag", "1.0").status == 0)
        try #require(try record("TC-1", "fail", "--release", "1.0").status == 0)
        #expect(try repository.gate(status: 1).codes.contains("tests"))
        try #require(try record("TC-1", "pass", "--release", "1.0").status == 0)
        #expect(try repository.gate(status: 0).open)
    }
}
