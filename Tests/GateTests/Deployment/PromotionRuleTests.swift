import Changes
import FactsSupport
import Git
import Ledger
import Releases
import Testing

@testable import Gate

/// `promotion`: the environment before has the release, deployed with success.
@Suite struct PromotionRuleTests {
    private let deploy: ShellCommand = "sluice deploy 1.0 --env acceptance -- <command>"

    private func wanted() throws -> WantedDeployment { try WantedDeployment(["after = acceptance"]) }

    @Test func staysSilentInTheFirstEnvironment() throws {
        #expect(try WantedDeployment().findings(PromotionRule.self).isEmpty)
    }

    @Test func refusesWhatWasNeverThere() throws {
        var wanted = try wanted()
        try wanted.deploy("0.9", .succeeded, in: "acceptance")
        try wanted.deploy("1.0", .succeeded)
        let finding = try wanted.finding(PromotionRule.self)
        #expect(finding.code == .promotion && finding.subject == .release)
        #expect(finding.expected == "1.0 deployed to acceptance with success")
        #expect(finding.found == "it was never deployed there" && finding.mend == [deploy])
    }

    @Test func staysSilentOnceItSucceededThere() throws {
        var wanted = try wanted()
        try wanted.deploy("1.0", .succeeded, in: "acceptance")
        try wanted.deploy("1.0", .failed, in: "acceptance")
        #expect(try wanted.findings(PromotionRule.self).isEmpty)
    }

    @Test("the finding says how the last attempt ended", arguments: [nil, "failed", "rolled-back"])
    func showsTheOutcome(_ outcome: String?) throws {
        var wanted = try wanted()
        try wanted.deploy("1.0", .failed, in: "acceptance")
        try wanted.deploy("1.0", outcome.flatMap { .init(rawValue: $0) }, in: "acceptance")
        let finding = try wanted.finding(PromotionRule.self)
        #expect(finding.found == "its deployment there is \(outcome ?? "unfinished")" && finding.mend == [deploy])
    }

    @Test("another commit under that version, and a deployment in doubt, are not the release")
    func refusesAnotherCommit() throws {
        var moved = try wanted()
        try moved.deploy("1.0", .succeeded, in: "acceptance", on: moved.facts.commits[0].commit.id)
        #expect(try moved.findings(PromotionRule.self).count == 1)
        var doubtful = try wanted()
        try doubtful.deploy("1.0", .succeeded, in: "acceptance", weight: .shuts)
        #expect(try doubtful.findings(PromotionRule.self).count == 1)
    }

    @Test("a tag of before the ledger can have run there before it could be recorded")
    func offersToRecordWhatRanBefore() throws {
        var wanted = try wanted()
        wanted.adopted = .zero
        #expect(
            try wanted.finding(PromotionRule.self).mend == [
                deploy, "sluice deploy record 1.0 --env acceptance --outcome succeeded --ended <time>",
            ])
    }
}
