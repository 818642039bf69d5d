/// One decision of a person in a role, with its record.
package struct Decision: Hashable, Sendable {
    package let record: RecordName
    package let at: Timestamp
    package let by: Person
    package let statement: SignOffStatement
}

/// Where the sign-off of one release item by one role stands: a pure fold over the decisions.
///
/// The order of decisions is what each had seen, never the clock alone (DESIGN, "Where things are kept"):
/// - a person's later decision replaces their earlier one;
/// - a rejection or revocation replaces every approval that it has seen; an approval that has not seen a standing
///   revocation is void;
/// - a rejection stands until its author decides anew, or until someone of the role, knowing it, approves other content;
/// - an approval and a rejection that have not seen each other contradict: neither counts.
package struct SignOffs: Hashable, Sendable {
    package let role: String
    package let approvals: [Decision]
    package let rejections: [Decision]
    /// Approvals that would count, were they not contradicted by a rejection that has not seen them.
    package let contradicted: [Decision]
    /// The latest standing revocation.
    package let revocation: Decision?

    package init(role: String, in sequence: RecordSequence) {
        self.role = role
        let decisions = sequence.records.compactMap { stored -> Decision? in
            guard case .signOff(let statement) = stored.record.statement, statement.role == role else { return nil }
            return Decision(
                record: stored.name, at: stored.record.at, by: stored.record.by, statement: statement)
        }
        let standing = decisions.filter { earlier in
            !decisions.contains { later in
                sequence.hasSeen(later.record, earlier.record) && Self.replaces(later, earlier)
            }
        }
        let revocations = standing.filter { $0.statement.decision == .revoke }
        let valid = standing.filter { approval in
            approval.statement.decision == .approve
                && revocations.allSatisfy { sequence.hasSeen(approval.record, $0.record) }
        }
        rejections = standing.filter { $0.statement.decision == .reject }
        let standingRejections = rejections
        let isContradicted = { (approval: Decision) in
            standingRejections.contains { !sequence.hasSeen(approval.record, $0.record) }
        }
        contradicted = valid.filter(isContradicted)
        approvals = valid.filter { !isContradicted($0) }
        revocation = revocations.last
    }

    private static func replaces(_ later: Decision, _ earlier: Decision) -> Bool {
        if later.by.isSamePerson(as: earlier.by) { return true }
        switch (earlier.statement.decision, later.statement.decision) {
        case (.approve, .reject), (.approve, .revoke): return true
        case (.reject, .approve): return later.statement.content != earlier.statement.content
        default: return false
        }
    }
}
