import Changes
import Git
import Ledger
package import Releases

/// Every planned item's release status is of class approved or later.
package enum StatusRule: Rule {
    package static let code = RuleCode.status

    package static func findings(in facts: GateFacts) -> [Finding] {
        let engine = facts.policy.statuses
        guard let needed = engine.rungs.first(where: \.statusClass.isApproved) else { return [] }
        return facts.items.planned.compactMap { item in
            let status = facts.statuses.status(of: item, in: facts.policy)
            if status.statusClass.isApproved { return nil }
            return status.statusClass.isOnLadder
                ? tooLow(item, at: status, engine.steps(from: status, to: needed), facts)
                : offLadder(item, at: status, facts)
        }
    }

    private static func tooLow(
        _ item: ItemID, at status: ReleaseStatus, _ steps: [ReleaseStatus], _ facts: GateFacts
    ) -> Finding {
        let missing = steps.flatMap { facts.statuses.missing(item, for: $0, by: nil) }.unique(by: \.self)
        let waits = missing.isEmpty ? "" : ", waiting for " + missing.map(\.missing).joined(separator: ", ")
        return Finding(
            code, .item(item), expected: expected(steps), found: "\(status.label)\(waits)\(since(item, facts))",
            mend: ["sluice move \(item) \(steps.last?.id ?? status.id) --release \(facts.version)"],
            together: [
                .each(before: "sluice move ", after: " \(steps.last?.id ?? status.id) --release \(facts.version)")
            ],
            isConsequence: !missing.isEmpty)
    }

    /// What was taken off the ladder begins anew, or leaves the release.
    private static func offLadder(_ item: ItemID, at status: ReleaseStatus, _ facts: GateFacts) -> Finding {
        let reason = facts.statuses.standings[item]?.last?.reason.map { ": \($0)" } ?? ""
        return Finding(
            code, .item(item), expected: "an item that is not \(status.label.lowercased())",
            found: "\(status.label)\(since(item, facts))\(reason)",
            mend: [
                "sluice release drop \(facts.version) \(item) --reason \"…\"",
                "sluice move \(item) \(facts.policy.statuses.initial.id) --release \(facts.version) --reason \"…\"",
            ])
    }

    private static func expected(_ steps: [ReleaseStatus]) -> String {
        steps.last.map { "\($0.label) or later" } ?? "a status of class approved"
    }

    private static func since(_ item: ItemID, _ facts: GateFacts) -> String {
        facts.statuses.standings[item]?.last.map { ", moved there by \($0.by.name)" } ?? ""
    }
}
