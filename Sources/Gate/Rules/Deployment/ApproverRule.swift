import Changes
import Git
import Ledger
package import Releases

/// The environment's approvers approved, and who deploys is not the only one. Whoever that will be, of two people one is not.
package enum ApproverRule: DeployRule {
    package static let code = RuleCode.approvers

    package static func findings(in facts: GateFacts, _ deploy: DeployFacts) -> [Finding] {
        deploy.clearances.compactMap { role, words in finding(role, words, facts, deploy) }
    }

    private static func finding(
        _ role: String, _ words: Clearances, _ facts: GateFacts, _ deploy: DeployFacts
    ) -> Finding? {
        let members = words.approvals.filter { facts.policy.mayAct($0.by, as: role) }
        let needed = facts.policy.thresholds[role] ?? 1
        // Who lost the role does not lose the refusals of before.
        let rejection = words.rejections.first
        let people = Set(members.map { $0.by.email.lowercased() }).count
        let isByOthers =
            deploy.actor.map { actor in members.contains { !$0.by.isSamePerson(as: actor) } } ?? (people > 1)
        if rejection == nil, people >= needed, isByOthers { return nil }
        return Finding(
            code, .release,
            expected: "approval by \(needed > 1 ? "\(needed) people of " : "")\(role) for \(deploy.environment.name)",
            found: rejection.map { "\($0.by.name) rejected it\($0.statement.note.map { ": \($0)" } ?? "")" }
                ?? (members.isEmpty
                    ? "none"
                    : isByOthers ? "approval by \(counted(people)) alone" : alone(deploy.actor, members[0].by)),
            mend: rejection == nil
                ? [approve(role, facts, deploy) + (members.isEmpty ? "" : "  (by someone else)")]
                : ends(of: words.rejections, role, facts, deploy))
    }

    private static func approve(_ role: String, _ facts: GateFacts, _ deploy: DeployFacts) -> ShellCommand {
        "sluice approve --env \(deploy.environment.name) --release \(facts.version) --role \(role)"
    }

    /// Who still speaks for the role takes a refusal back. The others' are answered.
    private static func ends(
        of rejections: [Clearances.Word], _ role: String, _ facts: GateFacts, _ deploy: DeployFacts
    ) -> [ShellCommand] {
        let (present, gone) = rejections.parted { facts.policy.mayAct($0.by, as: role) }
        let revoke: [ShellCommand] = present.map {
            "sluice revoke --env \(deploy.environment.name) --release \(facts.version) --role \(role)  (by \($0.by.name))"
        }
        guard present.isEmpty else { return revoke.unique(by: \.text) }
        let raise: [ShellCommand] =
            facts.policy.recordsClearanceAnswers
            ? [] : ["sluice policy edit  (by an administrator: [ledger] needs = \(ClearanceStatement.answersFormat))"]
        return raise
            + [
                gone.reduce(approve(role, facts, deploy)) {
                    $0 + " --answers \($1.record.shortName)"
                }
            ]
    }

    private static func alone(_ actor: Person?, _ approver: Person) -> String {
        actor.map { "only \($0.name), who deploys, approved" }
            ?? "only \(approver.name) approved, who may be the one who deploys"
    }

    private static func counted(_ people: Int) -> String {
        people == 1 ? "1 person" : "\(people) people"
    }
}
