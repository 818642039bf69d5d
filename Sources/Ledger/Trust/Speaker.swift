/// Who says something, and how that is known.
package struct Speaker: Hashable, Sendable {
    package enum Proof: Hashable, Sendable {
        /// By what Git was set to: a claim.
        case claimed
        /// By a key of the policy.
        case key
    }

    package let person: Person
    package let proof: Proof

    package init(_ person: Person, _ proof: Proof) {
        self.person = person
        self.proof = proof
    }
}

extension Policy {
    /// Whether somebody's word counts: who may say what is decided here, for commands, the gate, servers, audits and reports
    /// alike.
    ///
    /// - Parameter records: what is recorded of the statement's subject, as far as the right depends on it.
    package func may(
        _ speaker: Speaker, say statement: Statement, about records: RecordSequence = .none
    ) -> Bool {
        if requiredSignatures.cover(statement.kind), speaker.proof != .key { return false }
        return has(speaker.person, statement.body.right(in: self, after: records))
    }

    /// Whether a person has a right, as far as roles tell.
    func has(_ person: Person, _ right: SpeakingRight) -> Bool {
        switch right {
        case .anyone: true
        case .roles(let roles): roles.contains { mayAct(person, as: $0) }
        case .members(let roles): roles.contains { isMember(person, of: $0) }
        case .all(let rights): rights.allSatisfy { has(person, $0) }
        case .author(let author, let roles):
            author.hasAddress(of: person) || roles.contains { mayAct(person, as: $0) }
        }
    }
}
