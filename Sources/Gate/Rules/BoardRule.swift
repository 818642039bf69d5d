import Changes
import Ledger
package import Releases

/// The board that the policy names for an RfC's type approved it: CAB, manager or ECAB.
package enum BoardRule: Rule {
    package static let code = RuleCode.board

    package static func findings(in facts: GateFacts) -> [Finding] {
        facts.items.planned.compactMap { item in
            guard let known = facts.items[item], let role = facts.board(for: known) else { return nil }
            return finding(facts.signOffs.board(of: item, as: role, facts), known, facts)
        } + renewals(facts)
    }

    private static func renewals(_ facts: GateFacts) -> [Finding] {
        let waiting = facts.items.planned.compactMap { item -> (item: ItemID, role: String)? in
            guard let role = facts.items[item].flatMap(facts.board),
                facts.signOffs.board(of: item, as: role, facts).waitsForRenewal
            else { return nil }
            return (item, role)
        }
        return Renewal.findings(code, waiting, facts)
    }

    private static func finding(_ standing: BoardStanding, _ item: Item, _ facts: GateFacts) -> Finding? {
        guard !standing.isApproved, !standing.waitsForRenewal else { return nil }
        let approve: ShellCommand = "sluice approve \(item.id) --release \(facts.version) --role \(standing.role)"
        let others: ShellCommand = standing.own.isEmpty ? "" : "  (by someone else)"
        return Finding(
            code, .item(item.id),
            expected: "approval by \(standing.needed > 1 ? "\(standing.needed) people of " : "")\(standing.role), "
                + facts.reasonByType(item),
            found: found(standing, item), mend: [approve + others])
    }

    private static func found(_ standing: BoardStanding, _ item: Item) -> String {
        if let rejection = standing.rejections.last {
            return "\(rejection.by.name) rejected it" + (rejection.statement.note.map { ": \($0)" } ?? "")
        }
        if !standing.valid.isEmpty {
            return "approval by " + Set(standing.valid.map(\.by.name)).sorted().joined(separator: ", ") + " alone"
        }
        if let edited = standing.edited.last {
            return "\(edited.by.name) approved it before \(item.edits(since: edited.at))"
        }
        if let own = standing.own.last { return "only \(own.by.name) approved, who asked for it or worked on it" }
        if let outsider = standing.outsiders.last {
            return "only \(outsider.by.name) approved, whom the policy does not name for \(standing.role)"
        }
        return "none"
    }
}
