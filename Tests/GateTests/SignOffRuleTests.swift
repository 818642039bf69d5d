import Changes
import FactsSupport
import Git
import Ledger
import Releases
import Testing

@testable import Gate

/// `signoff`, `stale` and `segregation`: who approved what.
@Suite struct SignOffRuleTests {
    private func codes(_ facts: Facts) throws -> [RuleCode] { try facts.verdict.findings.map(\.code) }

    @Test func refusesWhatNobodyApproved() throws {
        let findings = try Facts().verdict.findings
        #expect(findings.map(\.code) == [.signOff])
        #expect(findings[0].expected == "approval by qa" && findings[0].found == "none")
        #expect(findings[0].mend == ["sluice approve RFC-1 --release 1.0 --role qa"])
    }

    @Test("refuses an approval by someone whom the policy does not name, and takes one whom it names in any case")
    func countsMembersOnly() throws {
        var facts = try Facts.approved()
        facts.policy.members = ["qa": ["RENE@example.org"]]
        #expect(
            try facts.verdict.findings.map(\.found)
                == ["only Quinn approved, whom the policy does not name for qa"])
        try facts.decide(.approve, by: Facts.rene)
        #expect(try facts.verdict.isOpen)
        facts.policy.members = ["qa": []]
        #expect(try facts.verdict.isOpen)
    }

    @Test("refuses what was rejected, also when someone else approves the same")
    func refusesWhatWasRejected() throws {
        var facts = try Facts.approved()
        try facts.decide(.reject, by: Facts.rene, note: "login fails")
        #expect(try facts.verdict.findings.map(\.found) == ["Rene rejected it: login fails"])
        #expect(try facts.verdict.findings[0].mend == ["sluice revoke RFC-1 --release 1.0 --role qa  (by Rene)"])
        try facts.decide(.approve, by: Facts.quinn)
        #expect(try codes(facts) == [.signOff])
        try facts.decide(.revoke, by: Facts.rene)
        #expect(try codes(facts) == [.signOff])
        try facts.decide(.approve, by: Facts.quinn)
        #expect(try facts.verdict.isOpen)
    }

    @Test("a rejection of earlier content stands until someone approves the new content")
    func refusesUntilNewContentIsApproved() throws {
        var facts = try Facts()
        try facts.decide(.reject, by: Facts.rene)
        try facts.commit("RFC-1: mended")
        let finding = try #require(try facts.verdict.findings.first)
        #expect(finding.found == "Rene rejected its earlier content")
        #expect(finding.mend == ["sluice approve RFC-1 --release 1.0 --role qa"])
        try facts.decide(.approve, by: Facts.quinn)
        #expect(try facts.verdict.isOpen)
    }

    @Test("content that was rejected stays shut when the release goes back to it")
    func refusesRejectedContentThatCameBack() throws {
        var facts = try Facts()
        try facts.decide(.reject, by: Facts.rene)
        try facts.decide(.approve, by: Facts.rene, content: [.zero])
        try facts.decide(.approve, by: Facts.quinn)
        #expect(try facts.verdict.findings.map(\.found) == ["Rene rejected it"])
    }

    @Test("an approval and a rejection that have not seen each other: neither counts")
    func refusesContradictions() throws {
        var facts = try Facts.approved()
        try facts.decide(.reject, by: Facts.rene, seen: [])
        #expect(try codes(facts) == [.signOff, .signOff])
        #expect(try facts.verdict.findings.last?.found.contains("neither counts") == true)
    }

    @Test func refusesWhatWasRevoked() throws {
        var facts = try Facts.approved()
        try facts.decide(.revoke, by: Facts.rene)
        #expect(try facts.verdict.findings.map(\.found) == ["Rene revoked it"])
    }

    @Test("T3: refuses an approval of other content, and says what came and went")
    func refusesAStaleApproval() throws {
        var facts = try Facts.approved()
        let added = try facts.commit("RFC-1: second")
        let finding = try #require(try facts.verdict.findings.first)
        #expect(try codes(facts) == [.stale])
        #expect(finding.found == "Quinn approved other content: \(added.abbreviated) came since")
        #expect(finding.mend == ["sluice approve RFC-1 --release 1.0 --role qa"])
        let gone = facts.commits.removeFirst().commit.id
        #expect(try facts.findings(.stale)[0].found.hasSuffix("came since, \(gone.abbreviated) is gone"))
        try facts.decide(.approve, by: Facts.quinn)
        #expect(try facts.verdict.isOpen)
    }

    @Test("T3: a list of commits in another order, or twice, is other content", arguments: [true, false])
    func comparesContentExactly(isReversed: Bool) throws {
        var facts = try Facts()
        try facts.commit("RFC-1: second")
        let content = facts.contents(of: .rfc1)
        try facts.decide(.approve, by: Facts.quinn, content: isReversed ? content.reversed() : content + content)
        #expect(try codes(facts) == [.stale])
    }

    @Test("T3: an approval of an RfC is stale when one of its tasks got a further commit")
    func refusesAnRfCWithAChangedTask() throws {
        var facts = try Facts()
        facts.tasks = [.rfc1: [.task7]]
        facts.planned = [.rfc1, .task7]
        facts.known = [.rfc1, .task7]
        try facts.commit("TASK-7: one")
        for item in [ItemID.rfc1, .task7] { try facts.decide(.approve, by: Facts.quinn, item: item) }
        #expect(try facts.verdict.isOpen)
        try facts.commit("TASK-7: two")
        #expect(try facts.findings(.stale).map(\.subject) == [.item(.rfc1), .item(.task7)])
    }

    @Test("T2: who wrote, committed or co-wrote a commit of it does not count as approver")
    func refusesOnesOwnWork() throws {
        let quinn = Facts.quinn
        let works: [(inout Facts) throws -> ObjectID] = [
            { try $0.commit("RFC-1: x", by: quinn) }, { try $0.commit("RFC-1: x", committedBy: quinn) },
            { try $0.commit("RFC-1: x\n\nCo-authored-by: Q. T. <QUINN@example.org>") },
            { try $0.commit("RFC-1: x\n\nco-authored-by: quinn <other@example.org>\n\nmore prose") },
            { try $0.commit("RFC-1: x", by: Person(name: "QUINN", email: "home@example.org")) },
            { try $0.commit("RFC-1: x", by: Person(name: "Someone", email: "Quinn@Example.org")) },
        ]
        for work in works {
            var facts = try Facts()
            _ = try work(&facts)
            try facts.decide(.approve, by: quinn)
            #expect(try codes(facts) == [.segregation])
            #expect(try facts.verdict.findings[0].mend[0].text.hasSuffix("(by someone else)"))
            try facts.decide(.approve, by: Facts.rene)
            #expect(try facts.verdict.isOpen)
        }
    }

    @Test("T2: who wrote a task of an RfC does not count as approver of the RfC")
    func refusesOnesOwnTask() throws {
        var facts = try Facts()
        facts.tasks = [.rfc1: [.task7]]
        facts.planned = [.rfc1, .task7]
        facts.known = [.rfc1, .task7]
        try facts.commit("TASK-7: one", by: Facts.quinn)
        for item in [ItemID.rfc1, .task7] { try facts.decide(.approve, by: Facts.quinn, item: item) }
        #expect(try codes(facts) == [.segregation, .segregation])
    }

    @Test("who wrote another item of the release may approve this one")
    func allowsWorkOnOtherItems() throws {
        var facts = try Facts.approved()
        facts.planned = [.rfc1, .rfc2]
        facts.known = [.rfc1, .rfc2]
        try facts.commit("RFC-2: second", by: Facts.quinn)
        try facts.decide(.approve, by: Facts.rene, item: .rfc2)
        #expect(try facts.verdict.isOpen)
    }

    @Test("T6: a message that claims an approval is none")
    func readsNoApprovalFromAMessage() throws {
        var facts = try Facts()
        facts.commits = []
        try facts.commit("RFC-1: x\n\nApproved-by: Quinn <quinn@example.org>\nReviewed-by: Rene <rene@example.org>")
        #expect(try facts.verdict.findings.map(\.found) == ["none"])
    }

    @Test("a standing is told in one word, and only `approved` opens the gate")
    func tellsStandingsInOneWord() throws {
        let stories: [(SignOffStanding.State, (inout Facts) throws -> Void)] = [
            (.open, { _ in }), (.approved, { try $0.decide(.approve, by: Facts.quinn) }),
            (.rejected, { try $0.decide(.reject, by: Facts.quinn) }),
            (.ownWork, { try $0.decide(.approve, by: Facts.dana) }),
            (.stale, { try $0.decide(.approve, by: Facts.quinn, content: [.zero]) }),
            (.revoked, { try $0.decide(.revoke, by: Facts.quinn) }),
            (
                .outsider,
                {
                    $0.policy.members = ["qa": [Facts.rene.email]]
                    try $0.decide(.approve, by: Facts.quinn)
                }
            ),
        ]
        for (state, story) in stories {
            var facts = try Facts()
            try story(&facts)
            #expect(try facts.value.signOffs.standings.map(\.state) == [state])
            #expect(try facts.verdict.isOpen == (state == .approved))
        }
    }
}
