import Foundation
import TestSupport
import Testing

@Suite("The hooks of a server")
struct ServerHookTests {
    private let repository: TestRepository
    private let server: TestRepository

    init() throws {
        repository = try TestRepository()
        try repository.makeLedger()
        try repository.addItems(["RFC-1"])
        try repository.commit("RFC-1: first")
        server = try repository.clone("server.git", bare: true)
        try repository.git("remote", "add", "origin", "file://\(server.path)")
        try #require(try server.sluice("hooks", "install").status == 0)
    }

    @Test func letsBranchesAndOtherTagsPass() throws {
        try repository.commit("no item")
        try repository.tag("nightly")
        try repository.git("push", "origin", "main", "nightly", "main:other")
        try repository.git("push", "origin", ":nightly", ":other")
    }

    @Test("H6: a release tag is judged by the ledger that the same push brings, out of quarantine")
    func judgesByThePushedLedger() throws {
        try repository.approve("1.0.0", "RFC-1")
        try repository.sluice("tag", "1.0.0")
        let alone = try repository.tryGit("push", "origin", "v1.0.0")
        #expect(alone.status != 0 && alone.errors.contains("tag v1.0.0 is refused"))
        try repository.git("push", "--atomic", "origin", "v1.0.0", "sluice/ledger")
        #expect(try server.git("tag", "--list") == "v1.0.0")
    }

    @Test func takesTagAndLedgerInOnePushThatIsNotAtomic() throws {
        try repository.approve("1.0.0", "RFC-1")
        try repository.sluice("tag", "1.0.0")
        try repository.git("push", "origin", "v1.0.0", "main", "sluice/ledger")
    }

    @Test func judgesSeveralReleasesOfOnePush() throws {
        try repository.approve("1.0.0", "RFC-1")
        try repository.sluice("tag", "1.0.0")
        try repository.commit("RFC-1: second")
        try repository.approve("1.1.0", "RFC-1")
        try repository.sluice("tag", "1.1.0")
        try repository.git("push", "origin", "main", "v1.0.0", "v1.1.0", "sluice/ledger")
        #expect(try server.git("tag", "--list") == "v1.0.0\nv1.1.0")
    }

    @Test("H4: of two tags one is unapproved: all is refused, and the tag named")
    func refusesAPush() throws {
        try repository.approve("1.0.0", "RFC-1")
        try repository.sluice("tag", "1.0.0")
        try repository.tag("v1.1.0")
        let push = try repository.tryGit("push", "origin", "main", "v1.0.0", "v1.1.0", "sluice/ledger")
        #expect(push.status != 0 && push.errors.contains("tag v1.1.0 is refused"))
        #expect(!push.errors.contains("tag v1.0.0 is refused"))
        #expect(try server.git("tag", "--list").isEmpty)
    }

    @Test func refusesToMoveOrDeleteWhatIsTagged() throws {
        try repository.approve("1.0.0", "RFC-1")
        try repository.sluice("tag", "1.0.0")
        try repository.git("push", "origin", "v1.0.0", "sluice/ledger")
        for change in ["+main:refs/tags/v1.0.0", ":refs/tags/v1.0.0"] {
            let push = try repository.tryGit("push", "origin", change)
            #expect(push.status != 0 && push.errors.contains("tag v1.0.0 stands for release 1.0.0"))
        }
    }

    @Test("T9: the ledger cannot be rewound, replaced or deleted")
    func refusesARewoundLedger() throws {
        try repository.addItems(["RFC-2"])
        try repository.git("push", "origin", "sluice/ledger")
        let changes = ["+sluice/ledger~1:sluice/ledger", ":sluice/ledger", "+main:sluice/ledger"]
        for change in changes.map({ $0.replacingOccurrences(of: ":sluice", with: ":refs/heads/sluice") }) {
            let push = try repository.tryGit("push", "origin", change)
            #expect(push.status != 0 && push.errors.contains("branch sluice/ledger is the ledger"), "\(push.errors)")
        }
    }

    @Test("T10: files of the ledger can be neither changed nor removed")
    func refusesALedgerThatLosesFiles() throws {
        try repository.checkout("sluice/ledger")
        for (path, change) in [("format", "changed"), ("README.md", "removed")] {
            if change == "removed" {
                try repository.git("rm", "--quiet", path)
            } else {
                try repository.write(path, "2\n")
            }
            try repository.git("commit", "--quiet", "--all", "-m", "tamper")
            let push = try repository.tryGit("push", "origin", "sluice/ledger")
            #expect(push.status != 0 && push.errors.contains("the ledger only grows, but \(path) was \(change)"))
            try repository.git("reset", "--quiet", "--hard", "HEAD~1")
        }
    }

    @Test(
        "T10, T13: what is added to the ledger has to verify",
        arguments: ["items/aa/bb/RFC-9/note.txt", "items/aa/bb/RFC-9/20261122T212100.123Z-3f9a1c2e5b7d9f01.json"])
    func refusesWhatDoesNotVerify(path: String) throws {
        try repository.checkout("sluice/ledger")
        try repository.write(path, "{}\n")
        try repository.git("add", ".")
        try repository.git("commit", "--quiet", "-m", "tamper")
        let push = try repository.tryGit("push", "origin", "sluice/ledger")
        #expect(push.status != 0 && push.errors.contains("the ledger does not verify: \(path)"), "\(push.errors)")
    }

    @Test func takesJoinedLedgers() throws {
        let other = try server.clone("other")
        try other.git("branch", "sluice/ledger", "origin/sluice/ledger")
        try other.addItems(["RFC-2"])
        try repository.addItems(["RFC-3"])
        try repository.git("push", "origin", "sluice/ledger")
        #expect(try other.tryGit("push", "origin", "sluice/ledger").status != 0)
        try other.git("fetch", "--quiet")
        try other.checkout("sluice/ledger")
        try other.git("merge", "--quiet", "--no-edit", "origin/sluice/ledger")
        try other.git("push", "origin", "sluice/ledger")
    }

    @Test func startsALedgerOnAServerThatHasNone() throws {
        let fresh = try TestRepository(bare: true)
        try #require(try fresh.sluice("hooks", "install").status == 0)
        try repository.tag("v0.9.0")
        try repository.git("push", "file://\(fresh.path)", "main", "v0.9.0")
        let push = try repository.tryGit("push", "file://\(fresh.path)", "main:sluice/ledger")
        #expect(push.status != 0)
        try repository.git("push", "file://\(fresh.path)", "sluice/ledger")
    }
}
