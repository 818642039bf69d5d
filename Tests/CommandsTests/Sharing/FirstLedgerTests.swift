import Foundation
import TestSupport
import Testing

/// A clone that was made before the ledger was pushed, and two ledgers that were made apart.
@Suite("the first time that a clone has a ledger")
struct FirstLedgerTests {
    private let server: TestRepository
    private let dana: TestRepository
    private let quinn: TestRepository

    /// Dana made a ledger and pushed it; Quinn's clone is older.
    init() throws {
        let first = try TestRepository()
        try first.commit("TASK-1: first")
        server = try first.clone("server.git", bare: true)
        try server.git("remote", "remove", "origin")
        dana = try server.clone("dana")
        quinn = try server.clone("quinn")
        quinn.person = .tester
        try dana.initialize()
        try dana.sync()
    }

    private var fingerprint: String {
        get throws {
            let path = try #require(dana.ledgerPaths("trust/1/").first)
            return try dana.ledgerBlob(path)
        }
    }

    @Test("init asks the remote, takes its ledger, and shows the fingerprint to compare")
    func takesTheRemotesLedger() throws {
        let dry = try quinn.sluice("init", "--dry-run")
        #expect(dry.status == 0 && dry.output == "origin has the ledger; `sluice init` takes it.\n")
        #expect(try quinn.git("for-each-ref", "refs/heads/sluice", "refs/remotes/origin/sluice") == "")
        let result = try quinn.sluice("init", "--no-hooks")
        #expect(result.status == 0)
        #expect(result.output.hasPrefix("Took the ledger from origin/sluice/ledger; policy version 1 is in force.\n"))
        #expect(
            result.output.contains(
                "The ledger's fingerprint is \(try fingerprint).\nCompare it with the one that "))
        #expect(try quinn.git("rev-parse", "sluice/ledger") == dana.git("rev-parse", "sluice/ledger"))
        #expect(try dana.sluice("doctor").output.contains("policy version 1, fingerprint \(try fingerprint)\n"))
        #expect(try quinn.sluice("init", "--no-hooks").errors.contains("policy version 1.\n"))
    }

    @Test("commands that lack the ledger say `sluice sync`, which brings it")
    func saysSync() throws {
        let list = try quinn.sluice("rfc", "list")
        #expect(
            list.status == 3
                && list.errors.contains(
                    "\nhint: if a remote has it: `sluice setup` brings it, and prepares this clone\n")
        )
        #expect(try quinn.sluice("doctor").output.contains("sluice sync"))
        let sync = try quinn.sync()
        #expect(sync.output.contains("The ledger's fingerprint is \(try fingerprint).\n"))
        #expect(try quinn.sluice("rfc", "list").status == 0)
        #expect(try !quinn.sync().output.contains("fingerprint"))
    }

    @Test("where neither side has a ledger, sync says what starts one")
    func saysInit() throws {
        let other = try TestRepository()
        try other.commit("first")
        let clone = try other.clone()
        let sync = try clone.sync(status: 3)
        #expect(sync.errors.hasPrefix("error: origin has no ledger\nhint: `sluice init` starts one"))
    }

    @Test("a remote that does not answer is a doubt: no second ledger is made, unless somebody says so")
    func refusesADoubt() throws {
        try quinn.git("remote", "set-url", "origin", "\(quinn.path)/nowhere")
        let refused = try quinn.sluice("init", "--no-hooks")
        #expect(refused.status == 3 && refused.errors.contains("`sluice init --offline` starts one without asking"))
        #expect(try quinn.git("for-each-ref", "refs/heads/sluice") == "")
        #expect(try quinn.sluice("init", "--no-hooks", "--offline").status == 0)
    }

    @Test("a ledger at another remote than the usual one is neither taken nor rivalled")
    func asksAllRemotes() throws {
        let fork = try server.clone("fork.git", bare: true)
        try fork.git("remote", "remove", "origin")
        try fork.git("update-ref", "-d", "refs/heads/sluice/ledger")
        try quinn.git("remote", "rename", "origin", "upstream")
        try quinn.git("remote", "add", "origin", fork.path)
        let refused = try quinn.sluice("init", "--no-hooks")
        #expect(refused.status == 3 && refused.errors.hasPrefix("error: upstream has a ledger, and origin has none\n"))
        try quinn.git("config", "sluice.remote", "upstream")
        #expect(try quinn.sluice("init", "--no-hooks").output.hasPrefix("Took the ledger from upstream/sluice/ledger"))
    }

    @Test("two ledgers that were made apart: sync names the way, which takes the remote's and keeps the other one")
    func adopts() throws {
        try quinn.initialize("--offline")
        try #require(try quinn.sluice("task", "add", "TASK-9", "--title", "mine").status == 0)
        let mine = try quinn.resolve("sluice/ledger")
        let apart = try quinn.sync(status: 4)
        #expect(apart.errors.contains("`sluice sync --adopt` takes it, and keeps the one here aside"))
        #expect(try quinn.resolve("sluice/ledger") == mine)
        let adopted = try quinn.sync("--adopt")
        let aside = "refs/sluice/aside/\(mine.prefix(10))"
        #expect(
            adopted.output.hasPrefix("Took the ledger of origin. The one that was made here is kept as \(aside):\n"))
        #expect(adopted.output.contains("The ledger's fingerprint is \(try fingerprint).\n"))
        #expect(try quinn.resolve(aside) == mine)
        #expect(try quinn.resolve("sluice/ledger") == dana.resolve("sluice/ledger"))
        #expect(try quinn.sluice("task", "add", "TASK-2", "--title", "together").status == 0)
        try quinn.sync()
        let again = try quinn.sync("--adopt")
        #expect(
            again.errors.hasPrefix("note: The ledger here can be joined with that of origin; nothing is set aside."))
    }

    @Test("a clone that trusts the ledger made here trusts the adopted one; one that trusts a third adopts nothing")
    func adoptsTrust() throws {
        try quinn.initialize("--offline")
        let mine = try quinn.resolve("sluice/ledger")
        try quinn.git("config", "sluice.trust", String(repeating: "a", count: 40))
        #expect(try quinn.sync("--adopt", status: 4).errors.contains("is trusted here: it was replaced"))
        #expect(try quinn.resolve("sluice/ledger") == mine)
        let own = try #require(quinn.ledgerPaths("trust/1/").first)
        try quinn.git("config", "sluice.trust", quinn.ledgerBlob(own))
        try quinn.sync("--adopt")
        #expect(try quinn.git("config", "sluice.trust") == fingerprint)
        #expect(try quinn.sluice("task", "list").status == 0)
    }
}

extension TestRepository {
    fileprivate func initialize(_ words: String...) throws {
        let result = try start([Places.program, "init", "--no-hooks", "--key", "TASK=task"] + words).wait()
        try #require(result.status == 0, "\(result.errors)")
    }
}
