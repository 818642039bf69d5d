import Foundation
import Ledger
import TestSupport
import Testing

/// What an audit reports of deployments to production, and of waivers that were made after a tag.
@Suite("audit of deployments") struct AuditDeploymentTests {
    private let repository: TestRepository

    /// 1.0 is tagged, and runs nowhere.
    init() throws {
        repository = try TestRepository()
        try repository.makeLedger(
            policy: DeployTests.policy + """

                [ledger]
                    needs = 2
                [waiver]
                    role = duty-manager
                    longest = 36500d
                [role "duty-manager"]
                    member = rene@example.org
                """)
        try repository.addItems(["RFC-1", "RFC-2"])
        try repository.commit("RFC-1: first")
        try repository.approve("1.0", "RFC-1")
        try run("tag", "1.0")
    }

    @discardableResult private func run(
        _ words: String..., status: Int32 = 0, person: TestSupport.Person = .manager,
        environment: [String: String] = [:]
    ) throws -> CommandResult {
        let result = try repository.start([Places.program] + words, person: person, environment: environment).wait()
        try #require(result.status == status, "\(words): \(result.output)\(result.errors)")
        return result
    }

    private func clear() throws {
        try run(
            "approve", "--env", "production", "--release", "1.0",
            environment: ["GIT_COMMITTER_NAME": "Olga Operator", "GIT_COMMITTER_EMAIL": "olga@example.org"])
    }

    private func reasons(status: Int32 = 1) throws -> [String] {
        try repository.audit(status: status).findings.filter { $0.code == "deployment" }.map(\.what)
    }

    @Test("one that `deploy record` adds where the gate would have refused is reported, and stays reported")
    func reportsWhatPassedNoGate() throws {
        try run("deploy", "record", "1.0", "--env", "production", "--outcome", "succeeded")
        let found = try reasons()
        #expect(found.count == 1 && found[0].hasPrefix("Rene Manager recorded it, and it passed no gate: promotion: "))
        #expect(found[0].contains("; approvers: found none, expected approval by operations for production"))
        // What is made up for afterwards was not there then.
        try run("deploy", "record", "1.0", "--env", "test", "--outcome", "succeeded")
        try clear()
        #expect(try reasons() == found)
    }

    @Test("one that began before its approval is reported, whenever it was recorded")
    func comparesWithTheBeginning() throws {
        try run("deploy", "1.0", "--env", "test", "--", "true")
        let began = "@\(repository.time)"
        repository.time += 600
        try clear()
        let time = Date(timeIntervalSince1970: TimeInterval(began.dropFirst()) ?? 0).ISO8601Format()
        try run("deploy", "record", "1.0", "--env", "production", "--outcome", "succeeded", "--started", time)
        #expect(try reasons().map { $0.contains("approvers: found none") && !$0.contains("promotion") } == [true])
    }

    @Test("one through an open gate, and one to another environment, are nothing to report")
    func staysSilent() throws {
        try run("deploy", "record", "1.0", "--env", "test", "--outcome", "succeeded")
        try clear()
        try run("deploy", "1.0", "--env", "production", "--", "true")
        #expect(try reasons(status: 0).isEmpty)
    }

    @Test("something untagged can be recorded, is reported, and counts for nothing that opens")
    func recordsUntagged() throws {
        let commit = try repository.commit("RFC-2: at night")
        let refused = try run("deploy", "record", "1.1", "--env", "test", "--outcome", "succeeded", status: 1)
        #expect(refused.errors.contains("`--commit <revision>` records what was deployed without a tag"))
        for environment in ["test", "production"] {
            let words = ["deploy", "record", "1.1", "--env", environment, "--commit", commit, "--outcome", "succeeded"]
            let result = try repository.start([Places.program] + words, person: .manager).wait()
            try #require(result.status == 0, "\(result.errors)")
            #expect(result.errors.contains("`sluice audit` reports this deployment"))
        }
        #expect(
            try reasons() == [
                "Rene Manager recorded it, and it passed no gate: no release tag marked \(commit.prefix(10))"
            ])
        #expect(try run("deploy", "list").output.contains("1.1 (\(commit.prefix(10)) without a tag)"))
        try repository.approve("1.1", "RFC-2")
        try run("tag", "1.1")
        let gate = try run("gate", "deploy", "1.1", "--env", "production", status: 1).output
        #expect(gate.contains("\n  promotion  "), "\(gate)")
        // Nor is the tagged release said to have run where something of its version did.
        #expect(try run("gate", "deploy", "1.0", "--env", "production", status: 1).output.contains("\n  downgrade  "))
    }

    @Test func refusesDeploymentsOfTheFuture() throws {
        let result = try run(
            "deploy", "record", "1.0", "--env", "test", "--outcome", "succeeded", "--ended", "2099-01-01", status: 2)
        #expect(result.errors.hasPrefix("error: --ended: '2099-01-01' is yet to come\n"))
    }

    @Test("a waiver that was made after the tag silences the audit only as long as it is in force")
    func hearsNoWaiverOfAfterTheTag() throws {
        try run("test", "case", "add", "TC-1", "--title", "pay", "--for", "RFC-1", person: .tester)
        let finding = ["release 1.0, tests RFC-1"]
        #expect(try repository.audit(status: 1).subjects("verdict") == finding)
        try run("waive", "tests", "--release", "1.0", "--until", "+3m", "-m", "later")
        #expect(try repository.audit(status: 0).subjects("verdict").isEmpty)
        let records = try repository.records(of: .release(#require(Version("1.0")))).records
        let waiver = try #require(records.last { $0.record.statement.kind == .waiver })
        try run("waive", "--release", "1.0", "--end", waiver.name.shortName, "-m", "no later")
        #expect(try repository.audit(status: 1).subjects("verdict") == finding)
    }

    @Test("a waiver that was ended after the tag was in force at the tag")
    func keepsEndedWaiversOfTheTag() throws {
        try repository.commit("RFC-2: second")
        try repository.plan("1.1", "RFC-2")
        try run("waive", "signoff", "status", "--release", "1.1", "--until", "+1h", "-m", "orders are lost")
        try run("tag", "1.1")
        let path = try #require(
            repository.ledgerPaths("releases/1.1/").first { path in
                try repository.git("show", "sluice/ledger:\(path)").contains(#""kind":"waiver""#)
            })
        let digits = path.dropLast(5).suffix(16)
        try run("waive", "--end", String(digits.prefix(12)), "--release", "1.1", "-m", "not needed any more")
        #expect(try repository.audit(status: 0).subjects("verdict").isEmpty)
    }
}
