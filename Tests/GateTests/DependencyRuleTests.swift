import Changes
import FactsSupport
import Ledger
import Releases
import Testing

@testable import Gate

/// `dependency`: what a planned item depends on is in the release or in an earlier one.
@Suite struct DependencyRuleTests {
    /// RFC-1 depends on RFC-2, which is in some place.
    private func facts(_ place: DependencyFacts.Place, dependsOn: String = "RFC-2") throws -> Facts {
        var facts = try Facts.approved()
        facts.attributes[.rfc1] = [.title: "title", .dependsOn: dependsOn]
        facts.dependencies = DependencyFacts([.init(item: .rfc1, on: .rfc2, place: place)])
        return facts
    }

    private func findings(_ facts: Facts) throws -> [Finding] { DependencyRule.findings(in: try facts.value) }

    private let expected = "RFC-2, which it depends on, here or in a release before"

    @Test func staysSilentForWhatIsHereOrInAnEarlierRelease() throws {
        #expect(try findings(facts(.here)).isEmpty)
        #expect(try findings(facts(.earlier(#require(Version("0.9"))))).isEmpty)
        #expect(try findings(Facts.approved()).isEmpty)
    }

    @Test func refusesWhatNoReleaseHas() throws {
        let findings = try findings(facts(.nowhere))
        #expect(findings.map(\.code) == [.dependency] && findings[0].subject == .item(.rfc1))
        #expect(findings[0].expected == expected && findings[0].found == "no release has it")
        #expect(
            findings[0].mend == [
                "sluice release add 1.0 RFC-2", "sluice release drop 1.0 RFC-1 --reason \"…\"",
                "sluice rfc edit RFC-1 --depends-on ''",
            ])
    }

    @Test func namesTheOtherReleasesThatPlanIt() throws {
        let versions = try ["1.1", "2.0"].map { try #require(Version($0)) }
        let findings = try findings(facts(.elsewhere(versions)))
        #expect(findings.map(\.found) == ["it is planned in 1.1, 2.0"])
        #expect(findings[0].expected == expected)
        #expect(findings[0].mend.first == "sluice release add 1.0 RFC-2")
    }

    @Test("what the release does without cannot be added: the log says where it went")
    func refusesWhatGoes() throws {
        let findings = try findings(facts(.leaving))
        #expect(findings.map(\.found) == ["1.0 does without RFC-2, which goes or was taken back"])
        #expect(findings[0].subject == .item(.rfc1) && findings[0].expected == expected)
        #expect(
            findings[0].mend == [
                "sluice log 1.0", "sluice rfc edit RFC-1 --depends-on ''",
                "sluice release drop 1.0 RFC-1 --reason \"…\"",
            ])
    }

    @Test("the edit that ends a dependency keeps the other ones, and names the item by its kind")
    func keepsOtherDependencies() throws {
        let facts = try facts(.nowhere, dependsOn: "RFC-3, RFC-2, TASK-7")
        #expect(try findings(facts)[0].mend.last == "sluice rfc edit RFC-1 --depends-on 'RFC-3, TASK-7'")
        var task = try Facts.approved()
        task.known = [.rfc1, .task7]
        task.attributes[.task7] = [.title: "title", .dependsOn: "RFC-2"]
        task.dependencies = DependencyFacts([.init(item: .task7, on: .rfc2, place: .nowhere)])
        #expect(try findings(task)[0].mend.last == "sluice task edit TASK-7 --depends-on ''")
    }

    @Test("each dependency is a finding of its own, in their order, and circles come last")
    func showsEach() throws {
        var facts = try Facts.approved()
        facts.dependencies = DependencyFacts(
            [
                .init(item: .rfc1, on: .rfc2, place: .nowhere), .init(item: .rfc1, on: .rfc3, place: .here),
                .init(item: .rfc1, on: .task7, place: .leaving),
            ], cycles: [[.rfc1]])
        let found = try findings(facts).map(\.found)
        #expect(found.count == 3 && found[0] == "no release has it" && found[1].hasPrefix("1.0 does without TASK-7"))
        #expect(found[2] == "it depends on itself")
    }

    @Test("items that depend on each other are refused once, and the first of them is edited")
    func refusesCircles() throws {
        var facts = try Facts.approved()
        facts.known = [.rfc1, .rfc2, .rfc3]
        facts.attributes[.rfc1] = [.title: "title", .dependsOn: "RFC-2, RFC-3, TASK-7"]
        facts.dependencies = DependencyFacts(cycles: [[.rfc1, .rfc2, .rfc3]])
        let findings = try findings(facts)
        #expect(findings.map(\.found) == ["RFC-1, RFC-2, RFC-3 depend on each other"])
        #expect(findings[0].code == .dependency && findings[0].subject == .item(.rfc1))
        #expect(findings[0].expected == "an order in which items can be released")
        #expect(findings[0].mend == ["sluice rfc edit RFC-1 --depends-on TASK-7"])
    }
}
