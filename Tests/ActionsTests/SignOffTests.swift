import Actions
import Changes
import FactsSupport
import Gate
import Git
@testable import Ledger
import Releases
import Testing

@Suite("Deciding about items of a release")
struct SignOffTests {
    private func statements(
        _ action: SignOff, _ facts: Facts, by person: Person = Facts.quinn
    ) throws -> [SignOffStatement] {
        let value = try facts.value
        let scope = try action.scope(in: value, by: person)
        return try action.statements(on: scope, in: value, patches: patches(of: scope.items, value))
    }

    /// Every commit has a patch of its own.
    private func patches(of items: [ItemID], _ facts: GateFacts) throws -> [ObjectID: ObjectID] {
        Dictionary(items.flatMap { facts.items.content(of: $0) }.map { ($0, $0) }) { first, _ in first }
    }

    private func refusal(
        _ action: SignOff, _ facts: Facts, by person: Person = Facts.quinn
    ) throws -> SignOff.Refusal? {
        do {
            _ = try statements(action, facts, by: person)
            return nil
        } catch let refusal as SignOff.Refusal {
            return refusal
        }
    }

    private let approval = SignOff(.approve, items: [.rfc1])

    @Test("An approval holds the exact commits and patches, and what was said with it")
    func recordsContent() throws {
        let facts = try Facts()
        let content = facts.contents(of: .rfc1)
        let found = try statements(
            SignOff(.approve, items: [.rfc1], note: "run 7", conditions: ["after noon"]), facts)
        var expected = SignOffStatement(
            release: try Facts.version, item: .rfc1, role: "qa", decision: .approve, content: content,
            patches: content, note: "run 7")
        expected.conditions = ["after noon"]
        expected.moves = found.first?.moves
        #expect(found == [expected] && !content.isEmpty)
    }

    @Test("The role is the one that is named, or the only one that is meant")
    func choosesRoles() throws {
        var facts = try Facts()
        #expect(try statements(approval, facts).map(\.role) == ["qa"])
        let asCook = SignOff(.approve, items: [.rfc1], role: "cook")
        #expect(try refusal(asCook, facts) == .unknownRole("cook", known: ["qa"]))
        facts.policy.signOffRoles = ["qa", "security"]
        facts.policy.members = [:]
        #expect(try refusal(approval, facts) == .withoutRole(among: ["qa", "security"]))
        let named = SignOff(.approve, items: [.rfc1], role: "security")
        #expect(try statements(named, facts).map(\.role) == ["security"])
    }

    @Test("Who is no member of the role decides nothing")
    func asksForMembers() throws {
        var facts = try Facts()
        facts.policy.members = ["qa": [Facts.rene.email]]
        #expect(try refusal(approval, facts) == .notMember(Facts.quinn, role: "qa"))
        #expect(try refusal(approval, facts, by: Facts.rene) == nil)
    }

    @Test("Only what is planned and has something to approve is approved")
    func asksForContent() throws {
        var facts = try Facts()
        facts.planned = [.rfc1, .rfc2]
        facts.known = [.rfc1, .rfc2]
        #expect(try refusal(SignOff(.approve, items: [.rfc3]), facts) == .notPlanned(.rfc3, try Facts.version))
        #expect(
            try refusal(SignOff(.approve, items: [.rfc2]), facts)
                == .withoutCommits(.rfc2, try Facts.version, pull: nil))
        #expect(try statements(SignOff(.reject, items: [.rfc2]), facts).count == 1, "what is missing can be rejected")
        facts.withoutCommits = [.rfc2]
        #expect(try statements(SignOff(.approve, items: [.rfc2]), facts).map(\.content) == [[]])
    }

    @Test("Nobody approves their own work")
    func segregates() throws {
        #expect(
            try refusal(approval, try Facts(), by: Facts.dana)
                == .author(Facts.dana, .rfc1, role: "qa", try Facts.version))
        #expect(try refusal(SignOff(.reject, items: [.rfc1]), try Facts(), by: Facts.dana) == nil)
    }

    @Test("Nobody authorises what they asked for, as a member of the board")
    func segregatesBoards() throws {
        var facts = try Facts()
        facts.policy.boards.roles = [.normal: "cab"]
        facts.attributes[.rfc1] = [.title: "title", .requester: "Quinn"]
        let found = try refusal(SignOff(.approve, items: [.rfc1], role: "cab"), facts)
        guard case .requester(Facts.quinn, .rfc1, role: "cab", _, isUnvouched: _) = found else {
            Issue.record("\(String(describing: found))")
            return
        }
        #expect(try refusal(SignOff(.approve, items: [.rfc1], role: "cab"), facts, by: Facts.rene) == nil)
    }

    @Test("Of all items those that cannot be approved are left out, and named; of named ones none is approved then")
    func leavesOutOfAll() throws {
        var facts = try Facts()
        facts.planned = [.rfc1, .rfc2]
        facts.known = [.rfc1, .rfc2]
        let missing = SignOff.Refusal.withoutCommits(.rfc2, try Facts.version, pull: nil)
        let scope = try SignOff(.approve, items: nil).scope(in: facts.value, by: Facts.quinn)
        #expect(scope.items == [.rfc1] && scope.refused == [missing])
        #expect(try refusal(SignOff(.approve, items: [.rfc1, .rfc2]), facts) == missing)
    }

    @Test("What the same person has said of the same content is not said again, unless there is something to add")
    func repeatsNothing() throws {
        let facts = try Facts.approved()
        let scope = try approval.scope(in: facts.value, by: Facts.quinn)
        #expect(scope.items.isEmpty && scope.unchanged.map(\.item) == [.rfc1])
        #expect(try approval.scope(in: facts.value, by: Facts.rene).items == [.rfc1], "another person")
        let again = SignOff(.approve, items: [.rfc1], note: "again")
        #expect(try again.scope(in: facts.value, by: Facts.quinn).items == [.rfc1])
        var changed = facts
        try changed.commit("RFC-1: more")
        #expect(try approval.scope(in: changed.value, by: Facts.quinn).items == [.rfc1], "other content")
        #expect(try SignOff(.revoke, items: [.rfc1]).scope(in: try Facts().value, by: Facts.quinn).items.isEmpty)
    }

    @Test("After the tag nothing is rejected or revoked, and approved only what is not yet")
    func staysAfterTheTag() throws {
        var facts = try Facts.approved()
        facts.manifests = [ManifestStatement(try facts.verdict, tag: "v1.0")]
        facts.tag = try ReleaseTag.on(.zero)
        try #require(try facts.value.isTagged)
        for decision in [SignOffStatement.Decision.reject, .revoke, .approve] {
            #expect(try refusal(SignOff(decision, items: [.rfc1], note: "n"), facts) == .tagged(try Facts.version))
        }
    }

    @Test("What somebody else rejected stands; something on top of it may answer it")
    func namesStandingRejections() throws {
        var facts = try Facts()
        try facts.decide(.reject, by: Facts.rene)
        var found = try rejections(after: approval, facts)
        #expect(found.map(\.rejection.by) == [Facts.rene] && found.map(\.mayBeAnswered) == [false])
        try facts.commit("RFC-1: the fix")
        found = try rejections(after: approval, facts)
        #expect(found.map(\.mayBeAnswered) == [true])
        #expect(try rejections(after: SignOff(.reject, items: [.rfc1]), facts).isEmpty)
    }

    private func rejections(after action: SignOff, _ facts: Facts) throws -> [StandingRejection] {
        action.standingRejections(
            after: try statements(action, facts), in: try facts.value, by: Facts.quinn)
    }

    @Test("An answer names one rejection, and is given with what was rejected and something on top")
    func answersRejections() throws {
        var facts = try Facts()
        try facts.decide(.reject, by: Facts.rene)
        let rejection = try #require(try facts.value.signOffs[.rfc1, "qa"]?.rejections.first)
        let answer = SignOff(.approve, items: [.rfc1], answers: [rejection.record.shortName])
        #expect(try refusal(answer, facts) == .answersNotRecorded)
        facts.policy.needs = Policy.answersFormat
        #expect(try refusal(answer, facts) == .emptyAnswer(rejection, try Facts.version))
        let unclear = SignOff(.approve, items: [.rfc1], answers: ["ffff"])
        #expect(
            try refusal(unclear, facts)
                == .unclearAnswer("ffff", role: "qa", try Facts.version, known: [rejection]))
        try facts.commit("RFC-1: the fix")
        #expect(try statements(answer, facts).map(\.answers) == [[rejection.record]])
    }
}
