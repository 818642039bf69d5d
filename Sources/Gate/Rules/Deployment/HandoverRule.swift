import Changes
import Git
import Ledger
package import Releases

/// Announcement and known errors were handed to those who help users, as they are now.
package enum HandoverRule: DeployRule {
    package static let code = RuleCode.handover

    package static func findings(in facts: GateFacts, _ deploy: DeployFacts) -> [Finding] {
        guard let standing = deploy.handOver, !standing.acknowledgements.contains(where: \.isCurrent) else { return [] }
        return [
            Finding(
                code, .release, expected: "\(facts.version) taken over by \(standing.role)",
                found: standing.acknowledgements.last.map {
                    "\($0.by.name) took it over \($0.at), and something of it has changed since"
                } ?? "nobody took it over",
                mend: [
                    "sluice handover \(facts.version) --acknowledge \(standing.content.abbreviated)",
                    "sluice handover \(facts.version)  (to read it first)",
                ])
        ]
    }
}
