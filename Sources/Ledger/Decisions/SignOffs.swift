import Changes
import Git

/// One decision of a person in a role, with its record.
package struct Decision: Hashable, Sendable {
    package let record: RecordName
    package let at: Timestamp
    package let by: Person
    package let statement: SignOffStatement
    /// Whether it may open a gate, as far as its statement does.
    package var mayOpen = true
}

/// Where the sign-off of one release item by one role stands: a pure fold over the decisions.
///
/// The order of decisions is what each had seen, never the clock alone (Design, "Records"):
/// - a person's later decision replaces their earlier one;
/// - a rejection or revocation takes back every approval that it has seen, and voids every one that has not seen it;
/// - a rejection counts until its author decides anew, or until a member of the role, knowing it, approves other content;
///   while the release holds exactly what was rejected, only its author can take it back;
/// - an approval of content that still has a rejected change ends the rejection only if it names it (`answers`), has all that
///   was rejected and a further change, and only as long as the release holds that content. Approvals without a binding are
///   from before answers were recorded, and end what they ended then;
/// - an approval and a standing rejection that have not seen each other contradict: neither counts.
package struct SignOffs: Hashable, Sendable {
    package let role: String
    package let approvals: [Decision]
    /// Rejections that stand, whatever the content.
    package let rejections: [Decision]
    /// Approvals that would count, were they not contradicted by a rejection that has not seen them.
    package let contradicted: [Decision]
    /// The latest revocation that stands, or that voids an approval.
    package let revocation: Decision?
    /// Approvals that decide nothing: the policy wants a signature that they lack.
    package let discounted: [Decision]
    /// Approvals dated after now, which decide nothing yet.
    package let early: [Decision]
    /// Approvals that decide nothing: the policy does not let their authors speak for the role, or did not then.
    package let outsiders: [Decision]
    /// Rejections whose author has not decided anew about the same content.
    private let unanswered: [Decision]
    /// What ended those of them that no longer count whatever the content.
    private let ends: [RecordName: [Decision]]

    /// - Parameter isMember: who may speak for the role: the word of others cannot end a rejection.
    package init(role: String, in sequence: RecordSequence, isMember: (Person) -> Bool = { _ in true }) {
        let decisions = sequence.records.compactMap { Decision($0, role: role) }
        let (outsiders, unsigned) = sequence.discounted.filter { $0.record.statement.effect == .opens }
            .parted(by: \.authorship.lacksRight)
        let (early, unproven) = unsigned.parted { $0.authorship == .discounted(.early) }
        self.early = early.compactMap { Decision($0, role: role) }
        discounted = unproven.compactMap { Decision($0, role: role) }
        self.outsiders = outsiders.compactMap { Decision($0, role: role) }
        let sight = RecordSight(sequence)
        let hasSeen = { (later: Decision, earlier: Decision) in sight.hasSeen(later.record, earlier.record) }
        func replacing(_ earlier: Decision) -> [Decision] {
            decisions.filter { hasSeen($0, earlier) && Self.replaces($0, earlier, isMember: isMember) }
        }
        let standing = decisions.filter { replacing($0).isEmpty }
        let approvals = standing.filter { $0.statement.decision == .approve }
        let rejections = standing.filter { $0.statement.decision == .reject }
        let refusals = decisions.filter { $0.statement.decision != .approve }
        self.role = role
        self.rejections = rejections
        self.approvals = approvals.filter { approval in refusals.allSatisfy { hasSeen(approval, $0) } }
        contradicted = approvals.filter { approval in rejections.contains { !hasSeen(approval, $0) } }
        revocation = refusals.last { refusal in
            refusal.statement.decision == .revoke
                && (standing.contains(refusal) || approvals.contains { !hasSeen($0, refusal) })
        }
        unanswered = decisions.filter { rejection in
            rejection.statement.decision == .reject
                && !decisions.contains { hasSeen($0, rejection) && Self.isAnewAbout($0, rejection) }
        }
        ends = Dictionary(unanswered.map { ($0.record, replacing($0)) }) { first, _ in first }
    }

    /// All that was decided and may still count.
    package var decided: [SignOffStatement] { (approvals + rejections + contradicted + unanswered).map(\.statement) }

    /// Rejections that stand, or whose author has not decided anew about what they rejected.
    package var unansweredRejections: [Decision] { rejections + unanswered.filter { !rejections.contains($0) } }

    /// The rejections that count for a release with this content of the item.
    package func rejections(of content: SignOffContent) -> [Decision] {
        rejections + unanswered.filter { !rejections.contains($0) && isRejected(content, by: $0) }
    }

    private func isRejected(_ content: SignOffContent, by rejection: Decision) -> Bool {
        let rejected = rejection.statement.subject
        if rejected.likeness(to: content) != .other { return true }
        return content.shares(rejected)
            && !(ends[rejection.record] ?? []).contains { end in
                end.by.hasAddress(of: rejection.by) || end.statement.isFromBeforeAnswers
                    || end.statement.subject.likeness(to: content) != .other
            }
    }

    private static func replaces(_ later: Decision, _ earlier: Decision, isMember: (Person) -> Bool) -> Bool {
        if later.by.hasAddress(of: earlier.by) { return !later.isDoubtfulEnd(of: earlier) }
        switch (earlier.statement.decision, later.statement.decision) {
        case (.approve, .reject), (.approve, .revoke): return true
        case (.reject, .approve): return isMember(later.by) && later.statement.ends(earlier)
        default: return false
        }
    }

    private static func isAnewAbout(_ later: Decision, _ rejection: Decision) -> Bool {
        guard later.by.hasAddress(of: rejection.by), !later.isDoubtfulEnd(of: rejection) else { return false }
        return later.statement.decision == .revoke || later.isAboutContent(of: rejection)
    }
}

extension SignOffStatement {
    fileprivate var isFromBeforeAnswers: Bool { binding == nil }

    /// Whether an approval by another member of the role, who knows a rejection, is an answer to it.
    fileprivate func ends(_ rejection: Ledger.Decision) -> Bool {
        let rejected = rejection.statement.subject
        if isFromBeforeAnswers || !subject.shares(rejected) { return subject.likeness(to: rejected) == .other }
        return isAnswer(to: rejection)
    }

    /// Whether an approval names a rejection and has all that was rejected, and a further change.
    package func isAnswer(to rejection: Ledger.Decision) -> Bool {
        answers?.contains(rejection.record) == true && subject.extends(rejection.statement.subject)
    }
}

extension Decision {
    /// Whether both are about the same changes: a rebase alone gets nobody out of a rejection.
    fileprivate func isAboutContent(of other: Decision) -> Bool {
        statement.subject.likeness(to: other.statement.subject) != .other
    }

    /// Whether a revocation, which may not open a gate, would end a rejection.
    fileprivate func isDoubtfulEnd(of earlier: Decision) -> Bool {
        earlier.statement.decision == .reject && statement.decision == .revoke && !mayOpen
    }

    fileprivate init?(_ stored: StoredRecord, role: String) {
        guard case .signOff(let statement) = stored.record.statement, statement.role == role else { return nil }
        self.init(
            record: stored.name, at: stored.record.at, by: stored.author, statement: statement, mayOpen: stored.opens)
    }
}
