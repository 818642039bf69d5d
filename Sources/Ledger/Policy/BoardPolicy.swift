import Changes

/// Whose authorisation RfCs need before they are released, by their type (ITIL: change authorisation).
package struct BoardPolicy: Hashable, Sendable {
    /// The role that approves RfCs of a type; none where nothing is said.
    package var roles: [ReleaseType: String] = [:]
}

/// Whether the policy asks for something that it can do without.
package enum Requirement: String, CaseIterable, Sendable {
    case required, optional
}

extension Policy {
    /// The roles that have to authorise an RfC, one for each type that it can have; none for other items, and where nobody has
    /// to.
    package func boards(for item: Item) -> [String] {
        guard item.canBeRfC else { return [] }
        return item.types.compactMap { boards.roles[$0] }.unique(by: \.self)
    }
}

extension PolicyKey {
    static let boards =
        ReleaseType.allCases.map { type in
            PolicyKey(
                "board.\(type.rawValue)",
                "The role that has to authorise \(type.rawValue) RfCs, besides the sign-offs: \(type.example) None by default."
            ) { policy, value, _ throws(PolicyValueProblem) in
                policy.boards.roles[type] = try role(value)
            }
        } + [
            PolicyKey(
                "plan.back-out",
                "Whether normal and emergency RfCs need a back-out plan before they are released: required or optional."
            ) { policy, value, _ throws(PolicyValueProblem) in policy.backOutPlans = try choice(value) }
        ]
}

extension ReleaseType {
    fileprivate var example: String {
        switch self {
        case .standard: "these are mostly authorised in advance."
        case .normal: "the change advisory board, `cab`."
        case .emergency: "those who can be reached at any time, `ecab`."
        }
    }
}
