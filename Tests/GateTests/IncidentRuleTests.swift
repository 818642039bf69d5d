import Changes
import FactsSupport
import Ledger
import Testing

@testable import Gate
@testable import Releases

/// `incident`: nothing open is held against the release, and no review is overdue.
@Suite struct IncidentRuleTests {
    private let incident = ItemID(key: "INC", number: 4)
    private let problem = ItemID(key: "PRB", number: 5)

    /// INC-4 is held against the release.
    private func facts(_ attributes: [ItemAttribute: String] = [.title: "Orders get lost"]) throws -> Facts {
        var facts = try Facts.approved()
        facts.policy.keys += [.init(name: "INC", noun: .incident), .init(name: "PRB", noun: .problem)]
        facts.attributes[incident] = attributes
        facts.holds = [incident]
        return facts
    }

    private func findings(_ facts: Facts) throws -> [Finding] { IncidentRule.findings(in: try facts.value) }

    @Test func staysSilentWhereNothingIsHeld() throws {
        #expect(try findings(Facts.approved()).isEmpty)
    }

    @Test func refusesAnOpenIncident() throws {
        let findings = try findings(facts())
        #expect(findings.map(\.code) == [.incident] && findings[0].subject == .item(incident))
        #expect(findings[0].expected == "no open incident that holds 1.0")
        #expect(findings[0].found == "it is open: Orders get lost")
        #expect(
            findings[0].mend == ["sluice incident close INC-4", "sluice release unhold 1.0 INC-4 --reason \"…\""])
    }

    @Test func staysSilentForAClosedOne() throws {
        #expect(try findings(facts([.title: "Orders get lost", .state: "closed"])).isEmpty)
    }

    @Test("a closing whose author may not close it does not count, and the finding names them")
    func refusesWhatWasClosedInVain() throws {
        var facts = try facts()
        facts.doubts[incident] = [[.state: "closed"]]
        let found = try findings(facts).map(\.found)
        #expect(found == ["Dana closed it without the signature of somebody who may: Orders get lost"])
    }

    @Test("a problem is named as one, and one that the ledger does not have is an incident that nobody can close")
    func namesItsKind() throws {
        var facts = try facts()
        facts.attributes[problem] = [.title: "It leaks"]
        facts.holds = [incident, problem]
        facts.unrecorded = [incident]
        let findings = try findings(facts)
        #expect(findings.map(\.found) == ["it is open: not in the ledger", "it is open: It leaks"])
        #expect(
            findings.map(\.expected) == ["no open incident that holds 1.0", "no open problem that holds 1.0"])
        #expect(findings.map { $0.mend.first } == ["sluice incident close INC-4", "sluice problem close PRB-5"])
    }

    @Test("an emergency release that nobody reviewed in time refuses the ones after it")
    func refusesAnOverdueReview() throws {
        var facts = try Facts.approved()
        let release = try #require(Version("0.9"))
        facts.waivers = WaiverFacts(overdue: [.init(release: release, waiver: nil, due: Timestamp(seconds: 86_400))])
        let findings = try findings(facts)
        #expect(findings.map(\.code) == [.incident] && findings[0].subject == .release)
        #expect(findings[0].expected == "a review by 1970-01-02T00:00:00.000Z")
        #expect(findings[0].found == "0.9 was an emergency, and nobody else has looked at it since")
        #expect(findings[0].mend == ["sluice review 0.9 --note \"…\""])
    }

    @Test("the overdue review of a waiver names the waiver, the rules that it waived and the release")
    func refusesAnOverdueWaiver() throws {
        var facts = try facts()
        let release = try #require(Version("0.9"))
        let statement = WaiverStatement(
            release: release, rules: ["signoff", "tests"], items: nil, environment: nil, until: Timestamp(seconds: 10),
            reviewBy: Timestamp(seconds: 20), reason: "the shop was down")
        let record = try StoredRecord.made(.waiver(statement), by: Facts.quinn, at: 0, after: [])
        let waiver = Waiver(record: record.name, at: record.record.at, by: Facts.quinn, statement: statement)
        facts.waivers = WaiverFacts(overdue: [.init(release: release, waiver: waiver, due: Timestamp(seconds: 20))])
        let findings = try findings(facts)
        #expect(findings.map(\.subject) == [.item(incident), .release], "what is held comes first")
        #expect(
            findings[1].found == "Quinn lifted signoff, tests for 0.9, and nobody else has looked at it since")
        let name = String(record.name.description.dropFirst(21).prefix(8))
        #expect(findings[1].mend == ["sluice review 0.9 --waiver \(name) --note \"…\""])
    }
}
