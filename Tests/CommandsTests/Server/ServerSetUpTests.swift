import Foundation
import TestSupport
import Testing

@Suite("Setting up a server")
struct ServerSetUpTests {
    private let guarded: GuardedServer
    private var clone: TestRepository { guarded.clone }
    private var server: TestRepository { guarded.server }

    init() throws { guarded = try GuardedServer() }

    private func first(_ repository: TestRepository) throws -> String {
        let lines = try repository.git("ls-tree", GuardedServer.ledger, "trust/1/").split(separator: "\n")
        let line = try #require(lines.first { $0.hasSuffix(".json") })
        return String(line.split(whereSeparator: { $0 == " " || $0 == "\t" })[2])
    }

    @Test func trustsTheLedgerThatItHas() throws {
        #expect(try server.git("config", "sluice.trust") == first(server))
        #expect(try server.git("config", "sluice.server") == "true")
    }

    @Test func leavesATrustThatIsSet() throws {
        try server.git("config", "sluice.trust", "none")
        #expect(try server.sluice("hooks", "install", "--server").status == 0)
        #expect(try server.git("config", "sluice.trust") == "none")
    }

    @Test("T69: objects that Git would not make are refused, unless somebody set it otherwise")
    func checksObjects() throws {
        #expect(try server.git("config", "receive.fsckObjects") == "true")
        let text = "tree \(try clone.resolve("main^{tree}"))\n\nTASK-1: x\n"
        let odd = try clone.git("hash-object", "-t", "commit", "-w", "--literally", "--stdin", input: Array(text.utf8))
        let pushed = try clone.tryGit("push", "origin", "\(odd):refs/heads/odd")
        #expect(pushed.status != 0 && pushed.errors.contains("missingAuthor"), "\(pushed.errors)")
        try server.git("config", "receive.fsckObjects", "false")
        #expect(try server.sluice("hooks", "install", "--server").status == 0)
        #expect(try server.git("config", "receive.fsckObjects") == "false")
    }

    @Test(
        "T70: a hook of a server's own that only mentions Sluice is chained, and the gate is asked all the same",
        arguments: [
            "# sluice hook pre-receive \"$@\" || exit 1", "echo see sluice hook pre-receive \"$@\" || exit 1",
            "sluice hook pre-receive \"$@\" || true", "exit 0\nsluice hook pre-receive \"$@\" || exit 1",
        ])
    func chainsWhatOnlyMentions(line: String) throws {
        for name in ["pre-receive", "reference-transaction"] {
            try server.write("hooks/\(name)", "#!/bin/sh\n\(line.replacing("pre-receive", with: name))\n:\n")
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o755], ofItemAtPath: "\(server.path)/hooks/\(name)")
        }
        let installed = try server.sluice("hooks", "install", "--server")
        #expect(installed.status == 0 && !installed.output.contains("pre-receive: in place"), "\(installed.output)")
        try clone.git("update-ref", "refs/tags/v1.0.0", "main")
        #expect(try guarded.refused("v1.0.0").contains("tag v1.0.0 is refused"))
    }

    @Test("T70: a server's own hook that calls Sluice by its line is left alone, unless Git does not run it")
    func leavesACaller() throws {
        let path = "\(server.path)/hooks/pre-receive"
        try server.write("hooks/pre-receive", "#!/bin/sh\n\(Places.program) hook pre-receive \"$@\" || exit 1\n:\n")
        for (mode, isLeft) in [(0o755, true), (0o644, false)] {
            try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
            let said = try server.sluice("hooks", "install", "--server").output
            #expect(said.contains("pre-receive: in place") == isLeft, "\(said)")
        }
    }

    @Test func isUndoneWithTheHooks() throws {
        #expect(try server.sluice("hooks", "uninstall").status == 0)
        #expect(try server.tryGit("config", "sluice.server").status == 1)
        #expect(try server.sluice("hooks", "uninstall").status == 0)
    }

    @Test("another ledger in its place, by somebody who can write there")
    func refusesAnotherLedger() throws {
        let other = try TestRepository()
        try other.commit("x")
        try #require(try other.sluice("init", "--no-hooks").status == 0)
        try other.git("push", "--quiet", "file://\(server.path)", "sluice/ledger:refs/heads/other")
        try server.git("update-ref", GuardedServer.ledger, "refs/heads/other")
        try? FileManager.default.removeItem(atPath: server.path + "/sluice")
        try clone.git("update-ref", "refs/tags/v1.0.0", "main")
        let said = try clone.tryGit("push", "origin", "v1.0.0")
        #expect(said.status != 0 && said.errors.contains("trust"), "\(said.errors)")
    }

    @Test("the first ledger that is pushed is trusted from then on")
    func trustsTheFirstLedgerThatComes() throws {
        let fresh = try TestRepository(bare: true)
        try fresh.sluice("hooks", "install")
        #expect(try fresh.tryGit("config", "sluice.trust").status == 1)
        try clone.git("push", "file://\(fresh.path)", "sluice/ledger")
        #expect(try fresh.git("config", "sluice.trust") == first(clone))
    }

    @Test("a bare repository with remotes can have work trees: it is no server unless that is said")
    func doesNotMistakeWorkTreesForAServer() throws {
        let bare = try clone.clone("bare.git", bare: true)
        try bare.sluice("hooks", "install")
        #expect(try bare.tryGit("config", "sluice.server").status == 1)
    }

    @Test("a server whose Git knows nobody records its verdicts all the same")
    func recordsVerdictsWithoutAnIdentity() throws {
        try server.git("config", "user.useConfigOnly", "true")
        try FileManager.default.removeItem(atPath: server.path + "/hooks/pre-receive")
        try FileManager.default.removeItem(atPath: server.path + "/hooks/reference-transaction")
        try clone.git("update-ref", "refs/tags/v1.0.0", "main")
        try clone.git("push", "--no-verify", "origin", "main")
        try server.git("update-ref", "refs/tags/v1.0.0", "main")
        let line = "\(GuardedServer.nothing) \(try server.git("rev-parse", "main")) refs/tags/v1.0.0\n"
        let names = ["GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL", "GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL"]
        let hook = try server.start(
            ["env"] + names.flatMap { ["-u", $0] } + [Places.program, "hook", "post-receive"], input: Array(line.utf8)
        ).wait()
        #expect(hook.status == 0, "\(hook.errors)")
        #expect(
            try server.git("log", "-1", "--format=%cn <%ce>", GuardedServer.ledger) == "Sluice <sluice@server.invalid>")
        #expect(try server.sluice("journal").output.contains("tag v1.0.0 came in on "))
    }
}
