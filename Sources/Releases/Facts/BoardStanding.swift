package import Changes
import Git
package import Ledger

/// How the decision of a board about an RfC in a release stands. A board decides about the change, not about its commits:
/// what it said holds when they change.
package struct BoardStanding: Sendable {
    package let role: String
    /// Approvals by members who neither asked for the change nor worked on it.
    package let valid: [Decision]
    package let own: [Decision]
    package let outsiders: [Decision]
    /// Approvals from before something changed that the gate reads of the RfC.
    package let edited: [Decision]
    /// Approvals from before decisions named what they rest on, where the policy asks for that now.
    package let unrenewed: [Decision]
    package let rejections: [Decision]
    package let needed: Int

    package var isApproved: Bool {
        rejections.isEmpty && Set(valid.map { $0.by.email.lowercased() }).count >= needed
    }

    /// Whether it lacks nothing but that those who approved say so again.
    package var waitsForRenewal: Bool {
        !isApproved && rejections.isEmpty && !unrenewed.isEmpty
            && Set((valid + unrenewed).map { $0.by.email.lowercased() }).count >= needed
    }

    /// What those who approved asked for beside.
    package var conditions: [String] { valid.flatMap { $0.statement.conditions ?? [] } }
}

extension SignOffFacts {
    package func board(of item: ItemID, as role: String, _ facts: GateFacts) -> BoardStanding {
        let signOffs = self[item, role] ?? SignOffs(role: role, in: RecordSequence([]))
        let (members, outsiders) = signOffs.approvals.parted { facts.policy.mayAct($0.by, as: role) }
        let (own, independent) = members.parted { decision in
            isRequester(decision.by, of: item)
                || authors[item, default: []].contains { decision.by.isSamePerson(as: $0) }
        }
        let state = { bindingState(of: $0, on: item) }
        let valid = independent.filter { state($0) == .current }
        return BoardStanding(
            role: role, valid: valid, own: own,
            outsiders: outsiders + signOffs.outsiders,
            edited: independent.filter { state($0) == .edited },
            unrenewed: independent.filter { state($0) == .unrenewed },
            rejections: signOffs.unansweredRejections.filter { rejection in
                !valid.contains { $0.statement.isAnswer(to: rejection) }
            },
            needed: facts.policy.thresholds[role] ?? 1)
    }
}

extension GateFacts {
    /// What the boards asked for that approved planned RfCs, sorted by item.
    package var boardConditions: [(item: ItemID, role: String, text: String)] {
        items.planned.flatMap { item -> [(item: ItemID, role: String, text: String)] in
            (items[item].map(policy.boards) ?? []).flatMap { role in
                signOffs.board(of: item, as: role, self).conditions.map { (item, role, $0) }
            }
        }
    }
}
