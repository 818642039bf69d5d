import Changes
import Git
import Testing

@testable import Ledger

@Suite("Components: lines of releases in one repository") struct ComponentTests {
    private func policy(_ more: String, needs: Int = 4, release: String? = "[release]\n\ttag = v{version}\n") throws
        -> Policy
    {
        let text =
            "[item \"RFC\"]\n\tkind = rfc\n[sign-off]\n\trole = qa\n[ledger]\n\tneeds = \(needs)\n" + (release ?? "")
            + more
        return try Policy(text: Array(text.utf8), version: 1)
    }

    private static let two = """
        [component "api"]
        \ttag = api-v{version}
        \tpath = api/
        [component "web"]
        \ttag = web-v{version}
        \ttag = site-{version}
        \tpath = web/
        \tpath = shared/
        \tsignoff = web-qa

        """

    @Test(
        "a tag is one release; a bare version can be one of each",
        arguments: [
            ("api-v1.0", ["api/1.0"]), ("site-1.0", ["web/1.0"]), ("v1.0", ["v1.0"]), ("web/1.0", ["web/1.0"]),
            ("web/web-v1.0", ["web/1.0"]), ("1.0", ["api/1.0", "web/1.0", "v1.0"]), ("other/1.0", []), ("api-1.0", []),
            ("api/", []),
        ])
    func readsNames(text: String, names: [String]) throws {
        #expect(try policy(Self.two).releases(named: text).map(\.description) == names)
    }

    @Test("without components all is as it was")
    func changesNothingWithoutComponents() throws {
        let policy = try policy("")
        #expect(policy.releases(named: "1.0").map(\.description) == ["1.0"])
        #expect(policy.version(ofTag: "v1.0")?.recorded == "1.0")
        #expect(policy.components.map(\.name) == [nil])
    }

    @Test("of two patterns that cover a tag the one with more text counts", arguments: ["api-v1.0", "v1.0-api"])
    func prefersTheCloserPattern(tag: String) throws {
        let policy = try policy(
            "[component \"api\"]\n\ttag = api-v{version}\n\ttag = v{version}-api\n",
            release: "[release]\n\ttag = v{version}\n")
        #expect(policy.version(ofTag: tag)?.recorded == "api/1.0")
    }

    @Test("the component that adopts the releases of before is not named in records")
    func adopts() throws {
        let policy = try policy(
            "[component \"web\"]\n\tdefault = true\n\tpath = web/\n[component \"api\"]\n\ttag = api-v{version}\n")
        let release = try #require(policy.releases(named: "web/1.0").first)
        #expect(release == Version("1.0"))
        #expect((release.recorded, release.description) == ("1.0", "web/1.0"))
        #expect(policy.tag(for: release) == "v1.0")
        #expect(policy.read(try #require(Version("1.0"))).description == "web/1.0")
        #expect(policy.component(of: release)?.paths.map(\.text) == ["web/"])
    }

    @Test("a release needs the roles of its component beside the general ones")
    func addsRoles() throws {
        let policy = try policy(Self.two)
        #expect(policy.signOffRoles(of: try #require(Version("web/1.0"))) == ["qa", "web-qa"])
        #expect(policy.signOffRoles(of: try #require(Version("api/1.0"))) == ["qa"])
        #expect(policy.signOffRoles(of: try #require(Version("gone/1.0"))) == ["qa"])
    }

    @Test(
        "a policy with components that nobody could use is refused",
        arguments: [
            ("[component \"web\"]\n\tpath = web/\n", 4), ("[component \"1web\"]\n\ttag = w{version}\n", 4),
            ("[component \"a/b\"]\n\ttag = w{version}\n", 4), ("[component \"web\"]\n\ttag = v{version}\n", 4),
            ("[component \"a\"]\n\ttag = x{version}\n[component \"b\"]\n\ttag = x{version}\n", 4),
            ("[component \"a\"]\n\tdefault = true\n[component \"b\"]\n\tdefault = true\n", 4),
            ("[component \"web\"]\n\ttag = web-v{version}\n", 3),
        ])
    func refusesUnusableComponents(text: String, needs: Int) {
        #expect(throws: PolicyProblem.self) { try policy(text, needs: needs) }
    }

    @Test("a component alone needs no tags of [release]")
    func needsNoOtherTags() throws {
        let policy = try policy("[component \"web\"]\n\ttag = web-v{version}\n", release: nil)
        #expect(policy.releases(named: "1.0").map(\.description) == ["web/1.0"])
        #expect(policy.version(ofTag: "v1.0") == nil)
    }

    @Test("versions of different components are neither higher nor lower, nor in one line")
    func comparesWithinComponents() throws {
        let (api, web) = (try #require(Version("api/1.0")), try #require(Version("web/2.0")))
        #expect(!api.hasLowerPlace(than: web) && !web.hasLowerPlace(than: api))
        #expect(!api.hasSamePlace(as: try #require(Version("web/1.0"))))
        #expect(api.identity != Version("web/1.0")?.identity && api.identity == Version("api/1.0.0")?.identity)
        #expect(api.line != Version("web/1.0")?.line)
        #expect(!(try #require(Version("api/1"))).leads(to: web))
        #expect(Version("api/1.0-rc1")?.final == api)
        #expect([web, api, try #require(Version("9"))].sorted().map(\.description) == ["9", "api/1.0", "web/2.0"])
    }

    @Test("T5: the signed line names the component; in formats before 4 such a line is no record")
    func recordsNameTheComponent() throws {
        let person = Person(name: "A", email: "a@b")
        var plan = PlanStatement(release: try #require(Version("web/1.0")))
        plan.target = "refs/heads/main"
        let record = Record(
            at: Timestamp(seconds: 1), by: person, repository: "r", after: [], statement: .plan(plan))
        #expect(String(decoding: record.line(), as: UTF8.self).contains("\"release\":\"web/1.0\""))
        #expect(try Record.read(record.line()).record == record)
        #expect(throws: (any Error).self) { try Record.read(record.line(), format: 3) }
        #expect(try Statement.plan(plan).subject.folder() == ["releases", "web_2F1.0"])
    }

    @Test("what runs of one component says nothing of another; windows can be for one, freezes are for all")
    func keepsEnvironmentsApart() throws {
        let person = Person(name: "A", email: "a@b")
        let deployed = try ["web/2.0", "api/1.0"].map { name in
            var statement = DeploymentStatement(
                environment: "production", release: try #require(Version(name)), tag: "t", commit: .zero)
            statement.outcome = .succeeded
            return Statement.deployment(statement)
        }
        var window = WindowStatement("production", .open)
        (window.from, window.until, window.component) = (Timestamp(seconds: 0), Timestamp(seconds: 9), "web")
        var freeze = WindowStatement("production", .freeze)
        (freeze.from, freeze.until) = (Timestamp(seconds: 0), Timestamp(seconds: 9))
        let statements = deployed + [.window(window), .window(freeze)]
        let sequence = RecordSequence(
            statements.enumerated().map { second, statement in
                let record = Record(
                    at: Timestamp(seconds: Int64(second)), by: person, repository: "r", after: [], statement: statement)
                return StoredRecord(file: RecordName(at: record.at, blob: .zero), record: record)
            })
        let deployments = Deployments(sequence)
        #expect(deployments.of("web").running?.release == Version("web/2.0"))
        #expect(deployments.of("api").newestRunning?.release == Version("api/1.0"))
        #expect(deployments.of(nil).running == nil)
        #expect(deployments.components == ["api", "web"])
        let windows = Windows(sequence)
        #expect(windows.of("web").all.map(\.isFreeze).sorted { !$0 && $1 } == [false, true])
        #expect(windows.of("api").all.map(\.isFreeze) == [true])
        freeze.component = "web"
        let line = Record(
            at: Timestamp(seconds: 1), by: person, repository: "r", after: [], statement: .window(freeze)
        ).line()
        #expect(throws: (any Error).self) { try Record.read(line) }
    }
}
