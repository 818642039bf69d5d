import Changes
import FactsSupport
import Git
import Testing

@testable import Gate
@testable import Ledger
@testable import Releases

/// Rules under records of which only the shutting half counts: what such a record asks for is asked for besides the rest.
@Suite("rules under doubtful records") struct DoubtRuleTests {
    /// RFC-1 is standard, and QA approved it; other types need a board and a back-out plan.
    private func facts(_ doubts: [ItemAttribute: String]...) throws -> Facts {
        var facts = try Facts.approved()
        facts.policy.boards.roles = [.normal: "cab", .emergency: "ecab"]
        facts.policy.backOutPlans = .required
        facts.attributes[.rfc1] = [.title: "title", .type: "standard", .backOutPlan: "restore"]
        facts.doubts[.rfc1] = doubts
        return facts
    }

    private func found(_ facts: Facts) throws -> [String] {
        try facts.verdict.findings.map { "\($0.code.rawValue): \($0.expected)" }
    }

    @Test("T28: a type that was raised in doubt asks its board, besides what the certain type asks for")
    func asksTheBoard() throws {
        #expect(try facts().verdict.isOpen)
        var raised = try facts([.type: "emergency"])
        let reason = "as somebody made it emergency whose word opens no gate"
        #expect(try found(raised) == ["board: approval by ecab, \(reason)"])
        try raised.decide(.approve, by: Facts.rene, role: "ecab")
        #expect(try raised.verdict.isOpen)
        raised.attributes[.rfc1]?[.type] = "normal"
        #expect(try found(raised) == ["board: approval by cab, as it is normal"])
    }

    @Test("T28: a type that was lowered in doubt frees nothing")
    func keepsTheBoard() throws {
        var lowered = try facts([.type: "standard"])
        lowered.attributes[.rfc1]?[.type] = "normal"
        #expect(try found(lowered) == ["board: approval by cab, as it is normal"])
    }

    @Test("doubts about several attributes count together")
    func combinesDoubts() throws {
        #expect(try facts([.backOutPlan: ""]).verdict.isOpen)
        let both = try facts([.type: "emergency"], [.backOutPlan: ""])
        #expect(try both.findings(.plan).map(\.found) == ["somebody took it away whose word opens no gate"])
    }

    @Test("an RfC has the commits of a task that is perhaps another one's, and is absent without others")
    func unitesContents() throws {
        var facts = try Facts()
        try facts.commit("TASK-7: work")
        (facts.planned, facts.known) = ([.rfc1, .rfc2, .task7], [.rfc1, .rfc2, .task7])
        facts.attributes[.task7] = [.title: "title", .rfc: "RFC-1"]
        #expect(try facts.value.items.content(of: .rfc2).isEmpty)
        #expect(try facts.findings(.absent).map(\.subject) == [.item(.rfc2)])
        facts.doubts[.task7] = [[.rfc: "RFC-2"]]
        #expect(try facts.value.items.content(of: .rfc1).count == 2 && facts.value.items.content(of: .rfc2).count == 1)
        let absent = try facts.findings(.absent)
        #expect(absent.map(\.subject) == [.item(.rfc2)] && absent[0].found.hasPrefix("none beyond doubt"))
    }

    @Test("a task whose RfC somebody took away in doubt covers no configuration change")
    func coversNothingInDoubt() throws {
        var facts = try Facts()
        let commit = try facts.commit("TASK-7: work")
        (facts.planned, facts.known) = ([.rfc1, .task7], [.rfc1, .task7])
        facts.attributes[.task7] = [.title: "title", .rfc: "RFC-1"]
        facts.policy.configuration.requiredLink = .rfc
        facts.configure("a.yaml", by: commit)
        #expect(try facts.findings(.configuration).isEmpty)
        facts.doubts[.task7] = [[.rfc: ""]]
        #expect(try facts.findings(.configuration).map(\.subject) == [.commit(commit)])
    }

    @Test("T29: a commit that somebody took from its item in doubt is unlinked, and stays part of what is approved")
    func keepsUnlinkedCommits() throws {
        var facts = try Facts.approved()
        let commit = try facts.commit("RFC-1: smuggled in", doubtful: [.rfc1])
        #expect(try facts.verdict.findings.map(\.code) == [.unlinked, .stale])
        #expect(try facts.value.items.content(of: .rfc1).contains(commit))
        try facts.decide(.approve, by: Facts.quinn)
        #expect(try facts.verdict.findings.map(\.code) == [.unlinked])
    }

    @Test("T29: an item whose only commit was taken away in doubt is absent, and covers no configuration change")
    func findsNoCommitBeyondDoubt() throws {
        var facts = try Facts.approved()
        (facts.planned, facts.known) = ([.rfc1, .rfc2], [.rfc1, .rfc2])
        let commit = try facts.commit("RFC-2: smuggled in", doubtful: [.rfc2])
        facts.policy.configuration.requiredLink = .item
        facts.configure("a.yaml", by: commit)
        try facts.decide(.approve, by: Facts.quinn, item: .rfc2)
        #expect(try facts.verdict.findings.map(\.code) == [.unlinked, .absent, .configuration])
    }
}
