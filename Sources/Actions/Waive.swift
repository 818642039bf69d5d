package import Changes
package import Gate
package import Ledger

/// Lifts rules of the gate for a release, for a time, to be reviewed afterwards.
package struct Waive: Sendable {
    package let rules: [RuleCode]
    /// Nil for the release as a whole.
    package let items: [ItemID]?
    /// Nil for all gates; else only deployments to this environment.
    package let environment: String?
    package let until: Timestamp
    /// When it has to be reviewed; nil for as long after now as the policy says.
    package let reviewBy: Timestamp?
    package let reason: String

    package init(
        _ rules: [RuleCode], items: [ItemID]? = nil, environment: String? = nil, until: Timestamp,
        reviewBy: Timestamp? = nil, reason: String
    ) {
        (self.rules, self.items, self.environment) = (rules, items, environment)
        (self.until, self.reviewBy, self.reason) = (until, reviewBy, reason)
    }

    package enum Refusal: Error, Hashable, Sendable {
        /// - roles: those that may.
        case notAllowed(Person, roles: [String])
        case neverWaived(RuleCode)
        case over(Timestamp)
        /// In words.
        case tooLong(String)
    }

    /// - Parameters:
    ///   - now: by the clock.
    ///   - time: the date of the record, from which the policy's limits count.
    package func decide(
        _ release: Version, _ policy: Policy, by person: Person, now: Timestamp, time: Timestamp
    ) throws(Refusal) -> WaiverStatement {
        guard policy.mayWaive(person) else { throw .notAllowed(person, roles: policy.waiverRoles) }
        if let fixed = rules.first(where: RuleCode.neverWaived.contains) { throw .neverWaived(fixed) }
        guard until > now else { throw .over(until) }
        let statement = WaiverStatement(
            release: release, rules: rules.map(\.rawValue), items: items, environment: environment, until: until,
            reviewBy: reviewBy ?? min(now + policy.waiverReview, time + policy.longestWaiver), reason: reason)
        if let excess = policy.excess(of: statement, from: time) { throw .tooLong(excess) }
        return statement
    }

    /// What ends a waiver before its time. Anybody may: it shuts a gate.
    package static func end(of waiver: Waiver, reason: String) -> WaiverStatement {
        var statement = waiver.statement
        (statement.ends, statement.reason) = (waiver.record, reason)
        return statement
    }
}
