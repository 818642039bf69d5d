import Changes
import FactsSupport
import Git
import Releases
import Testing

@testable import Gate
@testable import Ledger

/// `approvers`: those whom the environment asks approved the deployment, and not only who deploys.
@Suite struct ApproverRuleTests {
    private let approve: ShellCommand = "sluice approve --env production --release 1.0 --role cab"

    private func wanted(_ roles: String...) throws -> WantedDeployment {
        try WantedDeployment((roles.isEmpty ? ["cab"] : roles).map { "approver = \($0)" })
    }

    @Test func staysSilentWhereNobodyIsAsked() throws {
        #expect(try WantedDeployment().findings(ApproverRule.self).isEmpty)
    }

    @Test func refusesWhatNobodyApproved() throws {
        let finding = try wanted().finding(ApproverRule.self)
        #expect(finding.code == .approvers && finding.subject == .release)
        #expect(finding.expected == "approval by cab for production" && finding.found == "none")
        #expect(finding.mend == [approve])
    }

    @Test("an approval counts for its role, by a member, about the tagged commit")
    func countsApprovals() throws {
        var wanted = try wanted("cab", "operations")
        wanted.facts.policy.members["cab"] = [Facts.quinn.email]
        try wanted.decide(.approve, by: Facts.dana)
        try wanted.decide(.approve, by: Facts.quinn, on: wanted.facts.commits[0].commit.id)
        try wanted.decide(.approve, by: Facts.quinn, role: "operations")
        #expect(try wanted.finding(ApproverRule.self).expected == "approval by cab for production")
        #expect(try wanted.finding(ApproverRule.self).found == "none")
        try wanted.decide(.approve, by: Facts.quinn)
        #expect(try wanted.findings(ApproverRule.self).isEmpty)
        try wanted.decide(.revoke, by: Facts.quinn)
        #expect(try wanted.finding(ApproverRule.self).found == "none")
    }

    @Test func asksEachRole() throws {
        let findings = try wanted("operations", "cab").findings(ApproverRule.self)
        #expect(
            findings.map(\.expected) == ["approval by operations for production", "approval by cab for production"])
    }

    @Test("who deploys is not the only one who approved")
    func refusesOnesOwnApprovalAlone() throws {
        var wanted = try wanted()
        try wanted.decide(.approve, by: Facts.rene)
        let finding = try wanted.finding(ApproverRule.self)
        #expect(finding.found == "only Rene, who deploys, approved")
        #expect(finding.mend == [approve + "  (by someone else)"])
        wanted.actor = Facts.dana
        #expect(try wanted.findings(ApproverRule.self).isEmpty)
        wanted.actor = Facts.rene
        try wanted.decide(.approve, by: Facts.quinn)
        #expect(try wanted.findings(ApproverRule.self).isEmpty)
    }

    @Test("where nobody knows who deploys, it takes two people")
    func asksTwoPeopleForAnUnknownActor() throws {
        var wanted = try wanted()
        wanted.actor = nil
        try wanted.decide(.approve, by: Facts.quinn)
        let finding = try wanted.finding(ApproverRule.self)
        #expect(finding.found == "only Quinn approved, who may be the one who deploys")
        #expect(finding.mend == [approve + "  (by someone else)"])
        try wanted.decide(.approve, by: Facts.dana)
        #expect(try wanted.findings(ApproverRule.self).isEmpty)
    }

    @Test("where several people have to approve, the finding counts those who did, each once")
    func countsPeople() throws {
        var wanted = try wanted()
        wanted.facts.policy.thresholds["cab"] = 3
        try wanted.decide(.approve, by: Facts.quinn)
        try wanted.decide(.approve, by: Person(name: "Q.", email: "QUINN@example.org"))
        let finding = try wanted.finding(ApproverRule.self)
        #expect(finding.expected == "approval by 3 people of cab for production")
        #expect(finding.found == "approval by 1 person alone")
        #expect(finding.mend == [approve + "  (by someone else)"])
        try wanted.decide(.approve, by: Facts.dana)
        #expect(try wanted.finding(ApproverRule.self).found == "approval by 2 people alone")
        try wanted.decide(.approve, by: Facts.rene)
        #expect(try wanted.findings(ApproverRule.self).isEmpty)
    }

    @Test("a rejection refuses whatever others approve, with its note, until who rejected takes it back")
    func refusesWhatWasRejected() throws {
        var wanted = try wanted()
        try wanted.decide(.reject, by: Facts.quinn, note: "not on a Friday")
        try wanted.decide(.approve, by: Facts.dana)
        let finding = try wanted.finding(ApproverRule.self)
        #expect(finding.expected == "approval by cab for production")
        #expect(finding.found == "Quinn rejected it: not on a Friday")
        #expect(finding.mend == [revoke(by: "Quinn")])
        try wanted.decide(.reject, by: Facts.quinn)
        #expect(try wanted.finding(ApproverRule.self).mend == [revoke(by: "Quinn")], "one command takes back both")
        try wanted.decide(.reject, by: Facts.rene)
        #expect(try wanted.finding(ApproverRule.self).mend == [revoke(by: "Quinn"), revoke(by: "Rene")])
        try wanted.decide(.revoke, by: Facts.quinn)
        #expect(try wanted.finding(ApproverRule.self).found == "Rene rejected it")
        try wanted.decide(.revoke, by: Facts.rene)
        try wanted.decide(.approve, by: Facts.dana)
        #expect(try wanted.findings(ApproverRule.self).isEmpty)
    }

    private func revoke(by name: String) -> ShellCommand {
        ShellCommand(verbatim: "sluice revoke --env production --release 1.0 --role cab  (by \(name))")
    }

    @Test("a rejection by somebody who left the role is answered by a member, where the ledger's format has answers")
    func answersWhoLeftTheRole() throws {
        var wanted = try wanted()
        let rejections = [
            try wanted.decide(.reject, by: Facts.quinn, note: "no"), try wanted.decide(.reject, by: Facts.rene),
        ]
        wanted.facts.policy.members["cab"] = [Facts.dana.email]
        let answers = rejections.map { " --answers \($0.shortName)" }.joined()
        let finding = try wanted.finding(ApproverRule.self)
        #expect(finding.found == "Quinn rejected it: no")
        #expect(
            finding.mend.map(\.text) == [
                "sluice policy edit  (by an administrator: [ledger] needs = 4)", approve.text + answers,
            ])
        wanted.facts.policy.needs = 4
        #expect(try wanted.finding(ApproverRule.self).mend.map(\.text) == [approve.text + answers])
        wanted.facts.policy.members["cab"] = [Facts.dana.email, Facts.rene.email]
        #expect(
            try wanted.finding(ApproverRule.self).mend == [revoke(by: "Rene")])
        wanted.facts.policy.members["cab"] = [Facts.dana.email]
        try wanted.decide(.approve, by: Facts.dana)
        #expect(try wanted.findings(ApproverRule.self).count == 1, "an approval that names no rejection answers none")
        try wanted.decide(.approve, by: Facts.dana, answers: rejections)
        #expect(try wanted.findings(ApproverRule.self).isEmpty)
    }
}
