import Changes
import Git
import Ledger
package import Releases

/// The environment's approvers approved, and who deploys is not the only one.
package enum ApproverRule: DeployRule {
    package static let code = RuleCode.approvers

    package static func findings(in facts: GateFacts, _ deploy: DeployFacts) -> [Finding] {
        deploy.clearances.compactMap { role, words in finding(role, words, facts, deploy) }
    }

    private static func finding(
        _ role: String, _ words: Clearances, _ facts: GateFacts, _ deploy: DeployFacts
    ) -> Finding? {
        let members = words.approvals.filter { facts.policy.mayAct($0.by, as: role) }
        let others = members.filter { !$0.by.isSamePerson(as: deploy.actor) }
        let needed = facts.policy.thresholds[role] ?? 1
        let rejection = words.rejections.first { facts.policy.mayAct($0.by, as: role) }
        let people = Set(members.map { $0.by.email.lowercased() }).count
        if rejection == nil, people >= needed, !others.isEmpty { return nil }
        return Finding(
            code, .release,
            expected: "approval by \(needed > 1 ? "\(needed) people of " : "")\(role) for \(deploy.environment.name)",
            found: rejection.map { "\($0.by.name) rejected it\($0.statement.note.map { ": \($0)" } ?? "")" }
                ?? (members.isEmpty
                    ? "none"
                    : others.isEmpty
                        ? "only \(deploy.actor.name), who deploys, approved" : "approval by \(counted(people)) alone"),
            mend: [
                "sluice approve --env \(deploy.environment.name) --release \(facts.version) --role \(role)"
                    + (members.isEmpty ? "" : "  (by someone else)")
            ])
    }

    private static func counted(_ people: Int) -> String {
        people == 1 ? "1 person" : "\(people) people"
    }
}
