import Git

/// Judges whose word records are, by the people, keys and demands of one policy.
package struct Trust: Sendable {
    package let policy: Policy
    /// Nil where the policy names no key: then there is nothing to compare with.
    private let verifier: SignatureVerifier?
    private let memory: SignatureMemory?

    /// - Parameter memory: what was found before, for commands on which nothing depends.
    init(_ policy: Policy, memory: SignatureMemory? = nil) {
        self.policy = policy
        self.memory = memory
        verifier = policy.people.contains { !$0.keys.isEmpty } ? SignatureVerifier(people: policy.people) : nil
    }

    /// Whether signatures are looked at, which costs a process for each.
    var looksAtSignatures: Bool { verifier != nil }

    /// - Parameter blob: the whole record, by its name.
    /// - Throws: `RecordSignatureProblem` where the signature of somebody whom the policy knows does not fit.
    func authorship(of record: Record, _ signature: [UInt8]?, blob: ObjectID) throws -> Authorship {
        let isRequired = policy.requiredSignatures.cover(record.statement.kind)
        guard let signature else { return isRequired ? .discounted(.unsigned) : .claimed }
        guard let verifier else { return isRequired ? .discounted(.unknownKey) : .claimed }
        if let person = memory?.person(behind: blob) { return .signed(by: person) }
        let question = SignatureVerifier.Question(
            line: record.line(), kind: record.statement.kind, signature: try RecordSignature(signature))
        guard let owner = try verifier.signer(of: question) else {
            return isRequired ? .discounted(.unknownKey) : .claimed
        }
        guard owner.key.isValid(at: record.at) else { return .discounted(.outOfTime(person: owner.person.id)) }
        memory?.keep(owner.person.id, behind: blob)
        return .signed(by: owner.person.id)
    }

    /// The person whose word it is, as the policy knows them.
    func author(of record: Record, _ authorship: Authorship) -> Person {
        guard case .signed(let id) = authorship, let known = policy.people.first(where: { $0.id == id }) else {
            return policy.known(record.by)
        }
        return known.person
    }
}
