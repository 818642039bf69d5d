extension PolicyKey {
    static let tests = [
        PolicyKey(
            "test.role", isRepeatable: true,
            "The roles whose test results count; qa by default. Add that of the pipeline for `sluice test import`."
        ) { policy, value, _ throws(PolicyValueProblem) in
            policy.testRoles = (policy.testRoles ?? []) + [try role(value)]
        }
    ]
}

extension Policy {
    /// Who tries cases and records what came of it.
    var rightToTest: SpeakingRight { .roles(testRoles ?? ["qa"]) }

    /// Whether a person's results of tests count.
    package func mayTest(_ person: Person) -> Bool { has(person, rightToTest) }
}
