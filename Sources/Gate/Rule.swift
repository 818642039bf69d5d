package import Releases

/// One reason for which a release may be refused: a pure function from facts to findings.
///
/// A new rule is a file in `Rules`, a code in `RuleCode`, and a line in `Verdict.rules`.
package protocol Rule: Sendable {
    static var code: RuleCode { get }

    static func findings(in facts: GateFacts) -> [Finding]
}

/// One reason for which a release may not be deployed to an environment. A new rule is a file in `Rules/Deployment`, a code
/// in `RuleCode`, and a line in `Verdict.deployRules`.
package protocol DeployRule: Sendable {
    static var code: RuleCode { get }

    static func findings(in facts: GateFacts, _ deploy: DeployFacts) -> [Finding]
}
