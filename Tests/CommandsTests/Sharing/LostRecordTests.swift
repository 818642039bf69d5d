import TestSupport
import Testing

/// A ledger that a commit took something out of: nobody takes that over, and everybody gets it back by named commands.
@Suite("a ledger that lost something") struct LostRecordTests {
    private let shared: SharedLedger
    private var dana: TestRepository { shared.dana }
    private var quinn: TestRepository { shared.quinn }
    private static let branch = "refs/heads/sluice/ledger"
    private static let tracking = "refs/remotes/origin/sluice/ledger"

    init() throws {
        shared = try SharedLedger()
        try quinn.run("approve", "RFC-1", "--release", "1.0")
        try quinn.sync()
        try dana.sync()
    }

    /// Commits to the ledger of the server as somebody can who does not use Sluice.
    @discardableResult
    private func damage(_ script: String) throws -> String {
        let eve = try shared.server.clone("eve")
        try eve.git("switch", "-q", "sluice/ledger")
        let done = try eve.start(["sh", "-ec", script + "\ngit add -A; git commit -q -m tidy --allow-empty"]).wait()
        try #require(done.status == 0, "\(done.errors)")
        try eve.git("push", "-q", "origin", "sluice/ledger")
        return try eve.resolve("HEAD")
    }

    private static let removal = "git rm -q \"$(git ls-files releases | head -1)\""

    private func fixRemote(by clone: TestRepository, _ bad: String) throws {
        let fixed = try clone.sluice("doctor", "--fix")
        #expect(fixed.output.contains("fix  git push --force-with-lease=\(Self.branch):\(bad) origin \(Self.branch)"))
        try clone.git("push", "-q", "--force-with-lease=\(Self.branch):\(bad)", "origin", Self.branch)
    }

    @Test(
        "T37: removed, altered, made executable, or put back afterwards: no command takes it over, a writer goes on without it",
        arguments: [
            removal, "echo x >> \"$(git ls-files releases | head -1)\"",
            "git update-index --chmod=+x \"$(git ls-files releases | head -1)\"; git commit -qm x; git reset -q --hard",
            "\(removal); git commit -qm x; git checkout -q HEAD~1 -- releases",
        ])
    func takesNoLossOver(script: String) throws {
        let bad = try damage(script)
        try dana.git("fetch", "-q")
        let gate = try dana.sluice("gate", "tag", "1.0")
        #expect(gate.status == 4 && gate.errors.contains("sluice doctor --fix"), "\(gate.errors)")
        try dana.run("task", "add", "--title", "Written since")
        #expect(try dana.tryGit("merge-base", "--is-ancestor", bad, Self.branch).status == 1)
        #expect(try dana.sluice("gate", "tag", "1.0").status == 4)
        let sync = try dana.sync(status: 4)
        #expect(sync.errors.contains("nothing was taken over") && sync.errors.contains("--force-with-lease"))
        let doctor = try dana.sluice("doctor")
        #expect(doctor.status == 1 && !doctor.output.contains("fix  sluice sync"), "\(doctor.output)")
        try fixRemote(by: dana, bad)
        #expect(try dana.gate(status: 0).open)
        try dana.sync()
        // A clone that had fetched the damage, and one that had nothing yet.
        let new = try shared.server.clone("new")
        try new.sync()
        #expect(try new.gate(status: 0).open)
        #expect(try new.sluice("task", "list").output.contains("Written since"))
    }

    @Test("T37: a clone that took the damage over and wrote on top of it keeps what it wrote")
    func keepsWhatWasWrittenSince() throws {
        let bad = try damage(Self.removal)
        // As a program did that joined whatever was fetched.
        try quinn.git("fetch", "-q")
        try quinn.git("update-ref", Self.branch, bad)
        try quinn.forgetLedger()
        try quinn.run("task", "add", "--title", "On top of it")
        #expect(try quinn.sluice("gate", "tag", "1.0").status == 4)
        try dana.git("fetch", "-q")
        try fixRemote(by: dana, bad)
        #expect(try quinn.sync(status: 4).errors.contains("sluice doctor --fix"), "the damage is not pushed again")
        #expect(try quinn.sluice("doctor", "--fix").errors.contains("refs/sluice/aside/"))
        try quinn.sync()
        #expect(try quinn.gate(status: 0).open)
        try dana.sync()
        #expect(try dana.sluice("task", "list").output.contains("On top of it"))
        #expect(try dana.gate(status: 0).open)
    }

    @Test("T37: a first sync looks through the whole history")
    func looksThroughTheHistory() throws {
        try damage(Self.removal)
        let new = try shared.server.clone("new", options: ["--single-branch"])
        #expect(try new.sync(status: 4).errors.contains("sluice doctor --fix"))
        #expect(try new.tryGit("rev-parse", "--verify", Self.branch).status != 0)
        #expect(try new.sluice("doctor", "--fix").errors.contains("Restored the ledger"))
        #expect(try new.tryGit("rev-parse", "--verify", Self.branch).status == 0)
    }

    @Test(
        "T38: without files, with another format, without a policy: exit status 4, whatever else cannot be read then",
        arguments: ["git rm -rq .", "echo 2 > format", "git rm -rq trust", "git rm -q format"])
    func findsALedgerWithoutFoundations(script: String) throws {
        let bad = try damage(script)
        for clone in [dana, try shared.server.clone("new")] {
            try clone.git("fetch", "-q")
            let gate = try clone.sluice("gate", "tag", "1.0")
            #expect(gate.status == 4 && gate.errors.contains("sluice doctor --fix"), "\(gate.errors)")
        }
        try fixRemote(by: dana, bad)
        #expect(try dana.gate(status: 0).open)
    }

    @Test(
        "T39: another ledger that is joined by hand has nothing of this one to lose; one that takes its place is a loss"
    )
    func ignoresAForeignLedger() throws {
        let other = try TestRepository()
        try other.commit("other")
        try other.makeLedger(identity: "fedcba9876543210fedcba9876543210")
        try dana.git("fetch", "-q", "file://\(other.path)", "sluice/ledger:other")
        let tree = try dana.resolve("sluice/ledger^{tree}")
        let join = try dana.git("commit-tree", "-p", "sluice/ledger", "-p", "other", "-m", "Join", tree)
        try dana.git("update-ref", Self.branch, join)
        #expect(try dana.gate(status: 0).open)
        #expect(!(try dana.sluice("doctor").output.contains("problem  trust")))
        let theirs = try dana.resolve("other^{tree}")
        let replaced = try dana.git("commit-tree", "-p", "sluice/ledger", "-m", "Theirs", theirs)
        try dana.git("update-ref", Self.branch, replaced)
        #expect(try dana.sluice("gate", "tag", "1.0").status == 4)
        #expect(try dana.sluice("doctor", "--fix").errors.contains("Restored the ledger"))
        #expect(try dana.gate(status: 0).open)
    }

    @Test("T40: a foreign ledger in place of the remote's: a clone that trusts its own is shown how to put that back")
    func namesTheTrustedLedger() throws {
        let first = try dana.sluice("doctor").output
        let fingerprint = try #require(first.split(separator: "fingerprint ").last?.prefix(40)).description
        try dana.git("config", "sluice.trust", fingerprint)
        let other = try TestRepository()
        try other.commit("other")
        try other.makeLedger(identity: "fedcba9876543210fedcba9876543210")
        try other.git("push", "-qf", "file://\(shared.server.path)", "sluice/ledger")
        let bad = try other.resolve("sluice/ledger")
        try dana.git("fetch", "-q")
        let push = "git push --force-with-lease=\(Self.branch):\(bad) origin \(Self.branch)"
        let gate = try dana.sluice("gate", "tag", "1.0")
        #expect(gate.status == 4 && gate.errors.contains(push), "\(gate.errors)")
        let doctor = try dana.sluice("doctor")
        #expect(doctor.output.contains(push) && !doctor.output.contains("fix  sluice sync\n"), "\(doctor.output)")
        try dana.git("push", "-q", "--force-with-lease=\(Self.branch):\(bad)", "origin", Self.branch)
        #expect(try dana.gate(status: 0).open)
        try dana.sync()
    }

    @Test("T41: nothing is recorded while a work tree has the ledger's branch, and a commit there is found")
    func refusesACheckedOutBranch() throws {
        try dana.git("worktree", "add", "-q", "../place", "sluice/ledger")
        let refused = try dana.sluice("task", "add", "--title", "x")
        #expect(refused.status == 1 && refused.errors.contains("switch --detach"), "\(refused.errors)")
        #expect(try dana.sluice("doctor").output.contains("the ledger's branch is checked out in"))
        try dana.git("-C", "../place", "switch", "-q", "--detach")
        try dana.run("task", "add", "--title", "x")
        #expect(!(try dana.sluice("doctor").output.contains("checked out")))
    }
}

/// Hosts take objects that Git itself would not make.
@Suite("a malformed object of the ledger") struct MalformedLedgerTests {
    private static let branch = "refs/heads/sluice/ledger"

    @Test("F7: the reference that brought it is named, with the command that puts back the last good commit")
    func namesTheWayBack() throws {
        let shared = try SharedLedger()
        let dana = shared.dana
        try dana.sync()
        let tip = try dana.resolve(Self.branch)
        // The entry of the file `format`, twice.
        let digits = Array(try dana.resolve(tip + ":format"))
        let bytes = stride(from: 0, to: digits.count, by: 2).compactMap {
            UInt8(String(digits[$0...($0 + 1)]), radix: 16)
        }
        let entry = Array("100644 format\0".utf8) + bytes
        let tree = try dana.git(
            "hash-object", "-t", "tree", "-w", "--literally", "--stdin", input: entry + entry)
        let bad = try dana.git("commit-tree", tree, "-p", tip, "-m", "x")
        try dana.git("push", "-q", "origin", "\(bad):\(Self.branch)")
        try dana.git("fetch", "-q")
        let push = "git push --force-with-lease=\(Self.branch):\(bad) origin \(tip):\(Self.branch)"
        let gate = try dana.sluice("gate", "tag", "1.0")
        #expect(
            gate.status == 3 && gate.errors.contains("origin brought it") && gate.errors.contains(push),
            "\(gate.errors)")
        #expect(try dana.sluice("doctor").output.contains(push))
        #expect(try dana.sluice("doctor", "--fix").errors.contains(push))
        let fresh = try shared.server.clone("fresh")
        #expect(try fresh.sluice("gate", "tag", "1.0").errors.contains(push), "an ancestor can be read")
        try dana.git("push", "-q", "--force-with-lease=\(Self.branch):\(bad)", "origin", "\(tip):\(Self.branch)")
        try dana.sync()
        try dana.git("update-ref", Self.branch, bad)
        let local = try dana.sluice("gate", "tag", "1.0")
        #expect(local.errors.contains("`git update-ref \(Self.branch) \(tip)`"), "\(local.errors)")
    }
}

/// What a loss of power, or anybody who writes into the Git directory, leaves behind.
@Suite("damaged files of the ledger") struct DamagedLedgerFileTests {
    @Test("F9: an empty file of the ledger's branch: its last commit is named, and doctor --fix gives it back")
    func repairsTheBranch() throws {
        let repository = try TestRepository.withOpenGate()
        let tip = try repository.resolve("sluice/ledger")
        try repository.write(".git/refs/heads/sluice/ledger", "")
        let gate = try repository.sluice("gate", "tag", "1.0")
        #expect(
            gate.status == 3 && gate.errors.contains("refs/heads/sluice/ledger is empty or damaged"), "\(gate.errors)")
        #expect(try repository.sluice("doctor").output.contains("fix  sluice doctor --fix"))
        try repository.sluice("doctor", "--fix")
        #expect(try repository.resolve("sluice/ledger") == tip)
        #expect(try repository.gate(status: 0).open)
    }

    @Test("F10: a memory of the ledger that nobody can read is reported, not taken for none")
    func reportsADamagedMemory() throws {
        let repository = try TestRepository.withOpenGate()
        try repository.write(".git/sluice/ledger-seen", "\u{1}\u{2}junk")
        #expect(try repository.sluice("gate", "tag", "1.0").errors.contains("ledger-seen cannot be read"))
        #expect(try repository.sluice("doctor").output.contains("ledger-seen cannot be read"))
        #expect(!(try repository.sluice("doctor", "--fix").output.contains("ledger-seen")))
    }
}

extension TestRepository {
    fileprivate func run(_ words: String...) throws {
        let result = try start([Places.program] + words).wait()
        try #require(result.status == 0, "\(words): \(result.output)\(result.errors)")
    }
}
