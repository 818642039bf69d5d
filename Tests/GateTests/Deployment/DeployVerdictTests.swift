import Changes
import FactsSupport
import Git
import Ledger
import Testing

@testable import Gate
@testable import Releases

/// The decision about a deployment as a whole: which rules are asked, and which findings a waiver removes.
@Suite struct DeployVerdictTests {
    /// Everything that a deployment can lack is lacking, and so is the approval of the release's item.
    private func refused() throws -> WantedDeployment {
        var wanted = try WantedDeployment([
            "after = acceptance", "approver = cab", "window = required", "package = required",
        ])
        wanted.facts.unheard = [.rfc1]
        wanted.handOver = HandOverStanding(role: "service-desk", content: .zero, acknowledgements: [])
        try wanted.deploy("1.0", .succeeded)
        try wanted.deploy("1.1", .succeeded)
        try wanted.deploy("1.2", nil)
        return wanted
    }

    private func waiver(of rules: String..., in environment: String?) throws -> WaiverFacts {
        let statement = WaiverStatement(
            release: try Facts.version, rules: rules, items: nil, environment: environment,
            until: Timestamp(seconds: 2_000_000), reviewBy: Timestamp(seconds: 3_000_000), reason: "x")
        let record = try StoredRecord.made(.waiver(statement), by: Facts.quinn, at: 0, after: [])
        return WaiverFacts(inForce: [
            Waiver(record: record.name, at: record.record.at, by: Facts.quinn, statement: statement)
        ])
    }

    @Test("a deployment asks the rules of the release, then its own, in their order")
    func asksAllRules() throws {
        let verdict = try refused().verdict
        #expect(
            verdict.findings.map(\.code) == [
                .signOff, .tagged, .promotion, .approvers, .window, .busy, .downgrade, .package, .handover,
            ])
        #expect(verdict.askedCodes == RuleCode.ofGate)
    }

    @Test(
        "a roll-back to what ran there before waits neither for the release's rules nor for window, package and handover"
    )
    func asksLessOfARollBack() throws {
        var wanted = try refused()
        wanted.isRollBack = true
        let verdict = try wanted.verdict
        #expect(verdict.findings.map(\.code) == [.tagged, .promotion, .approvers, .busy])
        #expect(verdict.askedCodes == [.ledger, .tagged, .promotion, .approvers, .busy, .downgrade])
        wanted.facts.tagsBeyond = [.init(tag: "v0.9", tip: .zero)]
        #expect(try wanted.verdict.findings.first?.code == .ledger && wanted.verdict.isUnverified)
    }

    @Test("a roll-back to what never ran there is asked everything but whether it is older")
    func asksEverythingOfAnotherRollBack() throws {
        var wanted = try WantedDeployment(["window = required"])
        wanted.isRollBack = true
        try wanted.deploy("1.1", .succeeded)
        #expect(try wanted.verdict.findings.map(\.code) == [.tagged, .window])
    }

    @Test("an exception holds in its environment, and never for the tag")
    func liftsRulesInOneEnvironment() throws {
        var wanted = try WantedDeployment(["window = required"])
        wanted.facts.waivers = try waiver(of: "window", "tagged", in: "acceptance")
        #expect(try wanted.verdict.findings.map(\.code) == [.tagged, .window])
        for environment in ["production", nil] {
            wanted.facts.waivers = try waiver(of: "window", "tagged", in: environment)
            let verdict = try wanted.verdict
            #expect(verdict.findings.map(\.code) == [.tagged] && verdict.waived.map(\.finding.code) == [.window])
        }
    }
}
