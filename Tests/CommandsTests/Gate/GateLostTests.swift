import Foundation
import TestSupport
import Testing

/// R28, R29: the next release does not lose what the last one has, unless somebody approves that.
@Suite("R29: a release that would lose a hotfix") struct GateLostTests {
    private let story: LostStory
    private var repository: TestRepository { story.repository }
    private var fix: String { story.fix }

    init() throws { story = try LostStory() }

    private init(_ story: LostStory) { self.story = story }

    private func approves(_ items: String...) throws { for item in items { try story.approves(item) } }

    /// Tags 1.1, and asks the gate and an audit about it afterwards.
    private func tags() throws {
        #expect(try repository.gate("1.1.0", status: 0).open)
        let tag = try repository.sluice("tag", "1.1.0")
        #expect(tag.status == 0, "\(tag.output)\(tag.errors)")
        #expect(try repository.gate("1.1.0", status: 0).open)
        let audit = try repository.sluice("audit")
        #expect(!audit.output.contains("release 1.1.0,"), "\(audit.output)")
    }

    @Test("the board, the configuration and the evidence show what goes, too")
    func showsWhatGoes() throws {
        let board = try repository.sluice("board", "1.1.0", "--text").output
        #expect(board.contains("not planned, and goes with the release: RFC-2\n"), "\(board)")
        try repository.checkout("line")
        let setting = try repository.commit("RFC-2: setting", files: ["app.ini": "[a]\nlimit = 10\n"])
        try #require(try repository.run(["release", "new", "1.0.2", "--target", "line"]).status == 0)
        try #require(try repository.run(["release", "add", "1.0.2", "RFC-2"]).status == 0)
        try #require(try repository.sluice("approve", "--all", "--release", "1.0.2", person: .tester).status == 0)
        try #require(try repository.sluice("tag", "1.0.2").status == 0)
        try repository.checkout("main")
        let settings = try repository.sluice("config", "1.1.0").output
        #expect(
            settings.contains("removed: 10") && settings.contains("RFC-2; goes: \(setting.prefix(10))"), "\(settings)")
        let planned = ["release", "add", "1.1.0", "RFC-2", "--removed", "--reason", "replaced"]
        try #require(try repository.run(planned).status == 0)
        #expect(try repository.sluice("board", "1.1.0", "--text").output.contains("↪2"))
        try approves("RFC-2", "TASK-1")
        try tags()
        let folder = "\(repository.path)/evidence"
        try #require(try repository.sluice("evidence", "1.1.0", "--output", folder).status == 0)
        let report = try repository.read("evidence/report.md")
        let lost = try #require(report.range(of: "Goes with the release: ")).upperBound
        #expect(report[lost...].contains(setting) && report[lost...].contains(fix))
    }

    @Test("is refused, with the item, the release that had it, and four ways out")
    func refuses() throws {
        let verdict = try repository.gate("1.1.0", status: 1)
        #expect(verdict.codes == ["lost"])
        let id = fix.prefix(10)
        #expect(verdict.findings[0].found == "\(id): 1.0.1 has it, and its change to a is not here")
        #expect(
            verdict.findings[0].mend == [
                "git cherry-pick -x \(id)", "sluice link <commit> --carries \(id) --reason \"…\"",
                "sluice release add 1.1.0 RFC-2 --removed --reason \"…\"",
                "sluice link \(id) --exempt --release 1.1.0 --reason \"…\"",
            ])
        #expect(try repository.sluice("log", "1.1.0").output.contains("goes\n  \(id)"))
        for audience in ["developers", "users", "operations", "audit"] {
            #expect(
                try repository.sluice("notes", "1.1.0", "--for", audience).output.contains("RFC-2"), "\(audience)")
        }
    }

    @Test("a pick carries it over")
    func opensWithAPick() throws {
        try repository.git("cherry-pick", "-x", fix)
        try tags()
    }

    @Test("a commit that is said to carry it over answers for it with its item")
    func opensWithACarrier() throws {
        let carrier = try repository.resolve("main")
        let words = ["link", carrier, "--carries", fix, "--reason", "done otherwise"]
        let done = try repository.start([Places.program] + words).wait()
        #expect(done.status == 0 && done.output.contains("TASK-1"), "\(done.output)\(done.errors)")
        #expect(try repository.gate("1.1.0", status: 1).codes == ["stale"])
        try approves("TASK-1")
        try tags()
    }

    @Test("a commit without an item carries nothing; --carries goes with one commit alone")
    func refusesOtherCarriers() throws {
        let bare = try repository.commit("nothing", files: ["n": "1\n"])
        let refused = try repository.sluice("link", bare, "--carries", fix, "--reason", "x")
        #expect(refused.status == 1 && refused.errors.contains("belongs to no item"), "\(refused.errors)")
        for words in [["TASK-1"], ["--exempt"], ["--stdin"]] {
            let wrong = try repository.start(
                [Places.program, "link", bare, "--carries", fix, "--reason", "x"] + words
            ).wait()
            #expect(wrong.status == 2, "\(words): \(wrong.errors)")
        }
    }

    @Test("a planned loss is approved like an arrival")
    func opensWithAPlannedLoss() throws {
        #expect(try repository.sluice("release", "add", "1.1.0", "RFC-2", "--removed").status == 2)
        #expect(
            try repository.sluice("release", "add", "1.1.0", "RFC-2", "--removed", "--without-commits", "-m", "x")
                .status
                == 2)
        let added = try repository.sluice("release", "add", "1.1.0", "RFC-2", "--removed", "-m", "not needed any more")
        #expect(added.output == "Planned RFC-2 in 1.1.0 to go.\n", "\(added.errors)")
        #expect(try repository.gate("1.1.0", status: 1).codes == ["signoff"])
        try approves("RFC-2")
        try tags()
        #expect(try repository.sluice("release", "show", "1.1.0", "--json").output.contains("\"removed\": true"))
    }

    @Test("an item that is planned without that word does not cover what goes")
    func refusesAPlainPlan() throws {
        #expect(try repository.sluice("release", "add", "1.1.0", "RFC-2").status == 0)
        #expect(try Set(repository.gate("1.1.0", status: 1).codes) == ["lost", "absent", "signoff"])
    }

    @Test("somebody else can exempt it, for this release; the verdict names that")
    func opensWithAnExemption() throws {
        try story.succeeds("link", fix, "--exempt", "--release", "1.1.0", "--reason", "a test only", person: .tester)
        let gate = try repository.sluice("gate", "tag", "1.1.0")
        #expect(
            gate.output.contains("exempt by hand: \(fix.prefix(10)) by Quinn Tester: a test only"), "\(gate.output)")
        try tags()
    }

    @Test("R41: an exemption of the commit as it came, or in another release, says nothing of its loss")
    func refusesOtherExemptions() throws {
        try story.succeeds("link", fix, "--exempt", "--reason", "a test only", person: .tester)
        #expect(try repository.gate("1.1.0", status: 1).codes == ["lost"])
        try story.succeeds("link", fix, "--exempt", "--release", "1.0.1", "--reason", "a test only", person: .tester)
        #expect(try repository.gate("1.1.0", status: 1).codes == ["lost"])
        for words in [["TASK-1"], ["--carries", "main"]] {
            let wrong = try repository.start(
                [Places.program, "link", fix, "--release", "1.1.0", "--reason", "x"] + words
            ).wait()
            #expect(wrong.status == 2, "\(words): \(wrong.errors)")
        }
        try story.succeeds("link", fix, "--exempt", "--release", "1.1.0", "--reason", "yes", person: .tester)
        #expect(try repository.gate("1.1.0", status: 0).open)
        try story.succeeds("unlink", fix, "--exempt", "--release", "1.1.0", person: .tester)
        #expect(try repository.gate("1.1.0", status: 1).codes == ["lost"])
    }

    @Test("its author cannot")
    func refusesAnOwnExemption() throws {
        try story.succeeds("link", fix, "--exempt", "--release", "1.1.0", "--reason", "not needed")
        #expect(try repository.gate("1.1.0", status: 1).codes == ["segregation"])
    }

    @Test("an item that also brings commits covers what goes of it, with approvals of both")
    func opensWithTheRestOfTheItem() throws {
        let other = try repository.commit("RFC-2: fix, otherwise", files: ["other": "1\n"])
        #expect(try repository.sluice("release", "add", "1.1.0", "RFC-2").status == 0)
        #expect(try repository.gate("1.1.0", status: 1).codes == ["signoff"])
        let found = try repository.sluice("release", "show", "1.1.0", "--json").output
        #expect(found.contains(other) && found.contains(fix))
        try approves("RFC-2")
        try tags()
    }

    @Test("in a ledger of an older format approvals stay as they were, and a loss is refused all the same")
    func readsOlderLedgers() throws {
        let older = try GateLostTests(LostStory(policy: TestRepository.hookPolicy))
        let verdict = try older.repository.gate("1.1.0", status: 1)
        #expect(verdict.codes == ["lost"])
        #expect(!verdict.findings[0].mend.contains { $0.contains("--exempt") })
        let exempt = try older.repository.sluice("link", older.fix, "--exempt", "--release", "1.1.0", "-m", "x")
        #expect(exempt.status == 1 && exempt.errors.contains("needs = "), "\(exempt.errors)")
        let refused = try older.repository.sluice("release", "add", "1.1.0", "RFC-2", "--removed", "-m", "x")
        #expect(refused.status == 1 && refused.errors.contains("needs = "), "\(refused.errors)")
        try older.repository.commit("RFC-2: fix, otherwise", files: ["other": "1\n"])
        #expect(try older.repository.sluice("release", "add", "1.1.0", "RFC-2").status == 0)
        try older.approves("RFC-2")
        try older.tags()
    }
}
