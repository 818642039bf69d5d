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
    /// Approvals of other content than the release has now, and those that `edited` has.
    package let stale: [Decision]
    /// Approvals of this content that were given before something changed that the gate reads of the item.
    package let edited: [Decision]
    /// Approvals of this content from before sign-offs named what they rest on, where the policy asks for that now.
    package let unrenewed: [Decision]
    /// Approvals by people whom the policy does not name for the role.
    package let outsiders: [Decision]
    /// Rejections that count for the content that the release has now.
    package let rejections: [Decision]
    package let signOffs: SignOffs
    /// What the release has of the item now.
    private let content: SignOffContent
    /// How many people have to approve.
    package let needed: Int

    /// Whether enough different people approved exactly this content, none of whom wrote any of it: a person counts once,
    /// whatever the number of their keys and approvals (T2).
    package var isApproved: Bool { approvers.count >= needed }

    /// Whether it lacks nothing but that those who approved say so again.
    package var waitsForRenewal: Bool {
        let people = Set(unrenewed.map { $0.by.email.lowercased() }).union(approvers)
        return !isApproved && !unrenewed.isEmpty && people.count >= needed
    }

    /// The same as soon as this person approves, too, who wrote none of it.
    package func isApproved(with person: Person, answering answers: [RecordName]) -> Bool {
        approvers.union([person.email.lowercased()]).count >= needed
            && rejections.allSatisfy { person.hasAddress(of: $0.by) || answers.contains($0.record) || isOver($0) }
            && signOffs.contradicted.isEmpty
    }

    /// Whether any approval of what the release has now ends a rejection, as nothing is left of what was rejected.
    private func isOver(_ rejection: Decision) -> Bool { !content.shares(rejection.statement.subject) }

    private var approvers: Set<String> { Set(valid.map { $0.by.email.lowercased() }) }

    /// - Parameters:
    ///   - content: what the release has of the item now.
    ///   - authors: who wrote that.
    ///   - binding: what approvals have to be bound to; nil where nothing is asked.
    init(
        _ item: ItemID, _ signOffs: SignOffs, content: SignOffContent, authors: Set<Person>, policy: Policy,
        binding: DecisionBinding?
    ) {
        self.item = item
        role = signOffs.role
        self.signOffs = signOffs
        self.content = content
        needed = policy.thresholds[signOffs.role] ?? 1
        rejections = signOffs.rejections(of: content)
        let (members, strangers) = signOffs.approvals.parted { policy.mayAct($0.by, as: signOffs.role) }
        let likeness = { (decision: Decision) -> SignOffContent.Likeness in
            decision.statement.subject.likeness(to: content)
        }
        let (same, earlier) = members.parted { decision in
            switch likeness(decision) {
            case .same: true
            case .rebased: policy.rebasedSignOffs == .keep
            case .other: false
            }
        }
        let state = { (decision: Decision) in binding?.state(of: decision) ?? .current }
        let current = same.filter { state($0) == .current }
        edited = same.filter { state($0) == .edited }
        unrenewed = same.filter { state($0) == .unrenewed }
        let (involved, independent) = current.parted { decision in
            authors.contains { decision.by.isSamePerson(as: $0) }
        }
        outsiders = strangers + signOffs.outsiders
        stale = earlier + edited
        own = involved
        valid = independent
        rebased = independent.filter { likeness($0) == .rebased }
    }
}
