import Changes
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
        } + facts.signOffs.evaded.map { evasion($0, facts) }
    }

    /// A rejection stays with what was rejected, whatever item that is given to.
    private static func evasion(_ evaded: EvadedRejection, _ facts: GateFacts) -> Finding {
        let (item, rejection) = (evaded.item, evaded.rejection)
        let isPlanned = facts.items.planned.contains(item)
        let owners = facts.items.planned.filter { evaded.commits.allSatisfy(facts.items.content(of: $0).contains) }
        return Finding(
            code, .item(item), expected: "no rejection by \(rejection.statement.role) of what the release holds",
            found: "\(rejection.by.name) rejected \(evaded.commits.shown) as \(item.shown), which "
                + (isPlanned ? "no longer has that" : "was dropped"),
            mend: [
                "sluice revoke \(item) --release \(facts.version) --role \(rejection.statement.role)"
                    + "  (by \(rejection.by.name))"
            ] + owners.prefix(1).map { answer(rejection, as: $0, facts) })
    }

    /// The command of another member of the role who accepts the rejected changes with what came on top of them.
    static func answer(_ rejection: Decision, as item: ItemID, _ facts: GateFacts) -> ShellCommand {
        "sluice approve \(item) --release \(facts.version) --role \(rejection.statement.role) "
            + "--answers \(rejection.record.shortName)  (once a further change is on top of it)"
    }

    private static func rejections(_ standing: SignOffStanding, _ facts: GateFacts) -> [Finding] {
        standing.rejections.map { rejection in
            let note = rejection.statement.note.map { ": \($0)" } ?? ""
            let subject = facts.signOffs.subjects[standing.item]
            let isCurrent = subject.map { rejection.statement.subject.likeness(to: $0) != .other } ?? false
            return Finding(
                code, .item(standing.item), expected: "no rejection by \(standing.role)",
                found: "\(rejection.by.name) rejected \(isCurrent ? "it" : "its earlier content")\(note)",
                mend: mend(rejection, isCurrent: isCurrent, standing, facts))
        }
    }

    private static func mend(
        _ rejection: Decision, isCurrent: Bool, _ standing: SignOffStanding, _ facts: GateFacts
    ) -> [ShellCommand] {
        let revoke: ShellCommand =
            "sluice revoke \(standing.item) --release \(facts.version) --role \(standing.role)"
            + "  (by \(rejection.by.name))"
        let isKept = facts.signOffs.subjects[standing.item]?.shares(rejection.statement.subject) ?? false
        guard facts.policy.recordsAnswers, isKept else { return [isCurrent ? revoke : approve(standing, facts)] }
        let answer = answer(rejection, as: standing.item, facts)
        return isCurrent ? [revoke, answer] : [answer, revoke]
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
        let others = standing.own + standing.stale + standing.signOffs.contradicted
        guard !standing.isApproved, !standing.waitsForRenewal, !standing.valid.isEmpty || others.isEmpty,
            standing.rejections.isEmpty
        else {
            return []
        }
        let who = standing.needed > 1 ? "\(standing.needed) people of \(standing.role)" : standing.role
        return [
            Finding(
                code, .item(standing.item), expected: "approval by \(who)", found: found(standing),
                mend: [approve(standing, facts) + (standing.valid.isEmpty ? "" : "  (by someone else)")],
                together: standing.valid.isEmpty ? [approveAll(standing, facts)] : [])
        ]
    }

    private static func found(_ standing: SignOffStanding) -> String {
        guard standing.valid.isEmpty else {
            return "approval by " + Set(standing.valid.map(\.by.name)).sorted().joined(separator: ", ") + " alone"
        }
        if let outsider = standing.outsiders.first {
            return "only \(outsider.by.name) approved, whom the policy does not name for \(standing.role)"
        }
        if let unsigned = standing.signOffs.discounted.last {
            return "only \(unsigned.by.name) approved, without a signature that counts"
        }
        if let early = standing.signOffs.early.last {
            return "only \(early.by.name) approved, dated \(early.at), which is yet to come"
        }
        if let revocation = standing.signOffs.revocation { return "\(revocation.by.name) revoked it" }
        return "none"
    }

    static func approveAll(_ standing: SignOffStanding, _ facts: GateFacts) -> CommonFix {
        .command("sluice approve --all --release \(facts.version) --role \(standing.role)")
    }

    private static func approve(_ standing: SignOffStanding, _ facts: GateFacts) -> ShellCommand {
        "sluice approve \(standing.item) --release \(facts.version) --role \(standing.role)"
    }
}
