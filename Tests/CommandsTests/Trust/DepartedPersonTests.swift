import Changes
import Git
import Ledger
import TestSupport
import Testing

/// A doubt about a record takes away nothing that shuts the gate, and admits nothing that opens it: through the program.
@Suite("Records in doubt") struct DepartedPersonTests {
    private let signed: SignedRepository
    private var test: TestRepository { signed.test }

    private static let policy = """
        [item "RFC"]
            kind = rfc
        [item "INCIDENT"]
            kind = incident
        [ledger]
            needs = 2
        [board]
            normal = qa
            emergency = manager
        [waiver]
            role = manager
        [role "manager"]
            member = rene
        [review]
            within = 1s
        [environment "production"]
            production = true

        """

    /// 1.0.0 has TASK-1, which Quinn signed off, and is open. Mallory is a person of the policy without any role.
    init() throws {
        signed = try SignedRepository()
        try edit(withMallory: true)
        test.useTheClock()
        try sluice("quinn", "approve", "TASK-1", "--release", "1.0.0", "--role", "qa")
        try gate(0)
    }

    private func edit(withMallory: Bool, required: String = "decisions") throws {
        try signed.use("dana")
        let mallory = """
            [person "mallory"]
                email = mallory@example.org
                key = \(try signed.publicKey("mallory"))
            """
        let text = try signed.policy(Self.policy + (withMallory ? mallory : ""))
            .replacing("required = decisions", with: "required = \(required)")
        let edited = try test.sluice("policy", "edit", "--file", "-", "--reason", "x", input: Array(text.utf8))
        try #require(edited.status == 0, "\(edited.errors)")
    }

    @discardableResult
    private func sluice(_ name: String, _ words: String..., status: Int32 = 0) throws -> CommandResult {
        try signed.use(name)
        let result = try test.start([Places.program] + words, person: Person(name: name, email: "\(name)@example.org"))
            .wait()
        try #require(result.status == status, "\(words): \(result.output)\(result.errors)")
        return result
    }

    @discardableResult
    private func gate(_ status: Int32, _ release: String = "1.0.0", _ text: String = "") throws -> String {
        let gate = try signed.gate(release)
        #expect(gate.status == status && gate.output.contains(text), "\(gate.output)\(gate.errors)")
        return gate.output
    }

    private func record(_ statement: Statement, by name: String, after: [RecordName] = []) throws -> Record {
        Record(
            at: .now, by: .init(name: name, email: "\(name)@example.org"), repository: try signed.reader.identity,
            after: after, statement: statement)
    }

    private func forge(_ record: Record, signedBy name: String) throws {
        let space = record.statement.kind.rawValue + "@sluice"
        try signed.forge(record, signed.signature(of: record, by: name, namespace: space))
    }

    @Test("T21: a second hold gives nobody the right to end the first one: not the command, the gate, or a server")
    func endsNoHoldOfOthers() throws {
        let server = try test.clone("server.git", bare: true)
        try test.git("remote", "add", "origin", "file://\(server.path)")
        try #require(try server.sluice("hooks", "install", "--server").status == 0)
        try sluice("mallory", "incident", "add", "--title", "Orders are lost")
        try sluice("quinn", "release", "hold", "1.0.0", "INCIDENT-1", "-m", "no")
        try sluice("mallory", "release", "hold", "1.0.0", "INCIDENT-1", "-m", "me too")
        for words in [["release", "unhold", "1.0.0", "INCIDENT-1", "-m", "x"], ["incident", "close", "INCIDENT-1"]] {
            try signed.use("mallory")
            let refused = try test.start(
                [Places.program] + words, person: Person(name: "mallory", email: "mallory@example.org")
            ).wait()
            #expect(refused.status == 1 && refused.errors.contains("mallory <mallory@example.org> may not"))
        }
        try test.git("push", "-q", "origin", "sluice/ledger")
        var plan = PlanStatement(release: try #require(Version("1.0.0")))
        plan.unhold = [try #require(ItemID("INCIDENT-1"))]
        let heads = try signed.reader.records(of: .release(plan.release)).heads.map(\.name)
        try signed.forAWhile {
            try forge(record(.plan(plan), by: "mallory", after: heads), signedBy: "mallory")
            try gate(1, "1.0.0", "INCIDENT-1")
            let push = try test.start(["git", "push", "-q", "origin", "sluice/ledger"]).wait()
            #expect(push.status != 0 && push.errors.contains("does not let mallory"), "\(push.errors)")
        }
        try sluice("rene", "release", "unhold", "1.0.0", "INCIDENT-1", "-m", "it is of the old version")
        try gate(0)
        try test.git("push", "-q", "origin", "sluice/ledger")
    }

    @Test("T22: who leaves takes along neither the word that a commit is not of its item, nor a dropped item's demands")
    func keepsUnlinks() throws {
        try signed.forAWhile {
            try sluice("mallory", "unlink", "HEAD", "TASK-1", "-m", "smuggled in")
            try gate(1, "1.0.0", "unlinked")
            try edit(withMallory: false)
            try gate(1, "1.0.0", "unlinked")
        }
        try signed.forAWhile {
            try sluice("dana", "task", "add", "TASK-2", "--title", "The fix")
            try sluice("dana", "release", "add", "1.0.0", "TASK-2")
            try sluice("mallory", "release", "drop", "1.0.0", "TASK-1", "TASK-2", "-m", "x")
            try edit(withMallory: false)
            #expect(try gate(1, "1.0.0", "absent  TASK-2").contains("stowaway  TASK-1"))
        }
    }

    @Test("T28: where all is signed, who leaves takes along neither a type that they raised nor the scope of a test")
    func keepsRaisedDemands() throws {
        try edit(withMallory: true, required: "all")
        try test.commit("RFC-1: change")
        try sluice("dana", "task", "add", "TASK-1", "--title", "First")
        try sluice("dana", "rfc", "add", "RFC-1", "--title", "A", "--type", "standard")
        try sluice("dana", "release", "add", "1.0.0", "RFC-1")
        try sluice("dana", "rfc", "add", "RFC-9", "--title", "Another")
        try sluice("dana", "test", "case", "add", "--title", "It works", "--for", "RFC-9")
        try sluice("quinn", "approve", "RFC-1", "--release", "1.0.0", "--role", "qa")
        try gate(0)
        try sluice("mallory", "rfc", "edit", "RFC-1", "--type", "emergency")
        try sluice("mallory", "test", "case", "edit", "TC-1", "--for", "RFC-1")
        #expect(try gate(1, "1.0.0", "board  RFC-1").contains("tests  RFC-1"))
        try edit(withMallory: false, required: "all")
        let shut = try gate(1, "1.0.0", "as somebody made it emergency whose word opens no gate")
        #expect(shut.contains("tests  RFC-1"), "\(shut)")
        try sluice("dana", "rfc", "edit", "RFC-1", "--type", "standard")
        try sluice("dana", "test", "case", "edit", "TC-1", "--for", "RFC-9")
        try gate(0)
    }

    @Test("T29: a commit that somebody took from its item who left stays part of what is approved, also by a waiver")
    func keepsUnlinkedCommits() throws {
        try test.commit("TASK-1: smuggled in")
        try sluice("mallory", "unlink", "HEAD", "TASK-1", "-m", "nobody asked for it")
        try sluice("rene", "waive", "unlinked", "--release", "1.0.0", "--until", "+1d", "-m", "x")
        try gate(0)
        try edit(withMallory: false)
        try gate(1, "1.0.0", "stale  TASK-1")
        try sluice("dana", "link", "HEAD", "TASK-1", "-m", "it is")
        #expect(try !gate(1).contains("unlinked"))
        try sluice("quinn", "approve", "TASK-1", "--release", "1.0.0", "--role", "qa")
        try gate(0)
    }

    @Test("a rejection of somebody whom the policy no longer knows at all shuts the gate")
    func keepsRejections() throws {
        try sluice("rene", "reject", "TASK-1", "--release", "1.0.0", "--role", "qa", "--note", "no")
        try signed.use("dana")
        let rene = try signed.publicKey("rene")
        let text = try signed.policy(Self.policy).replacing("    member = rene\n", with: "")
            .replacing("[person \"rene\"]\n    email = rene@example.org\n    key = \(rene)\n", with: "")
            .replacing("member = rene\n", with: "member = quinn\n")
        try #require(!text.contains("rene"))
        let edited = try test.sluice("policy", "edit", "--file", "-", "--reason", "x", input: Array(text.utf8))
        try #require(edited.status == 0, "\(edited.errors)")
        try gate(1, "1.0.0", "rene rejected it")
        try sluice("quinn", "approve", "TASK-1", "--release", "1.0.0", "--role", "qa")
        try gate(1, "1.0.0", "rene rejected it")
    }

    @Test("what somebody deployed who left still runs, and their freeze is one")
    func keepsWhatRuns() throws {
        try sluice("dana", "tag", "1.0.0")
        try test.commit("TASK-2: second")
        try sluice("dana", "task", "add", "TASK-2", "--title", "Second")
        try sluice("dana", "release", "new", "1.1.0")
        try sluice("dana", "release", "add", "1.1.0", "TASK-2")
        try sluice("quinn", "approve", "TASK-2", "--release", "1.1.0", "--role", "qa")
        try sluice("dana", "tag", "1.1.0")
        try sluice("mallory", "deploy", "1.1.0", "--env", "production", "--", "true")
        try sluice("mallory", "window", "freeze", "production", "--from", "now", "--until", "+1d", "-m", "audit")
        try edit(withMallory: false)
        let older = try sluice("dana", "gate", "deploy", "1.0.0", "--env", "production", status: 1)
        #expect(older.output.contains("downgrade") && older.output.contains("audit"), "\(older.output)")
        #expect(!older.output.contains("busy"), "\(older.output)")
    }

    @Test("a rejection that a wrong clock dated before its key counts")
    func keepsRejectionsOfWrongClocks() throws {
        try signed.use("dana")
        let rene = "key = " + (try signed.publicKey("rene"))
        let text = try signed.policy(Self.policy).replacing(rene, with: "key = from=2026-06-01 " + rene.dropFirst(6))
        let edited = try test.sluice("policy", "edit", "--file", "-", "--reason", "x", input: Array(text.utf8))
        try #require(edited.status == 0, "\(edited.errors)")
        let early = try signed.approval(
            by: Person(name: "Rene", email: "rene@example.org"), decision: .reject, at: 1_700_000_000)
        try signed.forge(early, signed.signature(of: early, by: "rene"))
        try gate(1, "1.0.0", "rejected it")
    }

    @Test("a record without a key makes no other one missing, and a server refuses it")
    func missesNothing() throws {
        let item = try #require(ItemID("TASK-1"))
        let gone = RecordName(at: Timestamp(seconds: 1), blob: .zero)
        let statement = Statement.item(.init(item: item, noun: .task, set: [.title: "First"]))
        let server = try test.clone("server.git", bare: true)
        try test.git("remote", "add", "origin", "file://\(server.path)")
        try #require(try server.sluice("hooks", "install", "--server").status == 0)
        try signed.forge(record(statement, by: "stranger", after: [gone]))
        try gate(0)
        #expect(try test.start(["git", "push", "-q", "origin", "sluice/ledger"]).wait().status != 0)
    }

    @Test("where sign-offs are waived, an edit without a key takes away neither the board nor a dependency")
    func vouches() throws {
        try test.commit("RFC-1: change")
        try sluice("dana", "task", "add", "TASK-9", "--title", "Before that")
        try sluice("dana", "rfc", "add", "RFC-1", "--title", "A", "--type", "normal", "--depends-on", "TASK-9")
        try sluice("dana", "release", "add", "1.0.0", "RFC-1")
        try sluice("rene", "waive", "signoff", "status", "--release", "1.0.0", "--until", "+1d", "-m", "x")
        #expect(try gate(1, "1.0.0", "board  RFC-1").contains("dependency  RFC-1"))
        try signed.use("mallory")
        let edited = try test.sluice("rfc", "edit", "RFC-1", "--type", "standard", "--depends-on", "")
        try #require(edited.status == 0, "\(edited.errors)")
        let shut = try gate(1, "1.0.0", "as no decision vouches that it is standard")
        #expect(shut.contains("dependency  RFC-1"), "\(shut)")
    }

    @Test("T50: where sign-offs are waived, an edit without a key takes away no mandatory test case")
    func asksForTheCasesOfAllRfCs() throws {
        try test.commit("TASK-8: change")
        for number in 1...2 { try sluice("dana", "rfc", "add", "RFC-\(number)", "--title", "Change \(number)") }
        try sluice("dana", "task", "add", "TASK-8", "--title", "Part", "--rfc", "RFC-1")
        try sluice("quinn", "test", "case", "add", "--title", "Try it", "--for", "RFC-1", "--mandatory", "yes")
        try sluice("dana", "release", "add", "1.0.0", "TASK-8")
        try sluice("rene", "waive", "signoff", "status", "--release", "1.0.0", "--until", "+1d", "-m", "x")
        try gate(1, "1.0.0", "tests  TASK-8")
        try signed.use("mallory")
        let edited = try test.sluice("task", "edit", "TASK-8", "--rfc", "RFC-2")
        try #require(edited.status == 0, "\(edited.errors)")
        try gate(1, "1.0.0", "tests  TASK-8")
    }

    @Test("T23: the review of an emergency comes after its tag, from somebody else, and no later plan ends that duty")
    func reviewsEmergencies() throws {
        try sluice("dana", "release", "new", "1.0.0", "--type", "emergency")
        let early = try sluice("rene", "review", "1.0.0", "-m", "will be fine", status: 1)
        #expect(early.errors.contains("is an emergency that is not tagged yet"))
        try sluice("dana", "tag", "1.0.0")
        let own = try sluice("dana", "review", "1.0.0", "-m", "was fine", status: 1)
        #expect(own.errors.contains("dana tagged 1.0.0, which is an emergency, and cannot review it"), "\(own.errors)")
        var plan = PlanStatement(release: try #require(Version("1.0.0")))
        plan.type = .normal
        try forge(record(.plan(plan), by: "mallory"), signedBy: "mallory")
        try sluice("dana", "release", "new", "1.1.0")
        let later = Timestamp.now + TimeSpan(seconds: 60)
        let shut = try test.sluice("gate", "tag", "1.1.0", "--at", later.description)
        #expect(shut.output.contains("1.0.0 was an emergency"), "\(shut.output)\(shut.errors)")
        try sluice("rene", "review", "1.0.0", "-m", "fine")
        #expect(try !test.sluice("gate", "tag", "1.1.0", "--at", later.description).output.contains("was an emergency"))
    }
}
