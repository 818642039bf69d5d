import Git
import Ledger
package import Releases

/// Every role that the policy asks for has approved every planned item; nothing rejects one.
///
/// An approval of other content is told by `stale`, one by an author by `segregation`.
package enum SignOffRule: Rule {
    package static let code = RuleCode.signOff

    package static func findings(in facts: GateFacts) -> [Finding] {
        facts.signOffs.standings.flatMap { standing in
            rejections(standing, facts) + contradictions(standing, facts) + missing(standing, facts)
        }
    }

    private static func rejections(_ standing: SignOffStanding, _ facts: GateFacts) -> [Finding] {
        standing.rejections.map { rejection in
            let note = rejection.statement.note.map { ": \($0)" } ?? ""
            let subject = facts.signOffs.subjects[standing.item]
            let isCurrent = subject.map { rejection.statement.subject.likeness(to: $0) != .other } ?? false
            return Finding(
                code, .item(standing.item), expected: "no rejection by \(standing.role)",
                found: "\(rejection.by.name) rejected \(isCurrent ? "it" : "its earlier content")\(note)",
                mend: [
                    "sluice \(isCurrent ? "revoke" : "approve") \(standing.item) --release \(facts.version) "
                        + "--role \(standing.role)" + (isCurrent ? "  (by \(rejection.by.name))" : "")
                ])
        }
    }

    private static func contradictions(_ standing: SignOffStanding, _ facts: GateFacts) -> [Finding] {
        standing.signOffs.contradicted.map { approval in
            Finding(
                code, .item(standing.item), expected: "one decision by \(standing.role)",
                found: "\(approval.by.name) approved without having seen the rejection, so neither counts",
                mend: [approve(standing, facts)])
        }
    }

    private static func missing(_ standing: SignOffStanding, _ facts: GateFacts) -> [Finding] {
        let others = standing.valid + standing.own + standing.stale + standing.signOffs.contradicted
        guard others.isEmpty, standing.rejections.isEmpty else { return [] }
        return [
            Finding(
                code, .item(standing.item), expected: "approval by \(standing.role)", found: found(standing),
                mend: [approve(standing, facts)])
        ]
    }

    private static func found(_ standing: SignOffStanding) -> String {
        if let outsider = standing.outsiders.first {
            return "only \(outsider.by.name) approved, whom the policy does not name for \(standing.role)"
        }
        if let revocation = standing.signOffs.revocation { return "\(revocation.by.name) revoked it" }
        return "none"
    }

    private static func approve(_ standing: SignOffStanding, _ facts: GateFacts) -> String {
        "sluice approve \(standing.item) --release \(facts.version) --role \(standing.role)"
    }
}
