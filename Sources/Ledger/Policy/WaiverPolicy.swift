extension PolicyKey {
    static let waivers = [
        PolicyKey(
            "waiver.role", isRepeatable: true,
            "The roles that may lift rules of the gate for a time (`sluice waive`), never ledger or history. Nobody by default."
        ) { policy, value, _ throws(PolicyValueProblem) in
            policy.waiverRoles.append(try role(value))
        },
        PolicyKey(
            "review.within",
            "How long after its tag an emergency release may go without a review (`sluice review`): `14d`. Later gates are",
            "shut until it is made up for, as they are for an overdue waiver. No limit by default."
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
}
