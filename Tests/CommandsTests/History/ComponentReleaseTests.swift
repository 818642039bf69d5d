import Foundation
import TestSupport
import Testing

/// R37: several things with releases of their own in one repository, from `init` to production.
@Suite("R37: components") struct ComponentReleaseTests {
    private static let policy = """
        [item "RFC"]
            kind = rfc
        [release]
            branch = main
        [component "api"]
            tag = api-v{version}
            path = api/
            path = shared/
        [component "web"]
            tag = web-v{version}
            path = web/
            path = shared/
            signoff = web-qa
        [sign-off]
            role = qa
        [environment "production"]
            window = required
        [ledger]
            needs = 4
        """

    private let repository: TestRepository

    /// Both have 1.0.0; then RFC-3 changes web, RFC-4 api, RFC-5 both, RFC-6 what both share, and RFC-7 nobody's file.
    init() throws {
        repository = try TestRepository()
        try repository.commit("RFC-1: api", files: ["api/a": "1\n"])
        try repository.commit("RFC-2: web", files: ["web/a": "1\n"])
        for name in ["api-v1.0.0", "web-v1.0.0"] { try repository.tag(name) }
        try repository.makeLedger(policy: Self.policy)
        try repository.addItems((1...7).map { "RFC-\($0)" })
        try repository.commit("RFC-3: web", files: ["web/b": "1\n"])
        try repository.commit("RFC-4: api", files: ["api/b": "1\n"])
        try repository.commit("RFC-5: both", files: ["api/c": "1\n", "web/c": "1\n"])
        try repository.commit("RFC-6: shared", files: ["shared/a": "1\n"])
        try repository.commit("RFC-7: nobody's", files: ["README": "1\n"])
    }

    private func run(_ words: String..., status: Int32 = 0, person: TestSupport.Person? = nil) throws -> CommandResult {
        let result = try repository.start([Places.program] + words, person: person).wait()
        #expect(result.status == status, "\(words): \(result.output)\(result.errors)")
        return result
    }

    private func subjects(_ release: String) throws -> [String] {
        let result = try run("log", release, "--json")
        return try JSONDecoder().decode(LogAnswer.self, from: Data(result.outputBytes)).subjects
    }

    @Test("a release has the commits of its component's files; what both own is in both")
    func partsTheHistory() throws {
        for name in ["api/1.1.0", "web/1.1.0"] { _ = try run("release", "new", name) }
        #expect(try subjects("web/1.1.0") == ["RFC-3: web", "RFC-5: both", "RFC-6: shared"])
        #expect(try subjects("api/1.1.0") == ["RFC-4: api", "RFC-5: both", "RFC-6: shared"])
        let gate = try run("gate", "tag", "web/1.1.0", status: 1)
        #expect(gate.output.contains("web/1.1.0 ← web-v1.0.0"))
        #expect(gate.output.contains("unowned: 1 commit of files that no component owns"))
        #expect(try run("release", "list", "--component", "api").output.contains("web") == false)
    }

    @Test("R38: a bare version that several have is none of them; a tag, or the component in front, is one")
    func asksForTheComponent() throws {
        #expect(try run("log", "1.0.0", status: 3).errors.contains("api/1.0.0, web/1.0.0"))
        #expect(try run("release", "new", "1.1.0", status: 2).errors.contains("of which component?"))
        #expect(try run("release", "new", "other/1.1.0", status: 2).errors.contains("api, web"))
        #expect(try subjects("web-v1.0.0") == ["RFC-2: web"])
        #expect(try subjects("web/1.0.0") == ["RFC-2: web"])
        let named = try run("log", "1.0.0", "--component", "web", "--json")
        #expect(named.output == (try run("log", "web/1.0.0", "--json").output))
        _ = try run("release", "new", "--component", "web", "1.1.0")
        #expect(try run("release", "show", "1.1.0").output.contains("web/1.1.0"))
    }

    @Test("R50: a release of another component is no base, whether a tag or its commit names it")
    func refusesBasesOfOthers() throws {
        _ = try run("release", "new", "api/1.1.0")
        _ = try run("release", "collect", "api/1.1.0")
        _ = try run("approve", "--all", "--release", "api/1.1.0", "--role", "qa", person: .tester)
        _ = try run("tag", "api/1.1.0", person: .manager)
        let refused = try run("release", "new", "web/1.1.0", "--base", "api-v1.1.0", status: 1)
        #expect(refused.errors.contains("api/1.1.0 is a release of something else than web/1.1.0"))
        _ = try run("release", "new", "web/1.1.0", "--base", try repository.resolve("api-v1.1.0^{commit}"))
        let gate = try run("gate", "tag", "web/1.1.0", status: 1)
        #expect(gate.output.contains("\n  history  "), "\(gate.output)")
    }

    @Test("R51: a link or submodule at an owned path is content of its component")
    func ownsWhatStandsForItsFiles() throws {
        try repository.git("rm", "-rq", "web")
        try FileManager.default.createSymbolicLink(atPath: repository.path + "/web", withDestinationPath: "shared")
        try repository.git("add", "web")
        try repository.git("commit", "-qm", "moves the link")
        _ = try run("release", "new", "web/1.1.0")
        #expect(try subjects("web/1.1.0").last == "moves the link")
        #expect(try run("gate", "tag", "web/1.1.0", status: 1).output.contains("\n  unlinked  "))
    }

    @Test("which names the releases of those that own a file of the commit")
    func whichKeepsThemApart() throws {
        let web = try repository.resolve("web-v1.0.0")
        #expect(try run("which", web).output.hasSuffix("  web/1.0.0\n"))
        #expect(try run("which", "RFC-1").output.contains("all of it in api/1.0.0\n"))
        #expect(try run("which", "RFC-1").output.contains("web/") == false)
    }

    @Test("a component's role has to approve as well, and words on one say nothing of the other")
    func approvesApart() throws {
        for name in ["api/1.1.0", "web/1.1.0"] {
            _ = try run("release", "new", name)
            _ = try run("release", "collect", name)
            _ = try run("approve", "--all", "--release", name, "--role", "qa", person: .tester)
        }
        _ = try run("gate", "tag", "api/1.1.0")
        #expect(try run("gate", "tag", "web/1.1.0", status: 1).output.contains("approval by web-qa"))
        _ = try run("approve", "--all", "--release", "web/1.1.0", "--role", "web-qa", person: .tester)
        _ = try run("tag", "web/1.1.0", person: .manager)
        #expect(try repository.git("cat-file", "-t", "web-v1.1.0") == "tag")
        #expect(try repository.git("tag", "--list", "*1.1.0") == "web-v1.1.0")
        #expect(try run("audit").output.contains("1 release asked of the gate again"))
        _ = try run("evidence", "web/1.1.0", "--output", "\(repository.path)/evidence")
        _ = try run("evidence", "verify", "\(repository.path)/evidence")
        #expect(try run("notes", "web/1.1.0").output.contains("RFC-3"))
        #expect(try run("notes", "web/1.1.0").output.contains("RFC-4") == false)
        _ = try run("deploy", "record", "web/1.1.0", "--env", "production", "--outcome", "succeeded", person: .manager)
        // What runs of web is no newer api.
        _ = try run("tag", "api/1.1.0", person: .manager)
        let deploy = try run("gate", "deploy", "api/1.1.0", "--env", "production", status: 1, person: .manager)
        #expect(deploy.output.contains("a change window of production"))
        #expect(!deploy.output.contains("downgrade"))
    }

    @Test("a window for one component lets no other through")
    func keepsWindowsApart() throws {
        repository.useTheClock()
        let open = ["window", "open", "production", "--from=-1h", "--until", "+1h"]
        #expect(
            try repository.start([Places.program] + open + ["--component", "web"], person: .manager).wait().output
                .hasPrefix("Opened a window of production for web: "))
        #expect(try run("window", "list", "production").output.contains("window of web"))
        for (name, needed) in [("web-v1.0.0", false), ("api-v1.0.0", true)] {
            let gate = try repository.start(
                [Places.program, "gate", "deploy", name, "--env", "production"], person: .manager
            ).wait()
            #expect(gate.output.contains("a change window of production") == needed, "\(gate.output)")
        }
    }

    @Test("init proposes a component for each line of tags, with its folder")
    func proposes() throws {
        let other = try TestRepository()
        for (folder, version) in [("api", "1.0.0"), ("web", "1.0.0"), ("web", "1.1.0"), ("api", "1.1.0")] {
            try other.commit("RFC-1: \(folder) \(version)", files: ["packages/\(folder)/a": "\(version)\n"])
            try other.tag("\(folder)-v\(version)")
        }
        let answer = try other.sluice("init", "--no-hooks")
        #expect(answer.output.contains("packages/web/, changed in 2 of 2 releases"), "\(answer.output)")
        let policy = try other.git("show", "sluice/ledger:trust/1/policy")
        #expect(policy.contains("[component \"api\"]\n\ttag = api-v{version}\n\tpath = packages/api/"))
        #expect(try other.sluice("log", "1.1.0").status == 3)
        let log = try other.sluice("log", "web-v1.1.0", "--json")
        #expect(try JSONDecoder().decode(LogAnswer.self, from: Data(log.outputBytes)).subjects == ["RFC-1: web 1.1.0"])
        #expect(try other.sluice("doctor").status == 0)
    }

    @Test("a ledger of before gets components: one of them has the releases of before")
    func adopts() throws {
        let other = try TestRepository()
        try other.commit("RFC-1: a", files: ["web/a": "1\n"])
        try other.tag("v1.0.0")
        try other.makeLedger(policy: TestRepository.hookPolicy + "\n[ledger]\n    needs = 4\n")
        try other.addItems(["RFC-1", "RFC-2", "RFC-3"])
        try other.commit("RFC-2: b", files: ["web/b": "1\n"])
        try other.approve("1.1.0", "RFC-2")
        try #require(try other.sluice("tag", "1.1.0", person: .manager).status == 0)
        let policy =
            try other.git("show", "sluice/ledger:trust/1/policy") + """

                [component "web"]
                    default = true
                    path = web/
                [component "api"]
                    tag = api-v{version}
                    path = api/
                """
        try other.write(".git/policy", policy)
        try #require(
            try other.sluice("policy", "edit", "--file", ".git/policy", "--reason", "two parts").status == 0)
        #expect(try other.sluice("gate", "tag", "web/1.1.0").status == 0)
        #expect(try other.sluice("audit").status == 0)
        try other.commit("RFC-3: c", files: ["api/a": "1\n"])
        try #require(try other.sluice("release", "new", "--component", "web", "1.2.0").status == 0)
        #expect(try other.sluice("gate", "tag", "v1.2.0").output.contains("web/1.2.0 ← v1.1.0"))
        #expect(try other.git("ls-tree", "--name-only", "sluice/ledger:releases").contains("1.2.0"))
    }
}
