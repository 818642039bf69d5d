import Changes
import FactsSupport
import Ledger
import Testing

@testable import Gate

/// `downgrade`: nothing newer than the release runs there, unless it is a roll-back.
@Suite struct DowngradeRuleTests {
    @Test("the first release, the same and a newer one", arguments: [nil, "1.0", "0.9"])
    func staysSilent(_ running: String?) throws {
        var wanted = try WantedDeployment()
        if let running { try wanted.deploy(running, .succeeded) }
        #expect(try wanted.findings(DowngradeRule.self).isEmpty)
    }

    @Test func refusesWhatIsOlderThanWhatRuns() throws {
        var wanted = try WantedDeployment()
        try wanted.deploy("1.10", .succeeded)
        let finding = try wanted.finding(DowngradeRule.self)
        #expect(finding.code == .downgrade && finding.subject == .release)
        #expect(finding.expected == "1.10 or later, as that runs in production" && finding.found == "1.0 is older")
        #expect(
            finding.mend == ["sluice deploy 1.0 --env production --roll-back --reason \"…\" -- <command>"])
        wanted.isRollBack = true
        #expect(try wanted.findings(DowngradeRule.self).isEmpty)
    }

    @Test("what did not succeed does not run, and what succeeded last does")
    func looksAtWhatRuns() throws {
        var wanted = try WantedDeployment()
        for outcome in [nil, DeploymentStatement.Outcome.failed, .rolledBack] { try wanted.deploy("1.1", outcome) }
        #expect(try wanted.findings(DowngradeRule.self).isEmpty)
        try wanted.deploy("2.0", .succeeded)
        #expect(try wanted.finding(DowngradeRule.self).expected.hasPrefix("2.0 or later"))
        try wanted.deploy("0.9", .succeeded)
        #expect(try wanted.findings(DowngradeRule.self).isEmpty)
    }

    @Test("a deployment in doubt raises what runs, and lowers nothing")
    func countsDoubtfulDeployments() throws {
        var raised = try WantedDeployment()
        try raised.deploy("0.9", .succeeded)
        try raised.deploy("1.1", .succeeded, weight: .shuts)
        #expect(try raised.finding(DowngradeRule.self).expected.hasPrefix("1.1 or later"))
        var lowered = try WantedDeployment()
        try lowered.deploy("1.1", .succeeded)
        try lowered.deploy("0.9", .succeeded, weight: .shuts)
        #expect(try lowered.finding(DowngradeRule.self).expected.hasPrefix("1.1 or later"))
    }
}
