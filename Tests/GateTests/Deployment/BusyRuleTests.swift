import Changes
import FactsSupport
import Git
import Ledger
import Testing

@testable import Gate

/// `busy`: no other deployment to the environment is under way.
@Suite struct BusyRuleTests {
    @Test func staysSilentWhereAllHaveEnded() throws {
        var wanted = try WantedDeployment(["after = acceptance"])
        #expect(try wanted.findings(BusyRule.self).isEmpty)
        for outcome in DeploymentStatement.Outcome.allCases { try wanted.deploy("0.9", outcome) }
        try wanted.deploy("1.0", nil, in: "acceptance")
        #expect(try wanted.findings(BusyRule.self).isEmpty)
    }

    @Test func refusesWhileAnotherOneIsUnderWay() throws {
        var wanted = try WantedDeployment()
        let start = try wanted.deploy("0.9", nil, by: Facts.quinn)
        let finding = try wanted.finding(BusyRule.self)
        #expect(finding.code == .busy && finding.subject == .release)
        #expect(finding.expected == "no deployment to production under way")
        #expect(
            finding.found
                == "Quinn began to deploy 0.9 at 1970-01-01T00:00:00.000Z, and no end is recorded")
        #expect(
            finding.mend == ["sluice deploy record 0.9 --env production --outcome failed --note \"…\""])
        try wanted.deploy("1.1", nil)
        #expect(
            try wanted.findings(BusyRule.self).map { $0.found.prefix(24) } == [
                "Quinn began to deploy 0.", "Rene began to deploy 1.1",
            ])
        var end = DeploymentStatement(
            environment: "production", release: try #require(Version("0.9")), tag: "v0.9", commit: .zero)
        (end.ends, end.outcome) = (start, .failed)
        try wanted.record(.deployment(end), by: Facts.rene)
        #expect(try wanted.finding(BusyRule.self).found.hasPrefix("Rene began to deploy 1.1"))
    }
}
