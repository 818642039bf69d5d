import Changes
import FactsSupport
import Git
import Ledger
import TestSupport
import Testing

@testable import Gate
@testable import Releases

/// The decision as a whole: open only where no rule speaks, and never by mistake.
@Suite struct VerdictTests {
    @Test func opensForAnApprovedRelease() throws {
        let verdict = try Facts.approved().verdict
        #expect(verdict.isOpen && !verdict.isUnverified)
        #expect(verdict.findings.isEmpty)
    }

    @Test("has one rule for each code, in the order in which findings are told")
    func hasOneRuleForEachCode() {
        #expect(Verdict.rules.map { $0.code } + Verdict.deployRules.map { $0.code } == RuleCode.ofGate)
    }

    @Test("all that is wrong is told at once, in the order of the rules")
    func tellsAllFindings() throws {
        var facts = try Facts()
        facts.tagsBeyond = [.init(tag: "v0.9", tip: .zero)]
        facts.baseEvidence = .ungated
        facts.base = .init(revision: "v0.9", commit: .zero)
        let rfc4 = ItemID(key: "RFC", number: 4)
        facts.planned = [.rfc1, .rfc2, .rfc3, rfc4, .task7]
        facts.known = [.rfc1, .rfc2, .rfc3]
        facts.unmoved = [.rfc3]
        facts.tests = try .untried("TC-1", for: .rfc1)
        facts.policy.boards.roles = [.normal: "cab"]
        facts.policy.backOutPlans = .required
        facts.dependencies = DependencyFacts([.init(item: .rfc1, on: .rfc2, place: .nowhere)])
        facts.holds = [.task7]
        facts.policy.configuration = try .asking("[configuration]\n\trequire-link = item\n")
        facts.configure("app.yaml", by: try facts.commit("no item"))
        try facts.commit("merge", parents: 2, mergedContent: ["a"])
        let lost = try facts.commit("lost")
        facts.goes = [Going(commit: facts.commits.removeLast(), release: nil, paths: [[97]], proposal: nil)]
        #expect(facts.goes[0].commit.commit.id == lost)
        facts.unaccounted = [[98]]
        let fourth = try facts.commit("RFC-4: fourth")
        facts.revert(fourth, by: try facts.commit("Revert \"RFC-4: fourth\""))
        try facts.commit("RFC-5: stowaway")
        try facts.commit("RFC-3: approved, and moved nowhere")
        try facts.decide(.approve, by: Facts.quinn, item: .rfc3)
        try facts.commit("RFC-2: second")
        try facts.decide(.approve, by: Facts.dana)
        try facts.decide(.approve, by: Facts.quinn, item: .rfc2, content: [.zero])
        let codes = try facts.verdict.findings.map(\.code)
        #expect(Set(codes) == Set(Verdict.rules.map { $0.code }))
        let places = try codes.map { try #require(RuleCode.allCases.firstIndex(of: $0)) }
        #expect(places == places.sorted())
    }

    @Test("every finding says what was expected, what was found, and a command that fixes it")
    func showsWhatFixesEachFinding() throws {
        var facts = try Facts()
        facts.planned = [.rfc1, .rfc2]
        try facts.commit("no item")
        try facts.commit("RFC-3: stowaway")
        for finding in try facts.verdict.findings {
            #expect(!finding.expected.isEmpty && !finding.found.isEmpty)
            #expect(!finding.mend.isEmpty)
            for fix in finding.mend.map(\.text) { #expect(fix.hasPrefix("sluice ") || fix.hasPrefix("git "), "\(fix)") }
        }
    }

    @Test("T35: a waiver of one finding never hides another one that nobody may waive")
    func tellsConsequencesOfWaivedFindings() throws {
        var facts = try Facts.approved()
        facts.tag = try .on(.zero, isAnnotated: false)
        facts.manifests = [ManifestStatement(try facts.verdict, tag: "v1.0")]
        #expect(try facts.verdict.findings.map(\.code) == [.history])
        let overdue = try WaiverFacts.Overdue(
            release: #require(Version("0.9")), waiver: nil, due: Timestamp(seconds: 0))
        facts.waivers = WaiverFacts(overdue: [overdue])
        #expect(try facts.verdict.findings.map(\.code) == [.history, .incident])
        let statement = WaiverStatement(
            release: try Facts.version, rules: ["incident"], items: nil, environment: nil,
            until: Timestamp(seconds: 1_000_000), reviewBy: Timestamp(seconds: 2_000_000), reason: "x")
        let record = try StoredRecord.made(.waiver(statement), by: Facts.quinn, at: 0, after: [])
        let waiver = Waiver(record: record.name, at: record.record.at, by: Facts.quinn, statement: statement)
        facts.waivers = WaiverFacts(inForce: [waiver], overdue: [overdue])
        let verdict = try facts.verdict
        #expect(verdict.findings.map(\.code) == [.history] && verdict.waived.map(\.finding.code) == [.incident])
    }

    @Test("a role of which nothing is known has not decided")
    func staysShutWhereNothingIsKnownOfARole() throws {
        var facts = try Facts.approved()
        facts.unheard = [.rfc1]
        #expect(try facts.verdict.findings.map(\.code) == [.signOff])
    }

    @Test("every role that the policy asks for has to approve every item")
    func staysShutUntilEveryRoleHasApproved() throws {
        var facts = try Facts.approved()
        facts.policy.signOffRoles = ["qa", "security"]
        #expect(try facts.verdict.findings.map(\.expected) == ["approval by security"])
        try facts.decide(.approve, by: Facts.rene, role: "security")
        #expect(try facts.verdict.isOpen)
        facts.planned = [.rfc1, .rfc2]
        facts.known = [.rfc1, .rfc2]
        try facts.commit("RFC-2: second")
        #expect(try facts.verdict.findings.filter { $0.subject == .item(.rfc2) }.count == 2)
    }

    @Test(
        "generated decisions: the gate opens only where someone who may has approved exactly this and nobody refused it"
    )
    func opensOnlyForAValidApproval() throws {
        var random = SequenceGenerator(seed: 13)
        for _ in 0..<300 {
            let facts = try generated(&random)
            let isOpen = try facts.verdict.isOpen
            let standing = try #require(try facts.value.signOffs.standings.first)
            let content = facts.contents(of: .rfc1)
            let isApproved = standing.signOffs.approvals.contains { approval in
                approval.statement.content == content && approval.by == Facts.quinn
            }
            let isRefused = !standing.signOffs.rejections(of: SignOffContent(commits: content, patches: [:])).isEmpty
            #expect(!isOpen || (isApproved && !isRefused))
        }
    }

    private func generated(_ random: inout SequenceGenerator) throws -> Facts {
        var facts = try Facts()
        facts.policy.members = ["qa": [Facts.quinn.email, Facts.dana.email]]
        let decisions: [SignOffStatement.Decision] = [.approve, .approve, .reject, .revoke]
        for number in 0..<5 {
            try facts.decide(
                decisions.randomElement(using: &random) ?? .reject,
                by: [Facts.dana, Facts.quinn, Facts.rene].randomElement(using: &random) ?? Facts.dana,
                content: Int.random(in: 0..<3, using: &random) == 0 ? [.zero] : nil,
                seen: (0..<number).filter { _ in Bool.random(using: &random) })
        }
        return facts
    }

    @Test("the manifest freezes what the gate was opened for")
    func freezesTheManifest() throws {
        var facts = try Facts()
        try facts.commit("docs only", exemption: .paths)
        try facts.decide(.approve, by: Facts.quinn)
        let manifest = ManifestStatement(try facts.verdict, tag: "v1.0")
        #expect(manifest.release.description == "1.0" && manifest.tag == "v1.0" && manifest.policy == 3)
        #expect(manifest.items == [.rfc1] && manifest.base == nil && manifest.baseRule == "first release")
        #expect(manifest.commits.map(\.commit) == facts.commits.map(\.commit.id))
        #expect(manifest.commits.map { $0.items.map(\.source) } == [["subject"], []])
        #expect(manifest.commits.map(\.exempt) == [nil, "paths"])
        #expect(manifest.signOffs.count == 1)
    }
}
