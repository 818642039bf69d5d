import Changes
import FactsSupport
import Git
import Ledger
import Testing

@testable import Gate
@testable import Releases

@Suite struct LostRuleTests {
    private var facts: Facts

    init() throws {
        facts = try Facts()
        facts.base = .init(revision: "v0.9", commit: .zero)
    }

    /// A commit of the base that goes.
    private mutating func goes(_ message: String, proposal: ObjectID? = nil) throws -> ObjectID {
        let id = try facts.commit(message)
        facts.goes.append(
            Going(
                commit: facts.commits.removeLast(), release: Version("0.9"), paths: [Array("a".utf8)],
                proposal: proposal))
        return id
    }

    @Test("one finding for each item that brings nothing, and one for each commit without an item")
    mutating func groupsByItem() throws {
        let first = try goes("RFC-9: one")
        let second = try goes("RFC-9: two")
        let bare = try goes("three")
        let findings = try facts.findings(.lost)
        #expect(findings.map(\.subject) == [.item(ItemID(key: "RFC", number: 9)), .commit(bare)])
        #expect(findings[0].found.hasPrefix("\(first.abbreviated) \(second.abbreviated): 0.9 has it"))
        #expect(findings[0].expected == "RFC-9 in 1.0 as in v0.9")
        #expect(findings[1].found.hasSuffix("is not here (three)"))
    }

    @Test("an item covers what goes where it is planned, and brings commits or is planned to go")
    mutating func asksForAnItem() throws {
        facts.commits = []
        facts.planned = [.rfc1]
        _ = try goes("RFC-1: lost")
        #expect(try facts.findings(.lost).count == 1)
        try facts.commit("RFC-1: comes")
        #expect(try facts.findings(.lost).isEmpty)
        facts.planned = []
        #expect(try facts.findings(.lost).count == 1)
    }

    @Test("what may carry it over is named, and stands in the command")
    mutating func namesTheProposal() throws {
        let carrier = try facts.commit("RFC-2: comes")
        let lost = try goes("RFC-9: lost", proposal: carrier)
        let finding = try #require(facts.findings(.lost).first)
        #expect(finding.found.hasSuffix("; \(carrier.abbreviated) may carry it"))
        let command = "sluice link \(carrier.abbreviated) --carries \(lost.abbreviated) --reason \"…\""
        #expect(finding.mend.contains { $0.text == command })
    }

    @Test("a file that no commit accounts for is named, and how many more")
    mutating func namesUnaccountedFiles() throws {
        facts.unaccounted = [Array("a b".utf8), Array("c".utf8)]
        let finding = try #require(facts.findings(.unaccounted).first)
        #expect(finding.found == "a b and 1 more: no commit of either side touches it")
        #expect(finding.mend[0].text.hasSuffix("-- 'a b'"))
    }
}
