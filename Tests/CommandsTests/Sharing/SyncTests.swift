import Foundation
import TestSupport
import Testing

@Suite("sync: two clones, one ledger")
struct SyncTests {
    private let shared: SharedLedger
    private var dana: TestRepository { shared.dana }
    private var quinn: TestRepository { shared.quinn }

    init() throws { shared = try SharedLedger() }

    @Test func bringsAndSendsWhatIsNew() throws {
        try quinn.sluice("approve", "RFC-1", "--release", "1.0")
        #expect(try quinn.sync().output == "origin: 0 records came, 1 went\n  went  RFC-1 in 1.0\n")
        try dana.sluice("rfc", "add", "RFC-7", "--title", "seven")
        let both = try dana.sync()
        #expect(both.output == "origin: 1 record came, 1 went\n  came  RFC-1 in 1.0\n  went  RFC-7\n")
        #expect(try dana.git("log", "-1", "--format=%s %p", "sluice/ledger").split(separator: " ").count == 7)
        try quinn.sync()
        #expect(try quinn.git("rev-parse", "sluice/ledger") == dana.git("rev-parse", "sluice/ledger"))
        #expect(try dana.sync().output == "origin: 0 records came, 0 went\n")
        #expect(try dana.gate("1.0", status: 0).open)
    }

    @Test("one number that two clones gave to two items is reported when they meet, until somebody says which it is")
    func reportsRivals() throws {
        try dana.sluice("rfc", "add", "RFC-7", "--title", "it's Dana's")
        try quinn.sluice("rfc", "add", "RFC-7", "--title", "Quinn's")
        #expect(try !dana.sync().errors.contains("RFC-7"))
        let met = try quinn.sync()
        #expect(
            met.errors.contains("warning: RFC-7 was added as ") && met.errors.contains("not seen each other"),
            "\(met.errors)")
        let hints = [#"edit RFC-7 --title 'it'\''s Dana'\''s'` says"#, #"add --title 'Quinn'\''s'` adds the other"#]
        for hint in hints {
            #expect(met.errors.contains("`sluice rfc " + hint), "\(met.errors)")
        }
        try quinn.sluice("rfc", "edit", "RFC-7", "--title", "Quinn's")
        try quinn.sync()
        #expect(try !dana.sync().errors.contains("was added as"))
    }

    @Test("F4: two clones that wrote apart, joined in either order, hold the same ledger")
    func joinsInEitherOrder() throws {
        for number in 10...14 {
            try dana.sluice("rfc", "add", "RFC-\(number)", "--title", "Dana")
            try quinn.sluice("rfc", "add", "RFC-\(number + 10)", "--title", "Quinn")
            try quinn.sluice("rfc", "edit", "RFC-1", "--title", "Quinn \(number)")
            try dana.sluice("rfc", "edit", "RFC-1", "--title", "Dana \(number)")
        }
        let copy = try shared.server.clone("copy.git", bare: true)
        try dana.git("remote", "add", "copy", "file://\(copy.path)")
        try quinn.git("remote", "add", "copy", "file://\(copy.path)")
        try quinn.git("branch", "before", "sluice/ledger")
        try dana.git("branch", "before", "sluice/ledger")
        try dana.sync()
        try quinn.sync()
        let first = try quinn.ledgerFiles()
        try quinn.git("update-ref", "refs/heads/sluice/ledger", "before")
        try dana.git("update-ref", "refs/heads/sluice/ledger", "before")
        try dana.forgetLedger()
        try quinn.forgetLedger()
        try quinn.sync("copy")
        try dana.sync("copy")
        #expect(try dana.ledgerFiles() == first)
        #expect(try shared.server.ledgerFiles() == copy.ledgerFiles())
    }

    @Test("T48: where two edited the policy at the same time, one takes the other's, and has the own one kept")
    func leavesTheCircleOfTwoPolicies() throws {
        for (clone, name) in [(dana, "one"), (quinn, "two")] {
            let text = try clone.sluice("policy", "show").output + "\n# \(name)\n"
            let edited = try clone.sluice("policy", "edit", "--file", "-", "--reason", name, input: Array(text.utf8))
            try #require(edited.status == 0, "\(edited.errors)")
        }
        try dana.sync()
        let stuck = try quinn.sync(status: 4)
        #expect(stuck.errors.contains("`sluice sync --adopt`"), "\(stuck.errors)")
        let mine = try quinn.resolve("sluice/ledger")
        let adopted = try quinn.sync("--adopt")
        #expect(adopted.output.contains("is kept as refs/sluice/aside/\(mine.prefix(10))"), "\(adopted.output)")
        #expect(try quinn.sluice("policy", "show").output.contains("# one"))
        #expect(try quinn.sluice("policy", "check").status == 0)
        try dana.sync()
    }

    @Test("a fresh clone has no local branch: it reads the remote-tracking one, and sync makes the local one")
    func startsInAFreshClone() throws {
        let fresh = try shared.server.clone("fresh")
        #expect(try fresh.sluice("rfc", "show", "RFC-1").errors.isEmpty)
        #expect(try fresh.sync().output.hasPrefix("origin: "))
        #expect(try fresh.git("rev-parse", "sluice/ledger") == fresh.git("rev-parse", "origin/sluice/ledger"))
    }

    @Test("a clone of one branch gets the ledger by sync")
    func startsInACloneOfOneBranch() throws {
        let single = try shared.server.clone("single", options: ["--single-branch"])
        #expect(try single.sluice("gate", "tag", "1.0").status == 3)
        try single.sync()
        #expect(try !single.gate("1.0", status: 1).open)
    }

    @Test("a diverged pair is read as the union, without a word, and joined by the next record, which says so")
    func readsTheUnion() throws {
        try quinn.sluice("reject", "RFC-1", "--release", "1.0", "--note", "no")
        try quinn.sync()
        try dana.sluice("approve", "RFC-1", "--release", "1.0", person: .manager)
        #expect(try dana.gate("1.0", status: 0).open)
        try dana.git("fetch", "--quiet")
        let verdict = try dana.sluice("gate", "tag", "1.0")
        #expect(verdict.status == 1, "the rejection counts")
        #expect(verdict.errors.isEmpty, "\(verdict.errors)")
        let note = "note: origin/sluice/ledger holds records that the local ledger lacks: both are read"
        #expect(try dana.sluice("doctor").errors.contains(note))
        let edit = try dana.sluice("rfc", "edit", "RFC-2", "--title", "other")
        #expect(edit.errors.hasPrefix(note), "\(edit.errors)")
        #expect(try dana.git("log", "-1", "--format=%p", "sluice/ledger").split(separator: " ").count == 2)
        #expect(try dana.sluice("gate", "tag", "1.0").errors.isEmpty)
    }

    @Test("who records something is told once that others see it after a sync; who reads, or shares, is not")
    func remindsOfSync() throws {
        let note = "note: Others see this after `sluice sync`.\n"
        let added = try dana.sluice("rfc", "add", "--title", "new")
        #expect(added.errors == note && added.output.hasPrefix("Added"), "\(added.errors)")
        let approval = try quinn.sluice("approve", "--all", "--release", "1.0")
        #expect(approval.errors.hasSuffix(note), "\(approval.errors)")
        #expect(approval.errors.components(separatedBy: "sluice sync").count == 2, "\(approval.errors)")
        for silent in [
            try quinn.sluice("approve", "--all", "--release", "1.0"), try dana.sluice("release", "list"),
            try dana.sluice("rfc", "add", "--title", "for a program", "--json"), try dana.sync(), try quinn.sync(),
            try dana.sluice("tag", "1.0", "--push"),
        ] { #expect(!silent.errors.contains("Others see"), "\(silent.errors)") }
        try dana.git("remote", "remove", "origin")
        #expect(try dana.sluice("rfc", "add", "--title", "alone").errors.isEmpty)
    }

    @Test("a sync brings no tags: it names those of releases that were tagged elsewhere, until they are here")
    func namesTagsThatAreNotHere() throws {
        try quinn.sluice("approve", "RFC-1", "--release", "1.0")
        try quinn.sync()
        try #require(try dana.sluice("tag", "1.0", "--push").status == 0)
        #expect(
            try quinn.sync().errors
                == "note: The ledger has the manifest of v1.0, but this clone lacks the tag: `git fetch --tags origin` brings it.\n"
        )
        try quinn.git("fetch", "--quiet", "--tags", "origin")
        #expect(try quinn.sync().errors.isEmpty)
        #expect(try quinn.sluice("release", "list").output.contains("tagged"))
    }

    @Test("T8: two policies with one number are a hard stop, for reading and for joining")
    func refusesTwoPolicies() throws {
        let policies = [
            (quinn, "\n[release]\n\tbackports = first-release\n"), (dana, "\n[link]\n\tbranch-names = false\n"),
        ]
        for (clone, line) in policies {
            try clone.write("more", line)
            let editor = "sh -c 'cat \(clone.path)/more >> \"$1\"' editor"
            let edit = try clone.sluice("policy", "edit", environment: ["GIT_EDITOR": editor])
            try #require(edit.status == 0, "\(edit.errors)")
        }
        try quinn.sync()
        let before = try dana.git("rev-parse", "sluice/ledger")
        #expect(try dana.sync(status: 4).errors.contains("trust/2: there are several records"))
        #expect(try dana.git("rev-parse", "sluice/ledger") == before)
        for command in [["gate", "tag", "1.0"], ["tag", "1.0"], ["rfc", "list"]] {
            #expect(try dana.start([Places.program] + command).wait().status == 4)
        }
    }

    @Test("T8: the same policy recorded twice is two decisions, too")
    func refusesOnePolicyRecordedTwice() throws {
        for clone in [quinn, dana] {
            try clone.write("more", "\n[release]\n\tbackports = first-release\n")
            let editor = "sh -c 'cat \(clone.path)/more >> \"$1\"' editor"
            let edit = try clone.sluice("policy", "edit", environment: ["GIT_EDITOR": editor])
            try #require(edit.status == 0, "\(edit.errors)")
        }
        try quinn.sync()
        #expect(try dana.sync(status: 4).errors.contains("trust/2: there are several records"))
    }

    @Test func refusesALedgerThatWasMadeApart() throws {
        let other = try TestRepository()
        try other.commit("first")
        try #require(try other.sluice("init", "--no-hooks").status == 0)
        try other.git("remote", "add", "origin", "file://\(shared.server.path)")
        #expect(try other.sync(status: 4).errors.contains("are two ledgers, made apart"))
    }

    @Test("T9: a remote's ledger that went back is not followed, and told each time")
    func findsARemoteThatWentBack() throws {
        try quinn.sluice("reject", "RFC-1", "--release", "1.0", "--note", "no")
        try quinn.sync()
        try dana.sync()
        try shared.server.git("update-ref", "refs/heads/sluice/ledger", "sluice/ledger~1")
        for _ in 1...2 { #expect(try dana.sync(status: 4).errors.contains("the ledger of origin went back")) }
        try shared.server.git("update-ref", "-d", "refs/heads/sluice/ledger")
        #expect(try dana.sync(status: 4).errors.contains("the ledger of origin went back"))
        let known = try dana.git("rev-parse", "origin/sluice/ledger")
        try dana.git("push", "--quiet", "origin", "\(known):refs/heads/sluice/ledger")
        try dana.sync()
    }

    @Test("what a server's hook refuses is told in its words, and stays here")
    func tellsARefusal() throws {
        try shared.server.write("hooks/pre-receive", "#!/bin/sh\necho 'not today' >&2\nexit 1\n")
        try shared.server.makeExecutable("hooks/pre-receive")
        try dana.sluice("rfc", "add", "RFC-7", "--title", "seven")
        let result = try dana.sync(status: 1)
        #expect(result.errors.contains("origin refuses the push") && result.errors.contains("not today"))
        #expect(try dana.sluice("rfc", "show", "RFC-7").status == 0)
    }

    @Test func startsTheLedgerOfARemoteThatHasNone() throws {
        let empty = try TestRepository(bare: true)
        try dana.git("remote", "add", "empty", "file://\(empty.path)")
        #expect(try dana.sync("empty").output.hasPrefix("empty: 0 records came, 4 went\n"))
        #expect(try empty.ledgerFiles() == dana.ledgerFiles())
    }

    @Test("a fork's ledger is not the project's: of several remotes one has to be named")
    func readsNoForkByChance() throws {
        try dana.git("remote", "rename", "origin", "upstream")
        try dana.git("config", "--unset", "branch.sluice/ledger.remote")
        try dana.git("remote", "add", "fork", "file://\(quinn.path)")
        try dana.git("fetch", "--quiet", "fork")
        let gate = try dana.sluice("gate", "tag", "1.0")
        #expect(
            gate.status == 3 && gate.errors.contains("none is named for the ledger: fork, upstream"), "\(gate.errors)")
        try dana.git("config", "sluice.remote", "upstream")
        #expect(try dana.sync().output.hasPrefix("upstream: "))
    }

    @Test("T16: a remote is one that is configured, never an option or an address")
    func takesConfiguredRemotesOnly() throws {
        for name in ["nowhere", "file://\(shared.server.path)", "../server.git"] {
            #expect(try dana.sync(name, status: 2).errors.contains("is no remote of this repository"))
        }
        #expect(try dana.sluice("sync", "--", "--upload-pack=touch x").status == 2)
        let lone = try TestRepository()
        try lone.makeLedger()
        #expect(try lone.sync(status: 3).errors.contains("there is no remote"))
    }

    @Test func tellsAMissingRemoteAndALedgerThatIsNowhere() throws {
        try dana.git("remote", "set-url", "origin", "file:///nowhere")
        #expect(try dana.sync(status: 3).errors.contains("origin cannot be reached"))
        let empty = try TestRepository(bare: true)
        let other = try TestRepository()
        try other.git("remote", "add", "origin", "file://\(empty.path)")
        #expect(try other.sync(status: 3).errors.hasPrefix("error: origin has no ledger\n"))
    }

    @Test("two clones that sync at once both arrive")
    func triesAgain() throws {
        for clone in [dana, quinn] {
            try clone.sluice("rfc", "add", clone.person == .tester ? "RFC-8" : "RFC-9", "--title", "x")
        }
        let running = try [dana, quinn].map { try $0.start([Places.program, "sync"]) }
        for command in running { #expect(try command.wait().status == 0) }
        let items = try shared.server.sluice("rfc", "list").output
        #expect(items.contains("RFC-8") && items.contains("RFC-9"))
    }
}
