import Foundation
import TestSupport
import Testing

/// `gate deploy`, `deploy`, and what they record.
@Suite("deploy") struct DeployTests {
    private let repository: TestRepository

    static let policy =
        TestRepository.hookPolicy + """

            [environment "production"]
                after = test
                approver = operations
            [role "operations"]
                member = olga@example.org
                member = rene@example.org
            """

    /// 1.0 is tagged; nothing runs anywhere.
    init() throws {
        repository = try TestRepository()
        try repository.makeLedger(policy: Self.policy)
        try repository.addItems(["RFC-1", "RFC-2"])
        try repository.commit("RFC-1: first")
        try repository.approve("1.0", "RFC-1")
        try #require(try repository.sluice("tag", "1.0", person: .manager).status == 0)
    }

    private var olga: [String: String] {
        ["GIT_COMMITTER_NAME": "Olga Operator", "GIT_COMMITTER_EMAIL": "olga@example.org"]
    }

    @discardableResult
    private func deploy(_ release: String, _ environment: String, _ words: String..., command: [String] = ["true"])
        throws -> CommandResult
    {
        try repository.start(
            [Places.program, "deploy", release, "--env", environment] + words + ["--"] + command, person: .manager
        ).wait()
    }

    private func codes(_ release: String, _ environment: String, _ words: String..., status: Int32) throws -> [String] {
        let result = try repository.start(
            [Places.program, "gate", "deploy", release, "--env", environment, "--json"] + words, person: .manager
        ).wait()
        #expect(result.status == status, "\(result.errors)")
        return try JSONDecoder().decode(VerdictAnswer.self, from: Data(result.outputBytes)).codes
    }

    private func clear(_ release: String = "1.0") throws {
        let result = try repository.sluice(
            "approve", "--env", "production", "--release", release, environment: olga)
        try #require(result.status == 0, "\(result.errors)")
    }

    @Test("first one environment, then the next, with the approval of its approvers")
    func goesFromOneToTheNext() throws {
        #expect(try codes("1.0", "production", status: 1) == ["promotion", "approvers"])
        let test = try deploy(
            "1.0", "test", command: ["sh", "-c", "echo $SLUICE_RELEASE $SLUICE_TAG $SLUICE_ENVIRONMENT"])
        #expect(test.status == 0 && test.output == "1.0 v1.0 test\nDeployed 1.0 in test.\n")
        #expect(try codes("1.0", "production", status: 1) == ["approvers"])
        try clear()
        #expect(try deploy("1.0", "production").output == "Deployed 1.0 in production.\n")
        let list = try repository.sluice("deploy", "list").output.split(separator: "\n").map(String.init)
        #expect(list.count == 3 && list[1].hasPrefix("test         1.0") && list[2].hasPrefix("production   1.0"))
        #expect(list[2].contains("Rene Manager"))
    }

    @Test("what runs in production moves its items on")
    func movesItems() throws {
        try deploy("1.0", "test")
        try clear()
        try deploy("1.0", "production")
        #expect(try repository.sluice("board", "1.0").output.contains("Ready to be Closed (1)"))
        #expect(try repository.sluice("journal", "RFC-1", "--limit", "1").output.contains("deployed to production"))
        #expect(try repository.sluice("move", "RFC-1", "right", "--release", "1.0").status == 0)
        #expect(try repository.sluice("board", "1.0").output.contains("Closed (1)"))
    }

    @Test("a test that fails after the tag stops what has not been deployed yet, until it passes")
    func listensToTestsAfterTheTag() throws {
        try #require(
            try repository.sluice("test", "case", "add", "TC-1", "--title", "pay", "--for", "RFC-1").status == 0)
        #expect(try codes("1.0", "test", status: 1) == ["tests"])
        let record = { [repository] (outcome: String) in
            try repository.sluice("test", "record", "TC-1", outcome, "--release", "1.0", person: .tester)
        }
        let passed = try record("pass")
        #expect(passed.status == 0, "\(passed.errors)")
        try deploy("1.0", "test")
        try clear()
        try #require(try record("fail").status == 0)
        #expect(try codes("1.0", "production", status: 1) == ["tests"])
        try #require(try record("pass").status == 0)
        #expect(try codes("1.0", "production", status: 0) == [])
    }

    @Test("a command that fails is a failed deployment, and the next environment stays shut")
    func recordsFailures() throws {
        let result = try deploy("1.0", "test", command: ["sh", "-c", "exit 7"])
        #expect(result.status == 1)
        #expect(result.output == "The deployment of 1.0 to test failed: the command ended with status 7.\n")
        #expect(try codes("1.0", "production", status: 1) == ["promotion", "approvers"])
        let missing = try deploy("1.0", "test", command: ["no-such-program-anywhere"])
        #expect(missing.status == 1 && missing.errors.contains("'no-such-program-anywhere' cannot be run"))
        let history = try repository.sluice("deploy", "list", "--env", "test", "--all").output
        #expect(history.components(separatedBy: "failed").count == 3)
    }

    @Test("a shut gate runs nothing")
    func runsNothingBehindAShutGate() throws {
        let result = try deploy("1.0", "production", command: ["touch", "deployed"])
        #expect(result.status == 1)
        #expect(
            result.output.hasPrefix(
                "gate deploy 1.0 to production: refused (2 findings: 1 approvers, 1 promotion)\n"))
        #expect(!FileManager.default.fileExists(atPath: repository.path + "/deployed"))
        #expect(try repository.sluice("deploy", "list", "--all").output == "nothing was deployed\n")
    }

    @Test("one that was cut off stays unfinished, keeps the environment busy, and is ended by hand")
    func keepsUnfinishedDeployments() throws {
        let running = try repository.start(
            [
                "setsid", Places.program, "deploy", "1.0", "--env", "test", "--", "sh", "-c",
                "touch begun; exec sleep 1000",
            ],
            person: .manager)
        for _ in 0..<6_000 where !FileManager.default.fileExists(atPath: repository.path + "/begun") { usleep(10_000) }
        running.killAll()
        _ = try running.wait()
        #expect(try repository.sluice("deploy", "list").output.contains("(1.0 is unfinished)"))
        #expect(try codes("1.0", "test", status: 1) == ["busy"])
        let ended = try repository.sluice(
            "deploy", "record", "1.0", "--env", "test", "--outcome", "failed", "-m", "the machine died",
            person: .manager)
        #expect(ended.output == "Ended the deployment of 1.0 to test: failed.\n")
        #expect(try codes("1.0", "test", status: 0) == [])
    }

    @Test("a signal to end is handed on to the command, and what came of it is recorded", arguments: [SIGTERM, SIGHUP])
    func handsOnSignals(_ signal: Int32) throws {
        let script = "trap 'echo cleaned > cleaned; exit 3' TERM HUP; touch begun; while :; do sleep 0.05; done"
        let running = try repository.start(
            ["sh", "-c", "echo $$ > pid; exec '\(Places.program)' deploy 1.0 --env test -- sh -c \"$0\"", script],
            person: .manager)
        for _ in 0..<6_000 where !FileManager.default.fileExists(atPath: repository.path + "/begun") { usleep(10_000) }
        let number = try String(contentsOfFile: repository.path + "/pid", encoding: .utf8)
        kill(try #require(pid_t(number.trimmingCharacters(in: .whitespacesAndNewlines))), signal)
        let result = try running.wait()
        #expect(result.status == 1 && result.output.contains("the command ended with status 3"))
        #expect(FileManager.default.fileExists(atPath: repository.path + "/cleaned"))
        #expect(try codes("1.0", "test", status: 0) == [])
    }

    @Test("T11: a tag that was moved or replaced after the gate is no release")
    func refusesMovedTags() throws {
        try repository.commit("RFC-1: more")
        try repository.git("tag", "-f", "-a", "-m", "moved", "v1.0")
        #expect(try codes("1.0", "test", status: 4).contains("tagged"))
        try repository.git("tag", "-f", "v1.0", "v1.0^{commit}")
        #expect(try codes("1.0", "test", status: 1).contains("tagged"))
        // Without the tag nobody can tell where the release is.
        try repository.git("tag", "-d", "v1.0")
        #expect(try repository.sluice("gate", "deploy", "1.0", "--env", "test").status == 3)
    }

    @Test("an older release goes back only where that is said, with a reason")
    func refusesDowngrades() throws {
        try deploy("1.0", "test")
        try repository.commit("RFC-2: second")
        try repository.approve("1.1", "RFC-2")
        try #require(try repository.sluice("tag", "1.1", person: .manager).status == 0)
        try deploy("1.1", "test")
        #expect(try codes("1.0", "test", status: 1) == ["downgrade"])
        #expect(try deploy("1.0", "test", "--roll-back").status == 2)
        let back = try deploy("1.0", "test", "--roll-back", "-m", "orders fail")
        #expect(back.output == "Rolled back to 1.0 in test.\n")
        let list = try repository.sluice("deploy", "list", "--env", "test").output
        #expect(list.contains("test         1.0") && list.hasSuffix("1.1\n"))
    }

    @Test("the approvers' word: of others than who deploys, about this commit, and a refusal shuts the gate")
    func heedsApprovers() throws {
        try deploy("1.0", "test")
        let own = try repository.sluice("approve", "--env", "production", "--release", "1.0", person: .manager)
        #expect(own.status == 0)
        let gate = try repository.sluice("gate", "deploy", "1.0", "--env", "production", person: .manager)
        #expect(gate.output.contains("found     only Rene Manager, who deploys, approved"))
        try clear()
        #expect(try codes("1.0", "production", status: 0) == [])
        let rejected = try repository.sluice(
            "reject", "--env", "production", "--release", "1.0", "-m", "too late today", environment: olga)
        #expect(rejected.status == 0)
        #expect(try codes("1.0", "production", status: 1) == ["approvers"])
        let stranger = try repository.sluice("approve", "--env", "production", "--release", "1.0", person: .tester)
        #expect(stranger.status == 1 && stranger.errors.contains("may not speak for operations"))
        let none = try repository.sluice("approve", "--env", "test", "--release", "1.0", person: .tester)
        #expect(none.status == 2 && none.errors.contains("test asks for no approval"))
    }

    @Test("a deployment that Sluice did not run is recorded with its times")
    func recordsOthers() throws {
        let result = try repository.sluice(
            "deploy", "record", "1.0", "--env", "test", "--outcome", "succeeded", "--started", "2026-01-05 06:00",
            "--ended", "2026-01-05T06:10:00Z", "-m", "by hand", person: .manager)
        #expect(result.output == "Recorded the deployment of 1.0 to test: succeeded.\n")
        let list = try repository.sluice("deploy", "list", "--json").output
        #expect(list.contains(#""started": "2026-01-05T06:00:00.000Z""#))
        #expect(try repository.sluice("deploy", "list").output.contains("2026-01-05 06:10 UTC"))
        let soon = try repository.sluice(
            "deploy", "record", "1.0", "--env", "test", "--outcome", "succeeded", "--started", "soonish")
        #expect(soon.status == 2 && soon.errors.contains("--started: 'soonish' is no time"))
        #expect(try repository.sluice("deploy", "record", "1.0", "--env", "test").status == 2)
        #expect(
            try repository.sluice("deploy", "record", "3.0", "--env", "test", "--outcome", "failed").errors
                .contains("release 3.0 is not tagged"))
    }

    @Test("environments that the policy does not have are told")
    func refusesOtherEnvironments() throws {
        let slip = try repository.sluice("gate", "deploy", "1.0", "--env", "prodction")
        #expect(slip.status == 2 && slip.errors.contains("did you mean production?"))
        let bare = try TestRepository.withOpenGate()
        let none = try bare.sluice("gate", "deploy", "1.0", "--env", "production")
        #expect(none.status == 1 && none.errors.contains("the policy has no environments"))
    }
}
