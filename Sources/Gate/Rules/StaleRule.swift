import Changes
import Git
import Ledger
package import Releases

/// No sign-off relied on is about other content than the release has.
package enum StaleRule: Rule {
    package static let code = RuleCode.stale

    package static func findings(in facts: GateFacts) -> [Finding] {
        facts.signOffs.standings.compactMap { standing in
            guard standing.valid.isEmpty, standing.own.isEmpty, !standing.waitsForRenewal,
                let approval = standing.edited.last ?? standing.stale.last
            else { return nil }
            return Finding(
                code, .item(standing.item), expected: "approval by \(standing.role) of what the release holds now",
                found: found(approval, standing, facts),
                mend: ["sluice approve \(standing.item) --release \(facts.version) --role \(standing.role)"],
                together: [SignOffRule.approveAll(standing, facts)])
        } + Renewal.findings(code, facts.signOffs.standings.filter(\.waitsForRenewal).map { ($0.item, $0.role) }, facts)
    }

    private static func found(_ approval: Decision, _ standing: SignOffStanding, _ facts: GateFacts) -> String {
        if let edited = standing.edited.last {
            let what = facts.items[standing.item]?.edits(since: edited.at) ?? "it was edited"
            return "\(edited.by.name) approved it before \(what)"
        }
        return "\(approval.by.name) approved other content: "
            + difference(approval.statement.content, facts.items.content(of: standing.item))
    }

    private static func difference(_ approved: [ObjectID], _ current: [ObjectID]) -> String {
        let added = Set(current).subtracting(approved).sorted()
        let gone = Set(approved).subtracting(current).sorted()
        let parts = [("came since", added), ("is gone", gone)].filter { !$0.1.isEmpty }
        guard !parts.isEmpty else { return "what came then goes now, or comes now and went then" }
        return parts.map { "\($0.1.shown) \($0.0)" }.joined(separator: ", ")
    }
}
