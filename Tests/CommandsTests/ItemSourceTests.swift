import Foundation
import TestSupport
import Testing

/// `import --source`: another system is asked, where this machine's user allows it, and its answer is kept.
@Suite("import --source") struct ItemSourceTests {
    private let repository: TestRepository
    private static let command = "\(Places.package)/ci/item-source-csv issues.csv"

    init() throws {
        repository = try TestRepository()
        try repository.makeLedger(
            policy: TestRepository.hookPolicy + """

                [source "tracker"]
                    command = \(Self.command)
                    key = RFC
                [source "broken"]
                    command = "echo no network >&2; exit 7 #"
                [source "odd"]
                    command = "echo id=RFC-1; echo what is this #"
                """)
        try repository.write(
            "issues.csv",
            "Issue key,Summary,Status,Description\nRFC-1,\"Pay, by \"\"card\"\"\",Done,\"one\ntwo\"\nRFC-2,Other,Open,\nTASK-1,No,Open,\n"
        )
        try repository.git("config", "sluice.source.tracker", Self.command)
    }

    private func ask(_ words: String...) throws -> CommandResult { try repository.run(["import", "--source"] + words) }

    @Test("asks for what is named, keeps the answer with its source, and asks again without harm")
    func keepsAnswers() throws {
        let first = try ask("tracker", "RFC-1")
        #expect(
            first.status == 0 && first.output == "Imported: 1 new item, 0 changed, 0 as they were.\n", "\(first.errors)"
        )
        let item = try repository.sluice("rfc", "show", "RFC-1").output
        #expect(item.contains("Pay, by \"card\"") && item.contains("closed") && item.contains("(as tracker says)"))
        #expect(try repository.sluice("rfc", "show", "RFC-1", "--json").output.contains("one\\ntwo"))
        #expect(try ask("tracker", "RFC-1").output == "Imported: 0 new items, 0 changed, 1 as they were.\n")
        try repository.write("issues.csv", "Issue key,Status\nRFC-1,Open\n")
        #expect(try ask("tracker", "RFC-1").output == "Imported: 0 new items, 1 changed, 0 as they were.\n")
        #expect(try repository.sluice("rfc", "show", "RFC-1").output.contains("state: closed → open (as tracker says)"))
    }

    @Test("asks for all that it has under its keys")
    func asksForAll() throws {
        #expect(try ask("tracker").output == "Imported: 2 new items, 0 changed, 0 as they were.\n")
        #expect(try repository.sluice("rfc", "list", "--json").output.contains("RFC-2"))
    }

    @Test("a gate names the source for an item that nobody knows, and does not ask it")
    func isNamedByTheGate() throws {
        try repository.commit("RFC-1: first")
        try repository.plan("1.0", "RFC-1")
        let gate = try repository.sluice("gate", "tag", "1.0")
        #expect(gate.status == 1 && gate.output.contains("sluice import --source tracker RFC-1"))
    }

    @Test("runs nothing that this machine's user has not allowed, word for word")
    func asksForLeave() throws {
        let refused = try ask("broken")
        #expect(refused.status == 1)
        #expect(refused.errors.contains("is not allowed on this machine: 'echo no network >&2; exit 7 #'"))
        #expect(refused.errors.contains("git config sluice.source.broken 'echo no network >&2; exit 7 #'"))
        try repository.git("config", "sluice.source.tracker", Self.command + " ")
        #expect(try ask("tracker").status == 1)
    }

    @Test("no answer, a strange one, and one without the item change nothing")
    func tellsFailures() throws {
        try repository.git("config", "sluice.source.broken", "echo no network >&2; exit 7 #")
        try repository.git("config", "sluice.source.odd", "echo id=RFC-1; echo what is this #")
        let tip = try repository.git("rev-parse", "sluice/ledger")
        let broken = try ask("broken")
        #expect(broken.status == 3 && broken.errors.contains("did not answer (status 7)"))
        #expect(broken.errors.contains("it says: no network"))
        let odd = try ask("odd", "RFC-1")
        #expect(odd.status == 3 && odd.errors.contains("line 2: this is not key=value"))
        let missing = try ask("tracker", "RFC-9")
        #expect(missing.status == 1 && missing.errors.contains("source tracker does not know RFC-9"))
        #expect(try ask("tracker", "TASK-1").status == 2)
        #expect(try ask("trakcer").errors.contains("did you mean tracker?"))
        #expect(try repository.sluice("import").errors.contains("which file?"))
        #expect(try repository.git("rev-parse", "sluice/ledger") == tip)
    }
}
