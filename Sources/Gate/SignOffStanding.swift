package import Changes
import Git
package import Ledger
package import Releases

/// How one role's sign-off of one planned item stands against the content that the release has now.
package struct SignOffStanding: Sendable {
    package let item: ItemID
    package let role: String
    /// Approvals of exactly this content, by people of the role who wrote none of it.
    package let valid: [Decision]
    /// Approvals of exactly this content by people who wrote some of it.
    package let own: [Decision]
    /// Approvals of other content than the release has now.
    package let stale: [Decision]
    /// Approvals by people whom the policy does not name for the role.
    package let outsiders: [Decision]
    /// Rejections that count for the content that the release has now.
    package let rejections: [Decision]
    package let signOffs: SignOffs

    init(_ item: ItemID, _ signOffs: SignOffs, in facts: GateFacts) {
        self.item = item
        role = signOffs.role
        self.signOffs = signOffs
        let content = facts.content[item] ?? []
        let authors = facts.authors[item] ?? []
        rejections = signOffs.rejections(of: content)
        let (members, strangers) = signOffs.approvals.parted { facts.policy.mayAct($0.by, as: signOffs.role) }
        let (current, earlier) = members.parted { $0.statement.content == content }
        let (involved, independent) = current.parted { decision in
            authors.contains { decision.by.isSamePerson(as: $0) }
        }
        outsiders = strangers
        stale = earlier
        own = involved
        valid = independent
    }
}

extension GateFacts {
    /// The standing of every role on every planned item, sorted by item, roles in the policy's order.
    package var standings: [SignOffStanding] {
        plannedItems.flatMap { item in
            policy.signOffRoles.map { SignOffStanding(item, signOffs(of: item, by: $0), in: self) }
        }
    }

    /// Nothing known of a role is a role that has not decided.
    private func signOffs(of item: ItemID, by role: String) -> SignOffs {
        signOffs[item]?.first { $0.role == role } ?? SignOffs(role: role, in: RecordSequence([]))
    }
}

extension Array {
    /// Those that meet a condition, and those that do not, each in order.
    func parted(by condition: (Element) -> Bool) -> (meeting: [Element], other: [Element]) {
        (filter(condition), filter { !condition($0) })
    }
}
