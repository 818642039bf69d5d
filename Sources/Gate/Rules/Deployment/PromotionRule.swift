import Changes
import Git
import Ledger
package import Releases

/// The environment before has this release, deployed with success.
package enum PromotionRule: DeployRule {
    package static let code = RuleCode.promotion

    package static func findings(in facts: GateFacts, _ deploy: DeployFacts) -> [Finding] {
        guard let previous = deploy.environment.previous, let before = deploy.before else { return [] }
        guard !before.has(facts.version, on: facts.range.scope.candidate) else { return [] }
        let last = before.all.last { $0.release == facts.version }
        let found =
            last.map { "its deployment there \($0.outcome.map { "is \($0.rawValue)" } ?? "is unfinished")" }
            ?? "it was never deployed there"
        return [
            Finding(
                code, .release, expected: "\(facts.version) deployed to \(previous) with success", found: found,
                mend: [deploys(facts, to: previous)]
                    + (deploy.adopted == nil ? [] : [record(facts, previous)]))
        ]
    }

    private static func deploys(_ facts: GateFacts, to environment: String) -> ShellCommand {
        let needsPackage = facts.policy.environments.first { $0.name == environment }?.needsPackage == true
        let package: ShellCommand = needsPackage ? " --package <file>" : ""
        return "sluice deploy \(facts.version) --env \(environment)\(package) -- <command>"
    }

    /// For a tag of before the ledger: where it ran then, nobody could record.
    private static func record(_ facts: GateFacts, _ environment: String) -> ShellCommand {
        "sluice deploy record \(facts.version) --env \(environment) --outcome succeeded --ended <time>"
    }
}
