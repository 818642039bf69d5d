import Actions
import FactsSupport
import Gate
import Git
import Releases
import Testing

@testable import Ledger

@Suite("Lifting rules, and looking back at that")
struct WaiveTests {
    private let now = Timestamp(seconds: 1_000_000)
    private var later: Timestamp { now + TimeSpan(seconds: 3600) }

    private var policy: Policy {
        var policy = Policy()
        policy.waiverRoles = ["release-manager"]
        policy.members = ["release-manager": [Facts.rene.email]]
        return policy
    }

    private func decide(
        _ action: Waive, by person: Person = Facts.rene, policy: Policy? = nil
    ) throws -> Result<WaiverStatement, Waive.Refusal> {
        let (release, policy) = (try Facts.version, policy ?? self.policy)
        return Result { () throws(Waive.Refusal) in
            try action.decide(release, policy, by: person, now: now, time: now)
        }
    }

    @Test("It holds what is lifted, for what, until when, and is reviewed when the policy says")
    func records() throws {
        let action = Waive([.tests, .board], items: [.rfc1], environment: "production", until: later, reason: "why")
        let expected = WaiverStatement(
            release: try Facts.version, rules: ["tests", "board"], items: [.rfc1], environment: "production",
            until: later, reviewBy: now + policy.waiverReview, reason: "why")
        #expect(try decide(action) == .success(expected))
        let named = Waive([.tests], until: later, reviewBy: later, reason: "why")
        #expect(try decide(named).get().reviewBy == later)
    }

    @Test("Only roles that the policy names may, and some rules nobody lifts")
    func refuses() throws {
        let action = Waive([.tests], until: later, reason: "why")
        #expect(
            try decide(action, by: Facts.quinn) == .failure(.notAllowed(Facts.quinn, roles: ["release-manager"])))
        #expect(
            try decide(action, policy: Policy()) == .failure(.notAllowed(Facts.rene, roles: Policy().waiverRoles)))
        for rule in RuleCode.neverWaived {
            #expect(try decide(Waive([.tests, rule], until: later, reason: "why")) == .failure(.neverWaived(rule)))
        }
    }

    @Test("It ends in the future, and no later than the policy allows")
    func limitsTime() throws {
        #expect(try decide(Waive([.tests], until: now, reason: "why")) == .failure(.over(now)))
        let limit = now + policy.longestWaiver
        #expect(try decide(Waive([.tests], until: limit, reason: "why")).get().until == limit)
        guard
            case .failure(.tooLong) = try decide(
                Waive([.tests], until: limit + TimeSpan(seconds: 1), reason: "why"))
        else {
            Issue.record("a waiver beyond the limit was recorded")
            return
        }
    }

    private func plan(_ statements: [Statement], type: ReleaseType? = nil) throws -> ReleasePlan {
        var planned = PlanStatement(release: try Facts.version)
        planned.type = type
        let records = try ([.plan(planned)] + statements).enumerated().map {
            try StoredRecord.made($1, by: Facts.rene, at: $0, after: [])
        }
        return try #require(ReleasePlan(RecordSequence(records)))
    }

    private func review(
        _ plan: ReleasePlan, waiver: Waiver? = nil, taggedBy tagger: Person? = nil, by person: Person = Facts.quinn
    ) throws -> Result<ReviewStatement, Review.Refusal> {
        let tagging = try tagger.map {
            try StoredRecord.made(.plan(.init(release: plan.version)), by: $0, at: 9, after: [])
        }
        return Result { () throws(Review.Refusal) in
            try Review(of: waiver, note: "note").decide(plan, taggings: [tagging].compactMap(\.self), by: person)
        }
    }

    @Test("Who lifted a rule does not review that; somebody else does, one waiver or the release")
    func segregatesReviews() throws {
        let plan = try plan([.waiver(try decide(Waive([.tests], until: later, reason: "why")).get())])
        let waiver = try #require(plan.waivers.all.first)
        #expect(try review(plan, by: Facts.rene) == .failure(.waivedBy(Facts.rene, plan.version)))
        #expect(try review(plan, waiver: waiver, by: Facts.rene) == .failure(.waivedBy(Facts.rene, plan.version)))
        #expect(try review(plan, waiver: waiver).get().waiver == waiver.record)
        #expect(try review(plan).get().waiver == nil)
        #expect(Waive.end(of: waiver, reason: "done").ends == waiver.record)
    }

    @Test("An emergency is reviewed after its tag, and not by who tagged it")
    func reviewsEmergencies() throws {
        let plan = try plan([], type: .emergency)
        #expect(try review(plan) == .failure(.notTagged(plan.version)))
        #expect(try review(plan, taggedBy: Facts.quinn) == .failure(.taggedBy(Facts.quinn, plan.version)))
        #expect(try review(plan, taggedBy: Facts.rene).get().note == "note")
        #expect(try review(try self.plan([])).get().note == "note", "what is no emergency need not be tagged")
    }
}
