/// Where releases run, one after the other: test, acceptance, production.
package struct DeploymentEnvironment: Hashable, Sendable {
    package let name: String
    /// The environment that has to have a release before this one; nil for the first.
    package internal(set) var previous: String?
    /// The roles that have to approve each deployment to it.
    package internal(set) var approvers: [String] = []
    /// Whether deployments need a change window.
    package internal(set) var needsWindow = false
    /// Whether deployments have to name a package that was recorded.
    package internal(set) var needsPackage = false
    /// Whether users work with it; nil where the policy does not say, so that the last one is.
    var isDeclaredProduction: Bool?

    init(name: String) { self.name = name }
}

extension Policy {
    package func environment(named name: String) -> DeploymentEnvironment? { environments.first { $0.name == name } }

    /// The environment that users work with: the one that is said to be, or else the last one. Nil where there is none.
    package var production: DeploymentEnvironment? {
        environments.first { $0.isDeclaredProduction == true } ?? environments.last { $0.isDeclaredProduction == nil }
    }

    /// Whether users work with an environment: each that is said to be one counts.
    package func isProduction(_ name: String) -> Bool {
        let declared = environments.filter { $0.isDeclaredProduction == true }
        return declared.isEmpty ? production?.name == name : declared.contains { $0.name == name }
    }

    /// Puts the environments in their order.
    ///
    /// - Throws: `PolicyProblem`, where they are no single chain.
    mutating func orderEnvironments() throws {
        var chain: [DeploymentEnvironment] = []
        while chain.count < environments.count {
            let next = environments.filter { $0.previous == chain.last?.name }
            guard next.count == 1, let only = next.first, !chain.contains(where: { $0.name == only.name }) else {
                throw PolicyProblem.environmentsInNoOrder(next.count > 1 ? next.map(\.name) : environments.map(\.name))
            }
            chain.append(only)
        }
        environments = chain
    }
}

extension PolicyKey {
    static let deployments = [
        PolicyKey(
            "environment.*.after",
            "The environment that has to have a release, deployed with success, before this one; none for the first."
        ) { policy, value, section throws(PolicyValueProblem) in
            try policy.edit(environment: section) { $0.previous = value }
            // The first one mostly has nothing else to say of it.
            try policy.edit(environment: value) { _ in }
        },
        PolicyKey(
            "environment.*.approver", isRepeatable: true,
            "The roles that have to approve each deployment to it. Who deploys cannot be the only one."
        ) { policy, value, section throws(PolicyValueProblem) in
            let role = try role(value)
            try policy.edit(environment: section) { $0.approvers.append(role) }
        },
        PolicyKey(
            "environment.*.window",
            "Whether deployments need a change window (`sluice window open`): required or optional.",
            "A freeze shuts it in any case."
        ) { policy, value, section throws(PolicyValueProblem) in
            let need: Requirement = try choice(value)
            try policy.edit(environment: section) { $0.needsWindow = need == .required }
        },
        PolicyKey(
            "environment.*.package",
            "Whether deployments have to name a package that `sluice package` made (--package): required or optional."
        ) { policy, value, section throws(PolicyValueProblem) in
            let need: Requirement = try choice(value)
            try policy.edit(environment: section) { $0.needsPackage = need == .required }
        },
        PolicyKey(
            "environment.*.production",
            "Whether users work with it; by default that is the last environment of the order."
        ) {
            policy, value, section throws(PolicyValueProblem) in
            let isProduction = try truth(value)
            try policy.edit(environment: section) { $0.isDeclaredProduction = isProduction }
        },
        PolicyKey(
            "window.role", isRepeatable: true,
            "The roles that open windows and freezes, and deploy; anyone by default."
        ) { policy, value, _ throws(PolicyValueProblem) in
            policy.deploymentRoles = policy.deploymentRoles + [try role(value)]
        },
    ]
}

extension Policy {
    /// Who opens windows and freezes, and deploys.
    var rightToDeploy: SpeakingRight { deploymentRoles.isEmpty ? .anyone : .roles(deploymentRoles) }

    /// Whether a person's words about windows and deployments count.
    package func mayDeploy(_ person: Person) -> Bool { has(person, rightToDeploy) }

    fileprivate mutating func edit(
        environment name: String, _ change: (inout DeploymentEnvironment) -> Void
    ) throws(PolicyValueProblem) {
        guard RoleName.accepts(name) else { throw .badEnvironment(name) }
        if !environments.contains(where: { $0.name == name }) { environments.append(DeploymentEnvironment(name: name)) }
        for index in environments.indices where environments[index].name == name { change(&environments[index]) }
    }
}
