extension PolicyKey {
    static let waivers = [
        PolicyKey(
            "waiver.role", isRepeatable: true,
            "The roles that may waive rules of the gate for a time (`sluice waive`), never ledger or history. Nobody by default."
        ) { policy, value, _ throws(PolicyValueProblem) in
            policy.waiverRoles.append(try role(value))
        },
        PolicyKey(
            "waiver.longest",
            "How long a waiver lasts at most, and how long its review may be put off, counted from its record: `30d` by default."
        ) { policy, value, _ throws(PolicyValueProblem) in
            guard let span = TimeSpan(value), span.seconds > 0 else { throw .noTimeSpan(value) }
            policy.longestWaiver = span
        },
        PolicyKey(
            "review.within",
            "How long after its tag an emergency release may go without a review (`sluice review`): `14d`. Later gates are",
            "shut until the review is recorded, as they are for an overdue waiver. No limit by default."
        ) { policy, value, _ throws(PolicyValueProblem) in
            guard let span = TimeSpan(value) else { throw .noTimeSpan(value) }
            policy.reviewWithin = span
        },
    ]
}

extension Policy {
    /// How long after it a waiver has to be reviewed, where nobody names a time: the period of emergencies, or 14 days.
    package var waiverReview: TimeSpan { reviewWithin ?? TimeSpan(seconds: 14 * 86_400) }

    /// Whether a person's waivers count: unlike elsewhere, a role that names nobody lets nobody.
    package func mayWaive(_ person: Person) -> Bool {
        has(person, .members(waiverRoles))
    }

    /// Which of a waiver's times lies further ahead than the policy allows, in words; nil for none.
    ///
    /// - Parameter start: when it is recorded.
    package func excess(of waiver: WaiverStatement, from start: Timestamp) -> String? {
        let limit = start + longestWaiver
        if waiver.until > limit {
            return "the waiver would last until \(waiver.until), longer than \(longestWaiver) from \(start)"
        }
        guard waiver.reviewBy > limit else { return nil }
        return "its review would be due \(waiver.reviewBy), later than \(longestWaiver) from \(start)"
    }

    /// When a waiver is over: at the time that it names, but no later than the policy allows. Whoever wrote a longer one did
    /// so before the policy said that, or past it.
    package func end(of waiver: Waiver) -> Timestamp {
        min(waiver.statement.until, waiver.at + longestWaiver)
    }

    /// When its review is due, in the same way.
    package func reviewDue(of waiver: Waiver) -> Timestamp {
        min(waiver.statement.reviewBy, waiver.at + longestWaiver)
    }
}
