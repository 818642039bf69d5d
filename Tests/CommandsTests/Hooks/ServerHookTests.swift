import Changes
import Foundation
import Ledger
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

    @Test(
        "T63: a tag beside which no release tag could be made is taken from nobody", arguments: ["v1.1.0/x", "v7/a/b"])
    func keepsTheNamesOfReleasesFree(name: String) throws {
        let push = try repository.tryGit("push", "origin", "main:refs/tags/\(name)")
        #expect(push.status != 0 && push.errors.contains("tag \(name) is refused: Git could not make release tag"))
        #expect(try server.git("tag", "--list").isEmpty)
        try repository.git("push", "origin", "main:refs/tags/x/v1.1.0")
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
            #expect(push.status != 0 && push.errors.contains("tag v1.0.0 is that of release 1.0.0"))
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
            let expected =
                path == "format"
                ? "the ledger only grows, but format was \(change)" : "does not hold README.md as the ledger does"
            #expect(push.status != 0 && push.errors.contains(expected), "\(push.errors)")
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

    @Test("T10: a file that one commit took out and the next put back was gone in between")
    func refusesALossThatWasMadeGood() throws {
        try repository.checkout("sluice/ledger")
        try repository.git("rm", "--quiet", "README.md")
        try repository.git("commit", "--quiet", "-m", "tamper")
        try repository.git("revert", "--no-edit", "HEAD")
        let push = try repository.tryGit("push", "origin", "sluice/ledger")
        #expect(
            push.status != 0 && push.errors.contains("does not hold README.md as the ledger does"), "\(push.errors)")
    }

    @Test("H6: after the push the server's verdict on each release tag is in its ledger, once")
    func recordsVerdicts() throws {
        try repository.approve("1.0.0", "RFC-1")
        try repository.sluice("tag", "1.0.0")
        try repository.tag("nightly")
        try repository.git("push", "--atomic", "origin", "main", "nightly", "v1.0.0", "sluice/ledger")
        let journal = {
            try server.sluice("journal").output.components(separatedBy: "tag v1.0.0 came in on ").count - 1
        }
        #expect(try journal() == 1)
        #expect(try server.sluice("journal").output.contains("the gate was open"))
        let again = try server.start(
            [Places.program, "hook", "post-receive"],
            input: Array("\(String(repeating: "0", count: 40)) \(repository.resolve("v1.0.0")) refs/tags/v1.0.0\n".utf8)
        ).wait()
        #expect(try again.status == 0 && journal() == 1)
        try #require(try repository.sluice("sync").status == 0)
        #expect(try repository.gate("1.0.0", status: 0).open)
        #expect(try repository.sluice("release", "show", "1.0.0").status == 0)
    }

    @Test("a tag that came where no pre-receive asked is recorded as it was found")
    func recordsAShutGate() throws {
        try FileManager.default.removeItem(atPath: server.path + "/hooks/pre-receive")
        try FileManager.default.removeItem(atPath: server.path + "/hooks/reference-transaction")
        try repository.tag("v1.0.0")
        try repository.git("push", "origin", "main", "v1.0.0")
        #expect(try server.sluice("journal").output.contains("the gate was shut: history"))
    }

    @Test("a sign-off by somebody whom no policy of the push lets speak for the role is refused")
    func refusesStrangers() throws {
        let policy = "\n[role \"qa\"]\n\tmember = quinn@example.org\n"
        try repository.write("more", policy)
        let edit = try repository.sluice(
            "policy", "edit", environment: ["GIT_EDITOR": "sh -c 'cat \(repository.path)/more >> \"$1\"' editor"])
        try #require(edit.status == 0, "\(edit.errors)")
        try repository.approve("1.0.0", "RFC-1")
        try repository.git("push", "origin", "sluice/ledger")
        guard let version = Version("1.0.0"), let item = ItemID("RFC-1") else { return }
        try repository.as(.manager) {
            try repository.append([
                .signOff(.init(release: version, item: item, role: "qa", decision: .approve, content: [], note: nil))
            ])
        }
        let push = try repository.tryGit("push", "origin", "sluice/ledger")
        #expect(push.status != 0 && push.errors.contains("the policy does not let Rene Manager"), "\(push.errors)")
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
