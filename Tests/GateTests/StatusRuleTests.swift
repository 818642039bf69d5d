import Changes
import FactsSupport
import Git
import Ledger
import Releases
import Testing

@testable import Gate

/// `status`: every planned item is of class approved or later.
@Suite struct StatusRuleTests {
    /// Approved by Quinn, and at some status.
    private func facts(_ through: [String], by mover: Ledger.Person = Facts.rene) throws -> Facts {
        var facts = try Facts.approved()
        facts.through = through
        facts.mover = mover
        return facts
    }

    private let ladder = StatusEngine().rungs.map(\.id)

    @Test("an item that is approved and was moved nowhere")
    func refusesWhatWasNeverMoved() throws {
        var facts = try Facts.approved()
        facts.unmoved = [.rfc1]
        let findings = try facts.verdict.findings
        #expect(findings.map(\.code) == [.status])
        #expect(findings[0].expected == "Ready for Production or later" && findings[0].found == "Developing")
        #expect(findings[0].mend == ["sluice move RFC-1 ready-for-production --release 1.0"])
    }

    @Test("every class from approved on is enough, and none before", arguments: 1...7)
    func countsClasses(_ rung: Int) throws {
        let facts = try facts(Array(ladder[1...rung]))
        #expect(try facts.verdict.isOpen == (rung >= 5))
    }

    @Test("what waits for what other rules tell is told by those alone")
    func tellsTheCauseAlone() throws {
        var facts = try Facts()
        facts.unmoved = [.rfc1]
        #expect(try facts.verdict.findings.map(\.code) == [.signOff])
    }

    @Test(
        "a status that was passed over was not entered",
        arguments: [["ready-for-production"], ["ready-for-review", "ready-for-production"]])
    func refusesShortCuts(_ through: [String]) throws {
        let findings = try facts(through).verdict.findings
        #expect(findings.map(\.code) == [.status])
    }

    @Test("who made the commits does not review them")
    func refusesOwnReview() throws {
        let findings = try facts(Array(ladder[1...5]), by: Facts.dana).verdict.findings
        #expect(findings.map(\.code) == [.status])
        #expect(findings[0].found == "Ready for Review, moved there by Dana")
    }

    @Test("only those whom the policy names move items, where it names somebody")
    func countsNamedMoversOnly() throws {
        var facts = try facts(Array(ladder[1...5]))
        facts.policy.members["integrator"] = ["iris@example.org"]
        #expect(try facts.verdict.findings.map(\.found) == ["Ready for Integration, moved there by Rene"])
        facts.policy.members["integrator"] = ["iris@example.org", "rene@example.org"]
        #expect(try facts.verdict.isOpen)
    }

    @Test("what is rejected or withdrawn leaves the release, or begins anew", arguments: ["rejected", "withdrawn"])
    func refusesWhatIsOffTheLadder(_ end: String) throws {
        let findings = try facts([end]).verdict.findings
        #expect(findings.map(\.code) == [.status])
        #expect(findings[0].mend.first == "sluice release drop 1.0 RFC-1 --reason \"…\"")
    }

    @Test("the free profile asks for the class all the same")
    func asksForTheClassUnderTheFreeProfile() throws {
        var facts = try facts(Array(ladder[1...4]), by: Facts.dana)
        facts.policy = try .of("[status]\n\tprofile = free\n")
        #expect(try facts.verdict.findings.map(\.code) == [.status])
        facts.through = Array(ladder[1...5])
        #expect(try facts.verdict.isOpen)
    }
}

extension Policy {
    fileprivate static func of(_ text: String) throws -> Policy {
        let least = "[item \"RFC\"]\n\tkind = rfc\n[release]\n\ttag = v{version}\n[sign-off]\n\trole = qa\n"
        return try Policy(text: Array((least + text).utf8), version: 3)
    }
}
