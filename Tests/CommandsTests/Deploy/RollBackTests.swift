import Foundation
import Ledger
import TestSupport
import Testing

/// `--roll-back`: to what ran in an environment before, whatever has come up against it since.
@Suite("roll-back") struct RollBackTests {
    private let repository: TestRepository

    /// v0.9 is a tag of before the ledger; 1.0 and 1.1 are deployed to test and production. QA never saw 1.0: a waiver, which
    /// is over, let it through.
    init() throws {
        repository = try TestRepository()
        try repository.commit("before")
        try repository.tag("v0.9")
        try repository.makeLedger(
            policy: DeployTests.policy + """

                [item "INCIDENT"]
                    kind = incident
                [waiver]
                    role = duty-manager
                    longest = 36500d
                [role "duty-manager"]
                    member = rene@example.org
                """)
        try repository.addItems(["RFC-1", "RFC-2"])
        try repository.commit("RFC-1: first")
        try repository.plan("1.0", "RFC-1")
        try run("waive", "signoff", "status", "--release", "1.0", "--until", "+1h", "-m", "orders are lost")
        try run("tag", "1.0")
        try ship("1.0")
        let records = try repository.records(of: .release(#require(Version("1.0")))).records
        let waiver = try #require(records.first { $0.record.statement.kind == .waiver })
        try run("waive", "--release", "1.0", "--end", waiver.name.shortName, "-m", "orders are found")
        try run("review", "1.0", "-m", "it was right", person: .tester)
        try repository.commit("RFC-2: second")
        try repository.approve("1.1", "RFC-2")
        try run("tag", "1.1")
        try ship("1.1")
    }

    private var olga: [String: String] {
        ["GIT_COMMITTER_NAME": "Olga Operator", "GIT_COMMITTER_EMAIL": "olga@example.org"]
    }

    @discardableResult private func run(
        _ words: String..., person: TestSupport.Person = .manager, environment: [String: String] = [:]
    ) throws -> String {
        let result = try repository.start([Places.program] + words, person: person, environment: environment).wait()
        try #require(result.status == 0, "\(words): \(result.output)\(result.errors)")
        return result.output
    }

    private func ship(_ release: String) throws {
        try run("deploy", release, "--env", "test", "--", "true")
        try run("approve", "--env", "production", "--release", release, environment: olga)
        try run("deploy", release, "--env", "production", "--", "true")
    }

    private func verdict(_ release: String, _ environment: String, _ words: String..., status: Int32) throws -> String {
        let result = try repository.start(
            [Places.program, "gate", "deploy", release, "--env", environment] + words, person: .manager
        ).wait()
        #expect(result.status == status, "\(result.output)\(result.errors)")
        return result.output
    }

    @Test("is open though a waiver is over, an incident holds the release and the environment is frozen")
    func goesBack() throws {
        try run("incident", "add", "INCIDENT-1", "--title", "Sums are wrong")
        try run("release", "hold", "1.0", "INCIDENT-1", "--reason", "known by now")
        try run("window", "freeze", "production", "--from", "now", "--until", "+4h", "-m", "sale")
        let shut = try verdict("1.0", "production", status: 1)
        for code in ["signoff", "incident", "window", "downgrade"] {
            #expect(shut.contains("\n  \(code)  "), "\(shut)")
        }
        let open = try verdict("1.0", "production", "--roll-back", status: 0)
        #expect(open.hasPrefix("gate deploy 1.0 to production: open\n"))
        #expect(open.contains("\n  roll-back to what ran in production before (deployed 2026-01-05 "))
        #expect(open.contains("): only tagged, promotion, approvers, busy and downgrade are asked\n"))
        let json = try verdict("1.0", "production", "--roll-back", "--json", status: 0)
        let asked = json.components(separatedBy: #""asked": ["#).last?.prefix { $0 != "]" }
            .components(separatedBy: .whitespacesAndNewlines).joined()
        #expect(asked == #""ledger","tagged","promotion","approvers","busy","downgrade""#, "\(json)")
        let back = try run(
            "deploy", "1.0", "--env", "production", "--roll-back", "-m", "orders fail", "--", "true")
        #expect(back == "Rolled back to 1.0 in production.\n")
        #expect(try repository.audit(status: 1).subjects("deployment").isEmpty)
    }

    @Test("still asks for the approvers, and a moved tag is no way back")
    func asksWhatIsLeft() throws {
        try run("reject", "--env", "production", "--release", "1.0", "-m", "not that one", environment: olga)
        #expect(try verdict("1.0", "production", "--roll-back", status: 1).contains("\n  approvers  "))
        try repository.git("tag", "-f", "-a", "-m", "moved", "v1.0", "HEAD")
        #expect(try verdict("1.0", "production", "--roll-back", status: 4).contains("\n  tagged  "))
    }

    @Test("what never ran there, and what comes after what runs there, is asked everything")
    func isNoWayForward() throws {
        try run("incident", "add", "INCIDENT-1", "--title", "Sums are wrong")
        try run("release", "hold", "1.1", "INCIDENT-1", "--reason", "it loses orders")
        try run("deploy", "1.0", "--env", "production", "--roll-back", "-m", "orders fail", "--", "true")
        let forward = try verdict("1.1", "production", "--roll-back", status: 1)
        #expect(forward.contains("\n  incident  "))
        #expect(
            forward.contains(
                "\n  1.1 is not recorded to have run in production before something newer: every rule is asked\n"))
        let unrecorded = try verdict("0.9", "production", "--roll-back", status: 1)
        #expect(
            unrecorded.contains(
                "asked; if it did: sluice deploy record 0.9 --env production --outcome succeeded --ended <time>\n"))
    }

    @Test("goes back to a release of before the ledger, once somebody has recorded where it ran")
    func goesBackToAnAdoptedRelease() throws {
        for environment in ["test", "production"] {
            try run(
                "deploy", "record", "0.9", "--env", environment, "--outcome", "succeeded", "--started", "2026-01-02",
                "--ended", "2026-01-03")
        }
        #expect(try run("deploy", "list", "--env", "production").contains("production   1.1"))
        let shut = try verdict("0.9", "production", "--roll-back", status: 1)
        #expect(shut.hasPrefix("gate deploy 0.9 to production: refused (1 finding)\n") && shut.contains("approvers"))
        try run("approve", "--env", "production", "--release", "0.9", environment: olga)
        #expect(
            try run("deploy", "0.9", "--env", "production", "--roll-back", "-m", "all else fails", "--", "true")
                == "Rolled back to 0.9 in production.\n")
        #expect(try repository.audit(status: 0).subjects("deployment").isEmpty)
    }

    @Test("a package has to be the one that ran there")
    func comparesPackages() throws {
        try repository.write("other.tar", "x")
        let other = try verdict("1.0", "production", "--roll-back", "--package", "other.tar", status: 1)
        #expect(other.contains("\n  package  ") && other.contains("every rule is asked"))
    }
}
