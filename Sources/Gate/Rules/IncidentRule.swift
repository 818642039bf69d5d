import Changes
import Ledger
package import Releases

/// No open incident or problem is held against the release, and no review of an emergency or a waiver is overdue.
package enum IncidentRule: Rule {
    package static let code = RuleCode.incident

    package static func findings(in facts: GateFacts) -> [Finding] {
        held(facts) + facts.waivers.overdue.map { overdue($0) }
    }

    private static func overdue(_ overdue: WaiverFacts.Overdue) -> Finding {
        let what = overdue.waiver.map {
            "\($0.by.name) lifted \($0.statement.rules.joined(separator: ", ")) for \(overdue.release)"
        }
        let waiver: ShellCommand = overdue.waiver.map { " --waiver \($0.record.shortName)" } ?? ""
        return Finding(
            code, .release, expected: "a review by \(overdue.due)",
            found: "\(what ?? "\(overdue.release) was an emergency"), and nobody else has looked at it since",
            mend: ["sluice review \(overdue.release)\(waiver) --note \"…\""])
    }

    private static func held(_ facts: GateFacts) -> [Finding] {
        facts.holds.filter(\.isOpen).map { incident in
            let noun = incident.item?.noun ?? .incident
            return Finding(
                code, .item(incident.id), expected: "no open \(noun.title) that holds \(facts.version)",
                found: incident.closedInVain.map {
                    "\($0.name) closed it without the signature of somebody who may: \(incident.title)"
                } ?? "it is open: \(incident.title)",
                mend: [
                    "sluice \(noun.rawValue) close \(incident.id)",
                    "sluice release unhold \(facts.version) \(incident.id) --reason \"…\"",
                ])
        }
    }
}
