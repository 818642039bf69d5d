package import Changes
import Ledger
package import Releases

/// The board that the policy names for an RfC's type approved it: CAB, manager or ECAB.
package enum BoardRule: Rule {
    package static let code = RuleCode.board

    package static func findings(in facts: GateFacts) -> [Finding] {
        boards(facts).compactMap { item, role in
            finding(facts.signOffs.board(of: item.id, as: role, facts), item, facts)
        } + renewals(facts)
    }

    /// The planned RfCs with each role that has to authorise them.
    private static func boards(_ facts: GateFacts) -> [(item: Item, role: String)] {
        facts.items.planned.compactMap { facts.items[$0] }.flatMap { item in
            facts.boards(for: item).map { (item, $0) }
        }
    }

    private static func renewals(_ facts: GateFacts) -> [Finding] {
        let waiting = boards(facts).filter { item, role in
            facts.signOffs.board(of: item.id, as: role, facts).waitsForRenewal
        }
        return Renewal.findings(code, waiting.map { ($0.item.id, $0.role) }, facts)
    }

    private static func finding(_ standing: BoardStanding, _ item: Item, _ facts: GateFacts) -> Finding? {
        guard !standing.isApproved, !standing.waitsForRenewal else { return nil }
        let approve: ShellCommand = "sluice approve \(item.id) --release \(facts.version) --role \(standing.role)"
        let others: ShellCommand = standing.own.isEmpty ? "" : "  (by someone else)"
        return Finding(
            code, .item(item.id),
            expected: "approval by \(standing.needed > 1 ? "\(standing.needed) people of " : "")\(standing.role), "
                + facts.reasonByType(item) { facts.policy.boards.roles[$0] == standing.role },
            found: found(standing, item),
            mend: standing.rejections.last.map { ends(of: $0, item, facts) }
                ?? [approve + others] + corrections(standing, item, facts))
    }

    /// The way out where members of the board are requesters of whom no key of the policy says so.
    private static func corrections(_ standing: BoardStanding, _ item: Item, _ facts: GateFacts) -> [ShellCommand] {
        let isUnvouched = standing.own.contains { facts.signOffs.isUnvouchedRequester($0.by, of: item.id) }
        return isUnvouched
            ? [correction(of: item.id) + "  (by an administrator, to say who asked for it: nobody signed that)"] : []
    }

    /// What an administrator records who knows who asked for an RfC.
    package static func correction(of item: ItemID) -> ShellCommand {
        "sluice rfc edit \(item) --requester <name>"
    }

    private static func ends(of rejection: Decision, _ item: Item, _ facts: GateFacts) -> [ShellCommand] {
        let revoke: ShellCommand =
            "sluice revoke \(item.id) --release \(facts.version) --role \(rejection.statement.role)  (by \(rejection.by.name))"
        return facts.policy.recordsAnswers ? [revoke, SignOffRule.answer(rejection, as: item.id, facts)] : [revoke]
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
