import Changes
import Git
import Ledger
package import Releases

/// No other deployment to the environment is under way.
package enum BusyRule: DeployRule {
    package static let code = RuleCode.busy

    package static func findings(in facts: GateFacts, _ deploy: DeployFacts) -> [Finding] {
        deploy.deployments.unfinished.map { other in
            Finding(
                code, .release, expected: "no deployment to \(deploy.environment.name) under way",
                found: "\(other.by.name) began to deploy \(other.release) at \(other.started), and no end is recorded",
                mend: [
                    "sluice deploy record \(other.release) --env \(deploy.environment.name) --outcome failed --note \"…\""
                ])
        }
    }
}
