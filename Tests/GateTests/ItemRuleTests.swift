import Changes
import FactsSupport
import Git
import Ledger
import Releases
import Testing

@testable import Gate

/// `unlinked`, `unknown-item`, `stowaway` and `absent`: commits and items that do not go together.
@Suite struct ItemRuleTests {
    @Test func refusesACommitWithoutAnItem() throws {
        var facts = try Facts.approved()
        let commit = try facts.commit("tidy up, see RFC-1")
        let findings = try facts.verdict.findings
        #expect(findings.map(\.code) == [.unlinked])
        #expect(findings[0].subject == .commit(commit))
        #expect(findings[0].mend[0] == "sluice link \(commit.abbreviated) RFC-1 --reason \"…\"")
        #expect(findings[0].mend[1] == "sluice link \(commit.abbreviated) --exempt --reason \"…\"")
    }

    @Test("L2: a near miss is no link, but the finding names what was likely meant")
    func tellsANearMiss() throws {
        var facts = try Facts.approved()
        let commit = try facts.commit("RFC 1: second")
        let finding = try #require(try facts.findings(.unlinked).first)
        #expect(finding.mend[0] == "sluice link \(commit.abbreviated) RFC-1 --reason \"…\"")
    }

    @Test("R16: a merge that changes something by itself is told, with its files")
    func tellsWhatAMergeChanges() throws {
        var facts = try Facts.approved()
        try facts.commit("Merge branch 'topic'", parents: 2, mergedContent: ["src/a", "b"])
        let finding = try #require(try facts.findings(.merge).first)
        #expect(finding.found.contains("src/a, b"))
        #expect(try facts.verdict.findings.count == 1)
    }

    @Test("R16: a merge that an item covers may change what it likes")
    func staysSilentForACoveredMerge() throws {
        var facts = try Facts()
        try facts.commit("RFC-1: merge", parents: 2, mergedContent: ["src/a"])
        try facts.decide(.approve, by: Facts.quinn)
        #expect(try facts.verdict.isOpen)
    }

    @Test("a planned item of which all was taken back is refused, one of which a part lives is not")
    func refusesAnItemThatWasRevertedAway() throws {
        var facts = try Facts()
        facts.planned = [.rfc1, .rfc2]
        facts.known = [.rfc1, .rfc2]
        let first = try facts.commit("RFC-2: first")
        facts.revert(first, by: try facts.commit("Revert \"RFC-2: first\""))
        try facts.decide(.approve, by: Facts.quinn)
        #expect(try facts.findings(.reverted).map(\.subject) == [.item(.rfc2)])
        #expect(try facts.findings(.unlinked).isEmpty && facts.findings(.absent).isEmpty)
        try facts.commit("RFC-2: second")
        try facts.decide(.approve, by: Facts.quinn, item: .rfc2)
        #expect(try facts.verdict.isOpen)
    }

    @Test("a revert that is no exact reversal refuses the item, and leaves both commits to be spoken for")
    func distrustsTouchedUpReverts() throws {
        var facts = try Facts.approved()
        facts.known = [.rfc1, .rfc2]
        let first = try facts.commit("RFC-2: first")
        facts.revert(first, by: try facts.commit("Revert \"RFC-2: first\""), isExact: false)
        #expect(try facts.verdict.findings.map(\.code) == [.unlinked, .stowaway])
        facts.planned = [.rfc1, .rfc2]
        #expect(try facts.findings(.reverted).count == 1 && facts.findings(.unlinked).count == 1)
    }

    @Test func staysSilentForExemptCommits() throws {
        var facts = try Facts.approved()
        try facts.commit("Merge branch 'topic'", parents: 2, exemption: .merge)
        try facts.commit("docs", exemption: .paths)
        try facts.commit("by hand", exemption: .byHand(reason: "r", by: Facts.rene))
        #expect(try facts.verdict.isOpen)
    }

    @Test("an exempt commit that names an item is in the item's content all the same")
    func countsAnExemptCommitOfAnItem() throws {
        var facts = try Facts.approved()
        try facts.commit("RFC-1: more", exemption: .byHand(reason: "r", by: Facts.rene))
        #expect(try facts.verdict.findings.map(\.code) == [.stale])
        try facts.commit("RFC-2: other", exemption: .byHand(reason: "r", by: Facts.rene))
        #expect(try facts.findings(.stowaway).map(\.subject) == [.item(.rfc2)])
    }

    @Test func refusesAnItemThatTheLedgerDoesNotKnow() throws {
        var facts = try Facts.approved()
        facts.known = []
        let findings = try facts.verdict.findings
        #expect(findings.map(\.code) == [.unknownItem])
        #expect(findings[0].mend == ["sluice rfc add RFC-1 --title \"…\""])
        #expect(findings[0].found.hasPrefix("1 "))
        try facts.commit("TASK-7: unknown task")
        #expect(try facts.findings(.unknownItem).last?.mend == ["sluice task add TASK-7 --title \"…\""])
    }

    @Test func refusesAStowaway() throws {
        var facts = try Facts.approved()
        facts.known = [.rfc1, .rfc2]
        try facts.commit("RFC-2: second")
        let findings = try facts.verdict.findings
        #expect(findings.map(\.code) == [.stowaway])
        #expect(findings[0].mend == ["sluice release add 1.0 RFC-2"])
    }

    @Test("an item that was dropped from the plan, and whose commits are still there, is a stowaway")
    func refusesADroppedItemWithCommits() throws {
        var facts = try Facts.approved()
        try facts.commit("RFC-2: second")
        facts.known = [.rfc1, .rfc2]
        facts.planned = [.rfc1]
        #expect(try facts.verdict.findings.map(\.code) == [.stowaway])
    }

    @Test func refusesAnEmptyPlan() throws {
        var facts = try Facts()
        facts.planned = []
        facts.commits = []
        try facts.commit("Merge", parents: 2, exemption: .merge)
        #expect(try facts.verdict.findings.map(\.mend) == [["sluice release collect 1.0"]])
    }

    @Test func refusesAPlannedItemWithoutCommits() throws {
        var facts = try Facts.approved()
        facts.planned = [.rfc1, .rfc2]
        facts.known = [.rfc1, .rfc2]
        try facts.decide(.approve, by: Facts.quinn, item: .rfc2)
        #expect(try facts.verdict.findings.map(\.code) == [.absent])
        facts.withoutCommits = [.rfc2]
        #expect(try facts.verdict.isOpen)
    }

    @Test("an item that is declared to need no commits, and has some, needs them approved")
    func refusesUnapprovedCommitsOfAnItemWithoutCommits() throws {
        var facts = try Facts()
        facts.withoutCommits = [.rfc1]
        try facts.decide(.approve, by: Facts.quinn, content: [])
        #expect(try facts.verdict.findings.map(\.code) == [.stale])
    }

    @Test func refusesCommitsOfAnItemThatAreLeftOutside() throws {
        var facts = try Facts.approved()
        facts.outside = [.rfc1: [OutsideCommit(commit: .zero, subject: Array("more".utf8), branch: "topic")]]
        let findings = try facts.verdict.findings
        #expect(findings.map(\.code) == [.absent])
        #expect(findings[0].found.contains("topic") && findings[0].found.contains("more"))
        #expect(findings[0].mend[0] == "git merge topic")
    }

    @Test("what brings in a commit runs nothing, and takes nothing along that was made for another release")
    func quotesTheBranchOfACommitThatIsLeftOutside() throws {
        var facts = try Facts.approved()
        func fix(_ branch: String, isOfRelease: Bool = false) throws -> String {
            let outside = OutsideCommit(commit: .zero, subject: [], branch: branch, isOfRelease: isOfRelease)
            facts.outside = [.rfc1: [outside]]
            return try #require(try facts.verdict.findings.first?.mend.first).text
        }
        #expect(try fix("x;touch${IFS}y") == "git merge 'x;touch${IFS}y'")
        #expect(try fix("a$(b)") == "git merge 'a$(b)'")
        #expect(try fix("--squash") == "git merge refs/heads/--squash")
        #expect(try fix("1.x", isOfRelease: true) == "git cherry-pick -x 0000000000")
    }
}
