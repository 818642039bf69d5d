import Changes
import Git
import Ledger
package import Releases

/// The release is not older than what runs there, unless that is declared to be a roll-back.
package enum DowngradeRule: DeployRule {
    package static let code = RuleCode.downgrade

    package static func findings(in facts: GateFacts, _ deploy: DeployFacts) -> [Finding] {
        guard !deploy.isRollBack, let running = deploy.deployments.newestRunning, facts.version < running.release else {
            return []
        }
        return [
            Finding(
                code, .release, expected: "\(running.release) or later, as that runs in \(deploy.environment.name)",
                found: "\(facts.version) is older",
                mend: [
                    "sluice deploy \(facts.version) --env \(deploy.environment.name) --roll-back --reason \"…\" -- <command>"
                ])
        ]
    }
}
