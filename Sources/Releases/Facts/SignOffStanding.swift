package import Changes
import Git
package import Ledger

/// How one role's sign-off of one planned item stands against the content that the release has now.
package struct SignOffStanding: Sendable {
    package let item: ItemID
    package let role: String
    /// Approvals of exactly this content, by people of the role who wrote none of it.
    package let valid: [Decision]
    /// Those of them that were given before a rebase, which changed the commits' names and nothing else.
    package let rebased: [Decision]
    /// Approvals of exactly this content by people who wrote some of it.
    package let own: [Decision]
    /// Approvals of other content than the release has now.
    package let stale: [Decision]
    /// Approvals by people whom the policy does not name for the role.
    package let outsiders: [Decision]
    /// Rejections that count for the content that the release has now.
    package let rejections: [Decision]
    package let signOffs: SignOffs
    /// How many people have to approve.
    package let needed: Int

    /// Whether enough different people approved exactly this content, none of whom wrote any of it: a person counts once,
    /// whatever the number of their keys and approvals (T2).
    package var isApproved: Bool { approvers.count >= needed }

    /// The same as soon as this person approves, too, who wrote none of it.
    package func isApproved(with person: Person, answering answers: [RecordName]) -> Bool {
        approvers.union([person.email.lowercased()]).count >= needed
            && rejections.allSatisfy { person.hasAddress(of: $0.by) || answers.contains($0.record) }
            && signOffs.contradicted.isEmpty
    }

    private var approvers: Set<String> { Set(valid.map { $0.by.email.lowercased() }) }

    /// - Parameters:
    ///   - content: what the release has of the item now.
    ///   - authors: who wrote that.
    init(_ item: ItemID, _ signOffs: SignOffs, content: SignOffContent, authors: Set<Person>, policy: Policy) {
        self.item = item
        role = signOffs.role
        self.signOffs = signOffs
        needed = policy.thresholds[signOffs.role] ?? 1
        rejections = signOffs.rejections(of: content)
        let (members, strangers) = signOffs.approvals.parted { policy.mayAct($0.by, as: signOffs.role) }
        let likeness = { (decision: Decision) -> SignOffContent.Likeness in
            // Nearly all are about the very same, which needs no look at patches.
            decision.statement.content == content.commits ? .same : decision.statement.subject.likeness(to: content)
        }
        let (current, earlier) = members.parted { decision in
            switch likeness(decision) {
            case .same: true
            case .rebased: policy.rebasedSignOffs == .keep
            case .other: false
            }
        }
        let (involved, independent) = current.parted { decision in
            authors.contains { decision.by.isSamePerson(as: $0) }
        }
        outsiders = strangers
        stale = earlier
        own = involved
        valid = independent
        rebased = independent.filter { likeness($0) == .rebased }
    }
}

extension Array {
    /// Those that meet a condition, and those that do not, each in order.
    func parted(by condition: (Element) -> Bool) -> (meeting: [Element], other: [Element]) {
        (filter(condition), filter { !condition($0) })
    }
}
