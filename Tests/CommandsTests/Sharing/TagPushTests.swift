import TestSupport
import Testing

@Suite("F5: tag and ledger reach the remote together, or neither does")
struct TagPushTests {
    private let shared: SharedLedger
    private var dana: TestRepository { shared.dana }
    private var quinn: TestRepository { shared.quinn }

    init() throws {
        shared = try SharedLedger()
        try shared.quinn.sluice("approve", "RFC-1", "--release", "1.0")
        try shared.quinn.sync()
    }

    private func remoteState() throws -> (tags: String, ledger: String) {
        let server = shared.server
        return (try server.git("tag", "--list"), try server.git("rev-parse", "sluice/ledger"))
    }

    /// Tags and pushes, where the remote will refuse; gives what was told.
    private func refusedPush(status: Int32) throws -> String {
        let before = try remoteState()
        let result = try dana.sluice("tag", "1.0", "--push")
        #expect(result.status == status, "\(result.errors)")
        let after = try remoteState()
        #expect(after == before, "neither is there")
        #expect(try dana.git("tag", "--list") == "v1.0")
        #expect(result.errors.contains("tag v1.0 and its manifest stand here"))
        #expect(result.errors.contains("`sluice tag 1.0 --push origin` pushes again"))
        #expect(!result.errors.contains("tag -d"))
        return result.errors
    }

    @Test("both arrive, judged by what the remote's ledger holds, which was not fetched before")
    func pushesBoth() throws {
        let result = try dana.sluice("tag", "1.0", "--push")
        try #require(result.status == 0, "\(result.errors)")
        #expect(result.output.hasSuffix("Pushed v1.0 and the ledger to origin.\n"))
        #expect(try shared.server.git("rev-parse", "v1.0") == dana.git("rev-parse", "v1.0"))
        #expect(try remoteState().ledger == dana.git("rev-parse", "sluice/ledger"))
        let again = try dana.sluice("tag", "1.0", "--push", "origin")
        #expect(again.status == 0 && again.errors.contains("is there already"))
    }

    @Test("T63: a tag in the way, here or at the remote: nothing is written, and the command is named")
    func namesWhatIsInTheWay() throws {
        try shared.server.git("update-ref", "refs/tags/v1.0/x", "main")
        let before = try dana.git("rev-parse", "sluice/ledger")
        let refused = try dana.sluice("tag", "1.0", "--push")
        #expect(refused.status == 1 && refused.errors.contains("tag v1.0/x of origin is in the way of v1.0"))
        #expect(refused.errors.contains("`git push origin :refs/tags/v1.0/x`"), "\(refused.errors)")
        try #require(try dana.git("tag", "--list").isEmpty)
        #expect(try dana.git("rev-list", "\(before)..sluice/ledger", "--grep", "^tag").isEmpty)
        try dana.git("fetch", "--quiet", "--tags")
        let verdict = try dana.gate("1.0", status: 1)
        #expect(verdict.codes == ["history"] && verdict.findings[0].found == "tag v1.0/x is in the way")
        #expect(
            verdict.findings[0].mend
                == ["git tag -d v1.0/x", "git push origin :refs/tags/v1.0/x  (where it was shared)"])
        try #require(try dana.sluice("tag", "1.0").status == 1)
        try dana.git("tag", "-d", "v1.0/x")
        try dana.git("push", "origin", ":refs/tags/v1.0/x")
        let tagged = try dana.sluice("tag", "1.0", "--push")
        #expect(tagged.status == 0, "\(tagged.errors)")
    }

    @Test("what the remote's hooks say to a push that they take, without what a terminal would do with it")
    func showsWhatTheServerSaid() throws {
        let script = "#!/bin/sh\nprintf 'mirrored to \\033[31mbackup   \\n\\n'; echo 'quota: 90 %' >&2\n"
        try shared.server.write("hooks/post-receive", script)
        try shared.server.makeExecutable("hooks/post-receive")
        let result = try dana.sluice("tag", "1.0", "--push")
        try #require(result.status == 0, "\(result.errors)")
        #expect(result.errors.contains("origin says: quota: 90 %"), "\(result.errors)")
        #expect(result.errors.contains("origin says: mirrored to "))
        #expect(!result.errors.contains("\u{1B}"))
        try quinn.sluice("rfc", "add", "RFC-7", "--title", "seven")
        #expect(try quinn.sync().errors.contains("origin says: quota: 90 %"))
    }

    @Test("a hook refuses the one or the other", arguments: ["refs/tags/v1.0", "refs/heads/sluice/ledger"])
    func leavesNeitherWhereAHookRefuses(reference: String) throws {
        let script = "#!/bin/sh\nif [ \"$1\" = \(reference) ]; then echo 'no such thing' >&2; exit 1; fi\n"
        try shared.server.write("hooks/update", script)
        try shared.server.makeExecutable("hooks/update")
        #expect(try refusedPush(status: 1).contains("no such thing"))
        try shared.server.write("hooks/update", "#!/bin/sh\nexit 0\n")
        let tagged = try dana.sluice("tag", "1.0", "--push")
        #expect(tagged.status == 0, "\(tagged.errors)")
        #expect(try remoteState().tags == "v1.0")
    }

    @Test("another tag of that name is there")
    func leavesNeitherWhereTheTagIsTaken() throws {
        try shared.server.git("update-ref", "refs/tags/v1.0", "main")
        let result = try dana.sluice("tag", "1.0", "--push")
        #expect(result.status == 1 && result.errors.contains("origin has neither"), "\(result.errors)")
        #expect(try remoteState().ledger != dana.git("rev-parse", "sluice/ledger"))
    }

    @Test func refusesARemoteThatCannotTakeTwoAsOne() throws {
        try shared.server.git("config", "receive.advertiseAtomic", "false")
        #expect(try refusedPush(status: 3).contains("cannot take two references as one"))
    }

    @Test("the remote goes away before it is asked: nothing is tagged")
    func tagsNothingWithoutTheRemote() throws {
        try dana.git("remote", "set-url", "origin", "file:///nowhere")
        #expect(try dana.sluice("tag", "1.0", "--push").status == 3)
        #expect(try dana.git("tag", "--list").isEmpty)
    }

    @Test("someone was faster: joined, and pushed again")
    func pushesAgain() throws {
        try #require(try dana.sync().status == 0)
        try #require(try dana.sluice("tag", "1.0").status == 0)
        try quinn.sluice("rfc", "add", "RFC-7", "--title", "seven")
        try quinn.sync()
        #expect(try dana.sluice("tag", "1.0", "--push").status == 0)
        #expect(try shared.server.sluice("rfc", "show", "RFC-7").status == 0)
    }

    @Test("what came meanwhile shuts the gate: neither is pushed")
    func judgesAgain() throws {
        try #require(try dana.sync().status == 0)
        try #require(try dana.sluice("tag", "1.0").status == 0)
        try quinn.sluice("reject", "RFC-1", "--release", "1.0", "--note", "no")
        try quinn.sync()
        let result = try dana.sluice("tag", "1.0", "--push")
        #expect(result.status == 1)
        #expect(try remoteState().tags.isEmpty)
    }

    @Test func refusesARemoteWithoutPush() throws {
        #expect(try dana.sluice("tag", "1.0", "origin").status == 2)
        #expect(try dana.git("tag", "--list").isEmpty)
    }
}
