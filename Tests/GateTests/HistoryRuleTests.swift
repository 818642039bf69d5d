import Changes
import FactsSupport
import Git
import Ledger
import Testing

@testable import Gate
@testable import Releases

/// `history` and `ledger`: what has to be there before anything else is judged.
@Suite struct HistoryRuleTests {
    @Test func staysSilentForAPlannedRelease() throws {
        var facts = try Facts.approved()
        #expect(try facts.findings(.history).isEmpty)
        facts.tag = try .on(.zero)
        facts.base = .init(revision: "v0.9", commit: .zero)
        facts.baseEvidence = .released
        #expect(try facts.verdict.isOpen)
    }

    @Test func refusesAReleaseWithoutAPlan() throws {
        var facts = try Facts.approved()
        facts.planned = nil
        let findings = try facts.verdict.findings
        #expect(findings.map(\.code) == [.history])
        #expect(findings[0].mend == ["sluice release new 1.0"])
    }

    @Test func refusesAnEmptyRelease() throws {
        var facts = try Facts()
        facts.commits = []
        facts.withoutCommits = [.rfc1]
        try facts.decide(.approve, by: Facts.quinn)
        #expect(try facts.verdict.findings.map(\.found) == ["none: the release is empty"])
    }

    @Test("T11: refuses a tag that is elsewhere than the candidate")
    func refusesATagElsewhere() throws {
        var facts = try Facts.approved()
        facts.tag = try .on(facts.commits[0].commit.id)
        #expect(try facts.verdict.findings.map(\.code) == [.history])
    }

    @Test("T11: refuses a tag that was moved after the gate was opened for it")
    func refusesAMovedTag() throws {
        var facts = try Facts.approved()
        facts.manifests = [ManifestStatement(try facts.verdict, tag: "v1.0")]
        facts.tag = try .on(.zero)
        #expect(try facts.verdict.isOpen)
        facts.manifests[0].candidate = facts.commits[0].commit.id
        let findings = try facts.verdict.findings
        #expect(findings.map(\.code) == [.history])
        #expect(findings[0].mend == ["sluice release new <another version>", "git show --no-patch v1.0"])
    }

    @Test("T11: refuses a lightweight tag in the place of the annotated one that the gate was opened for")
    func refusesALightweightTag() throws {
        var facts = try Facts.approved()
        facts.tag = try .on(.zero, isAnnotated: false)
        #expect(try facts.verdict.isOpen)
        facts.manifests = [ManifestStatement(try facts.verdict, tag: "v1.0")]
        #expect(try facts.findings(.history).map(\.found) == ["a lightweight tag on the same commit"])
        facts.tag = try .on(.zero)
        #expect(try facts.verdict.isOpen)
    }

    @Test("refuses a base that was slipped in, or moved")
    func refusesADoubtfulBase() throws {
        var facts = try Facts.approved()
        facts.base = .init(revision: "v0.9", commit: .zero)
        for evidence in [BaseEvidence.ungated, .lightweight, .moved(from: facts.commits[0].commit.id)] {
            facts.baseEvidence = evidence
            #expect(try facts.verdict.findings.map(\.code) == [.history])
        }
    }

    @Test("T34: a release before of which this clone has nothing leaves the gate undecided, whatever else is found")
    func isUndecidedWithoutAReleaseBefore() throws {
        var facts = try Facts.approved()
        facts.base = .init(revision: "v0.9", commit: .zero)
        let other = try OtherBase(version: #require(Version("0.9.1")), tag: "v0.9.1", commit: .zero, isHere: false)
        facts.otherBases = [other]
        let verdict = try facts.verdict
        #expect(verdict.findings.map(\.code) == [.history] && verdict.isUndecided)
        #expect(
            verdict.findings[0].mend == [
                "git fetch --tags",
                "sluice policy edit  (to count from v0.9 all the same: [release] base = \(ObjectID.zero))",
            ])
        facts.otherBases = [OtherBase(version: other.version, tag: other.tag, commit: .zero, isHere: true)]
        #expect(try facts.verdict.isOpen)
    }

    @Test("T34: refuses a base that is not lower than the release")
    func refusesAHigherBase() throws {
        var facts = try Facts.approved()
        facts.base = .init(revision: "v2.0", commit: .zero)
        facts.higherBase = Version("2.0")
        let findings = try facts.verdict.findings
        #expect(findings.map(\.code) == [.history])
        #expect(findings[0].found == "the plan names v2.0, which is 2.0")
    }

    @Test("T9: a ledger that lacks the tip which a tag names does not verify")
    func refusesARewoundLedger() throws {
        var facts = try Facts.approved()
        #expect(try facts.findings(.ledger).isEmpty)
        facts.tagsBeyond = [.init(tag: "v0.9", tip: facts.commits[0].commit.id)]
        let verdict = try facts.verdict
        #expect(verdict.findings.map(\.code) == [.ledger])
        #expect(verdict.isUnverified && !verdict.isOpen)
        #expect(verdict.findings[0].mend == ["sluice sync"])
    }

    @Test("T9: a ledger that lacks the tip which a record relied on names does not verify")
    func refusesARewrittenLedger() throws {
        var facts = try Facts.approved()
        facts.recordsBeyond = [.init(record: "the manifest of v0.9", tip: facts.commits[0].commit.id)]
        let verdict = try facts.verdict
        #expect(verdict.findings.map(\.code) == [.ledger] && verdict.isUnverified)
        #expect(verdict.findings[0].expected.hasSuffix("which the manifest of v0.9 names"))
    }

    @Test("news of the remote that are older than is allowed decide nothing")
    func refusesOldNews() throws {
        var facts = try Facts.approved()
        let limit = TimeSpan(seconds: 900)
        for (seconds, isEnough) in [(Int64?(900), true), (901, false), (nil, false)] {
            facts.silence = .init(remote: "origin", lasts: seconds.map { TimeSpan(seconds: $0) }, limit: limit)
            let verdict = try facts.verdict
            #expect(verdict.isOpen == isEnough && verdict.isUndecided == !isEnough && !verdict.isUnverified)
        }
    }
}
