import Changes
import Ledger
package import Releases

/// No open incident or problem is held against the release.
package enum IncidentRule: Rule {
    package static let code = RuleCode.incident

    package static func findings(in facts: GateFacts) -> [Finding] {
        facts.holds.filter(\.isOpen).map { incident in
            Finding(
                code, .item(incident.id), expected: "no open \(incident.noun.title) that holds \(facts.version)",
                found: "it is open: \(incident.title)",
                mend: [
                    "sluice \(incident.noun.rawValue) close \(incident.id)",
                    "sluice release unhold \(facts.version) \(incident.id) --reason \"…\"",
                ])
        }
    }
}
