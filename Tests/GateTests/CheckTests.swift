import Changes
import FactsSupport
import Ledger
import Testing

@testable import Gate
@testable import Git
@testable import Releases

/// Checks before a merge: a commit that a release would have is judged as its gate judges it.
@Suite struct CheckTests {
    @Test("L70: a commit without an item is refused, and passes where the gate of its release lets it pass")
    func asksForItems() throws {
        var facts = try Facts.approved()
        let commit = try facts.commit("Paint it blue")
        for lands in [true, false] {
            let check = try facts.check(1, lands: lands)
            #expect(!check.isPassed && check.findings.map(\.subject) == [.commit(commit)])
            #expect(
                check.findings.first?.mend.map(\.text) == [
                    "git commit --amend  (begin the subject with <item>)",
                    "sluice link \(commit.abbreviated) <item> --reason \"…\"",
                    "sluice link \(commit.abbreviated) --exempt --reason \"…\"",
                ])
        }
        facts.revert(commit, by: try facts.commit("Revert \"Paint it blue\""))
        #expect(try facts.check(1).isPassed)
        #expect(try !facts.check(1, lands: false).isPassed)
    }

    @Test("L71: the item has to be known and open")
    func asksForKnownAndOpenItems() throws {
        var facts = try Facts.approved()
        try facts.commit("TASK-7: form")
        #expect(try facts.codes(1, lands: false) == [.unknownItem])
        facts.known.insert(.task7)
        #expect(try facts.codes(1, lands: false) == [])
        facts.attributes[.task7] = [.title: "form", .state: "closed"]
        let check = try facts.check(1, lands: false)
        #expect(check.findings.map(\.code) == [.closed])
        #expect(check.findings.first?.mend.map(\.text) == ["sluice task edit TASK-7 --state open"])
    }

    @Test("L72: an item that the release does not plan is refused, if the merge brings it")
    func asksForPlannedItems() throws {
        var facts = try Facts.approved()
        facts.known.insert(.rfc2)
        try facts.commit("RFC-2: fix")
        #expect(try facts.codes(1) == [.stowaway])
        try facts.commit("RFC-1: more")
        #expect(try !facts.codes(1).contains(.stowaway))
        #expect(try facts.check(1).parts.map(\.part) == [.release(try Facts.version)])
    }

    @Test("L73: an approval that the merge makes stale is refused, one that was stale before is not")
    func namesApprovalsThatBecomeStale() throws {
        var facts = try Facts.approved()
        let second = try facts.commit("RFC-1: second")
        let check = try facts.check(1)
        #expect(check.findings.map(\.code) == [.stale])
        #expect(check.findings.first?.found == "Quinn approved it without \(second.abbreviated)")
        let fix = try #require(check.findings.first?.mend.first).text
        #expect(fix.hasPrefix("sluice revoke RFC-1 --release 1.0 --role qa "))
        #expect(try facts.check(1, warned: [.stale]).isPassed)
        try facts.commit("RFC-1: third")
        #expect(try facts.codes(1) == [])
        #expect(try facts.codes(2) == [.stale])
    }

    @Test("what an item lacks anyway is left to the gate")
    func leavesTheRestToTheGate() throws {
        var facts = try Facts()
        facts.unmoved = [.rfc1]
        try facts.commit("RFC-1: second")
        #expect(try facts.verdict.findings.map(\.code).contains(.signOff))
        #expect(try facts.codes(1) == [])
    }

    @Test("L74: what the releases before have is refused to be lost, if the merge loses it")
    func namesLosses() throws {
        var facts = try Facts.approved()
        let others = try Facts()
        let lost = others.commits[0]
        facts.base = .init(revision: "v0.9", commit: lost.commit.id)
        facts.goes = [Going(commit: lost, release: nil, paths: [Array("a".utf8)], proposal: nil)]
        facts.planned = [.rfc2]
        facts.known.insert(.rfc2)
        try facts.commit("RFC-2: first")
        #expect(try facts.verdict.findings.map(\.code).contains(.lost))
        #expect(try !facts.codes(1).contains(.lost))
        #expect(try facts.check(1, lost: [lost.commit.id]).findings.map(\.code).contains(.lost))
    }

    @Test("L75: the message of a squash commit is judged as that of the commit, and another title fixes it")
    func judgesSquashMessages() throws {
        var facts = try Facts.approved()
        try facts.commit("Add the 'form' (#12)")
        let check = try facts.check(1, lands: false, squash: [.rfc1])
        let finding = try #require(check.findings.first)
        #expect(check.parts.map(\.part) == [.message] && finding.code == .unlinked && finding.subject == .message)
        #expect(
            finding.mend.map(\.text) == [
                "sluice check main..topic --title 'RFC-1: Add the '\\''form'\\'' (#12)'  (then give the request this title)"
            ])
    }

    @Test("L76: configuration changes and merges are judged by the gate's rules")
    func asksTheOtherRules() throws {
        var facts = try Facts.approved()
        facts.policy.configuration = try .asking("[configuration]\n\trequire-link = rfc\n")
        facts.known.insert(.task7)
        facts.configure("app.yaml", by: try facts.commit("TASK-7: form", parents: 1))
        try facts.commit("Merge branch 'x'", parents: 2, mergedContent: ["a"])
        facts.attributes[.task7] = [.title: "form"]
        #expect(try facts.codes(2, lands: false) == [.configuration, .merge])
        #expect(try facts.codes(2) == [.configuration, .merge, .stowaway])
    }

    @Test("two ways of one merge tell what both have once")
    func joinsWays() throws {
        var facts = try Facts.approved()
        facts.known.insert(.rfc2)
        try facts.commit("RFC-2: fix")
        let once = try facts.check(1)
        let twice = MergeCheck(once.ways + once.ways)
        #expect(twice.findings == once.findings)
    }
}

extension Facts {
    /// A check of the last commits.
    ///
    /// - Parameters:
    ///   - lands: whether they come into the release.
    ///   - squash: the items of the commits that the last one stands for; nil where it comes as it is.
    fileprivate func check(
        _ count: Int, lands: Bool = true, squash: [ItemID]? = nil, lost: Set<ObjectID> = [],
        warned: Set<RuleCode> = []
    ) throws -> MergeCheck {
        let facts = try value
        let range = Array(commits.suffix(count))
        let last = try #require(range.last).commit.id
        let end = { (name: String) in History.End(revision: name, commit: name == "main" ? .zero : last) }
        let proposal = MergeProposal(
            base: end("main"), head: end("topic"), branch: "main",
            squashMessage: squash == nil ? nil : Array(try #require(range.last).commit.message),
            last: squash == nil ? .zero : last, without: .zero, result: last, conflicts: [], isEmpty: false)
        let contents = ReleaseContents(range, evidence: .changes)
        let changes = configuration.filter { contents[$0.commit] != nil }
        return MergeCheck(
            [
                CheckFacts(
                    proposal, policy: policy, contents: contents, items: facts.items,
                    configuration: .init(
                        changes: changes, knownRfCs: knownRfCs, of: facts.items, facts.signOffs, policy: policy),
                    landings: lands ? [Landing(facts, lost: lost)] : [], squashedItems: squash ?? [],
                    ledger: .init(branch: "sluice/ledger", tip: .zero))
            ], warned: warned)
    }

    fileprivate func codes(_ count: Int, lands: Bool = true) throws -> [RuleCode] {
        try check(count, lands: lands).findings.map(\.code)
    }
}
