import Changes
import FactsSupport
import Git
import Testing

@testable import Gate
@testable import Ledger
@testable import Releases

/// `board`: the board that the policy names for an RfC's type authorised it.
@Suite struct BoardRuleTests {
    /// RFC-1, approved by QA; normal RfCs need the CAB, emergencies the ECAB.
    private func facts(_ attributes: [ItemAttribute: String] = [.title: "title"]) throws -> Facts {
        var facts = try Facts.approved()
        facts.policy.boards.roles = [.normal: "cab", .emergency: "ecab"]
        facts.attributes[.rfc1] = attributes
        return facts
    }

    private func findings(_ facts: Facts) throws -> [Finding] { BoardRule.findings(in: try facts.value) }

    private func found(_ facts: Facts) throws -> [String] { try findings(facts).map(\.found) }

    private func only(_ facts: Facts) throws -> Finding {
        let findings = try findings(facts)
        try #require(findings.count == 1)
        return findings[0]
    }

    @Test("an RfC without a word of its board is refused, an emergency by another one, a standard RfC by none")
    func asksTheBoardOfTheType() throws {
        let finding = try only(facts())
        #expect(finding.code == .board && finding.subject == .item(.rfc1))
        #expect(finding.expected == "approval by cab, as it is normal" && finding.found == "none")
        #expect(finding.mend == ["sluice approve RFC-1 --release 1.0 --role cab"])
        #expect(!finding.isUnverified && !finding.isUndecided)
        let emergency = try only(facts([.title: "title", .type: "emergency"]))
        #expect(emergency.expected == "approval by ecab, as it is emergency")
        #expect(emergency.mend == ["sluice approve RFC-1 --release 1.0 --role ecab"])
        #expect(try findings(facts([.title: "title", .type: "standard"])).isEmpty)
    }

    @Test("tasks, items that are not planned, and RfCs whose type has no board need none")
    func asksOfPlannedRfCsOnly() throws {
        var facts = try facts()
        try facts.commit("TASK-7: form")
        try facts.commit("RFC-2: not planned")
        facts.known = [.rfc1, .rfc2, .task7]
        facts.planned = [.task7]
        #expect(try findings(facts).isEmpty)
        facts.planned = [.rfc1, .rfc2, .task7]
        #expect(try findings(facts).map(\.subject) == [.item(.rfc1), .item(.rfc2)])
        facts.policy.boards.roles[.normal] = nil
        #expect(try findings(facts).isEmpty)
    }

    @Test("an approval counts for its role and its item, and holds when the commits change")
    func countsAnApproval() throws {
        var facts = try facts()
        try facts.decide(.approve, by: Facts.rene, role: "ecab")
        try facts.decide(.approve, by: Facts.rene, item: .rfc2, role: "cab")
        #expect(try found(facts) == ["none"])
        try facts.decide(.approve, by: Facts.rene, role: "cab")
        #expect(try findings(facts).isEmpty)
        try facts.commit("RFC-1: more")
        #expect(try findings(facts).isEmpty)
        try facts.decide(.revoke, by: Facts.rene, role: "cab")
        #expect(try found(facts) == ["none"])
    }

    @Test("where several people have to approve, the finding says who did, and one person counts once")
    func countsPeople() throws {
        var facts = try facts()
        facts.policy.thresholds["cab"] = 3
        try facts.decide(.approve, by: Facts.rene, role: "cab")
        #expect(try only(facts).expected == "approval by 3 people of cab, as it is normal")
        #expect(try found(facts) == ["approval by Rene alone"])
        try facts.decide(.approve, by: Facts.rene, role: "cab")
        try facts.decide(.approve, by: Facts.quinn, role: "cab")
        #expect(try found(facts) == ["approval by Quinn, Rene alone"])
        #expect(try only(facts).mend == ["sluice approve RFC-1 --release 1.0 --role cab"])
        try facts.decide(.approve, by: Person(name: "Sam", email: "sam@example.org"), role: "cab")
        #expect(try findings(facts).isEmpty)
    }

    @Test("whom the policy does not name for the board does not count")
    func countsMembersOnly() throws {
        var facts = try facts()
        facts.policy.members["cab"] = [Facts.rene.email]
        try facts.decide(.approve, by: Facts.quinn, role: "cab")
        #expect(try found(facts) == ["only Quinn approved, whom the policy does not name for cab"])
        try facts.decide(.approve, by: Facts.rene, role: "cab")
        #expect(try findings(facts).isEmpty)
    }

    @Test("who worked on the RfC or asked for it does not count")
    func refusesWhoIsConcerned() throws {
        var facts = try facts()
        try facts.decide(.approve, by: Facts.dana, role: "cab")
        #expect(try found(facts) == ["only Dana approved, who asked for it or worked on it"])
        #expect(try only(facts).mend == ["sluice approve RFC-1 --release 1.0 --role cab  (by someone else)"])
        facts = try self.facts([.title: "title", .requester: "Rene"])
        try facts.decide(.approve, by: Facts.rene, role: "cab")
        #expect(try found(facts) == ["only Rene approved, who asked for it or worked on it"])
        try facts.decide(.approve, by: Facts.quinn, role: "cab")
        #expect(try findings(facts).isEmpty)
    }

    @Test("where a requester is recorded without a signature, an administrator can correct that")
    func namesTheCorrection() throws {
        var facts = try facts([.title: "title", .requester: "Rene"])
        facts.policy.requiredSignatures = .decisions
        facts.policy.members["cab"] = [Facts.dana.email, Facts.rene.email]
        try facts.decide(.approve, by: Facts.rene, role: "cab")
        #expect(
            try only(facts).mend == [
                "sluice approve RFC-1 --release 1.0 --role cab  (by someone else)",
                "sluice rfc edit RFC-1 --requester <name>"
                    + "  (by an administrator, to say who asked for it: nobody signed that)",
            ])
        facts.attributes[.rfc1]?[.requester] = "Somebody Else"
        #expect(try findings(facts).isEmpty)
        try facts.decide(.revoke, by: Facts.rene, role: "cab")
        try facts.decide(.approve, by: Facts.dana, role: "cab")
        #expect(try only(facts).mend.count == 1, "who wrote the commits stays their author")
    }

    @Test("a rejection refuses whatever others approve, with its note, until who rejected takes it back")
    func refusesWhatWasRejected() throws {
        var facts = try facts()
        try facts.decide(.reject, by: Facts.rene, role: "cab")
        #expect(try found(facts) == ["Rene rejected it"])
        #expect(try only(facts).mend == ["sluice revoke RFC-1 --release 1.0 --role cab  (by Rene)"])
        try facts.decide(.approve, by: Facts.quinn, role: "cab")
        try facts.decide(.reject, by: Facts.rene, role: "cab", note: "no back-out plan")
        #expect(try found(facts) == ["Rene rejected it: no back-out plan"])
        try facts.decide(.revoke, by: Facts.rene, role: "cab")
        try facts.decide(.approve, by: Facts.quinn, role: "cab")
        #expect(try findings(facts).isEmpty)
    }

    @Test("where the ledger's format has answers, another member's approval of a further change is a way on, too")
    func takesAnswers() throws {
        var facts = try facts()
        facts.policy.needs = 2
        facts.patches = [facts.commits[0].commit.id: .zero]
        try facts.decide(.reject, by: Facts.rene, role: "cab", isBound: true)
        let mend = try only(facts).mend.map(\.text)
        #expect(mend.count == 2 && mend[0] == "sluice revoke RFC-1 --release 1.0 --role cab  (by Rene)")
        #expect(mend[1].hasPrefix("sluice approve RFC-1 --release 1.0 --role cab --answers "))
        let further = try facts.commit("RFC-1: fixed")
        facts.patches[further] = further
        try facts.decide(.approve, by: Facts.quinn, role: "cab", isBound: true)
        #expect(try findings(facts).count == 1)
        try facts.decide(.approve, by: Facts.quinn, role: "cab", answers: [1], isBound: true)
        #expect(try findings(facts).isEmpty)
    }

    @Test("an edit after the approval is named, and asks for another one")
    func showsWhatWasEdited() throws {
        var facts = try facts()
        facts.policy.requiredSignatures = .decisions
        facts.policy.members = ["qa": [Facts.quinn.email], "cab": [Facts.rene.email]]
        try facts.decide(.approve, by: Facts.rene, role: "cab", isBound: true)
        #expect(try findings(facts).isEmpty)
        facts.edits[.rfc1] = [.risk: "high", .backOutPlan: "none"]
        #expect(try found(facts) == ["Rene approved it before back-out-plan, risk changed"])
        #expect(try only(facts).mend == ["sluice approve RFC-1 --release 1.0 --role cab"])
        try facts.decide(.approve, by: Facts.rene, role: "cab", isBound: true)
        #expect(try findings(facts).isEmpty)
    }

    @Test("approvals from before bindings are asked for once more, with one command for all RfCs of a board")
    func asksForRenewal() throws {
        var facts = try facts()
        facts.policy.requiredSignatures = .decisions
        facts.policy.members = ["qa": [Facts.quinn.email], "cab": [Facts.rene.email]]
        (facts.planned, facts.known) = ([.rfc1, .rfc2], [.rfc1, .rfc2])
        for item in [ItemID.rfc1, .rfc2] { try facts.decide(.approve, by: Facts.rene, item: item, role: "cab") }
        #expect(try findings(facts).isEmpty)
        facts.policy.needs = 2
        let finding = try only(facts)
        #expect(finding.code == .board && finding.subject == .release)
        #expect(finding.expected == "decisions by cab that name what they rest on, as the ledger's format asks")
        #expect(finding.found == "those about RFC-1, RFC-2 are from before")
        #expect(finding.mend == ["sluice approve RFC-1 RFC-2 --release 1.0 --role cab"])
        facts.isTagged = true
        #expect(try findings(facts).isEmpty)
    }

    @Test("a type that no decision vouches for needs no less than a normal RfC does")
    func believesNoTypeThatNobodyVouchesFor() throws {
        var facts = try facts([.title: "title", .type: "standard"])
        facts.policy.requiredSignatures = .decisions
        facts.policy.signOffRoles = []
        #expect(try only(facts).expected == "approval by cab, as no decision vouches that it is standard")
    }
}
