import Git

/// Whose key signed a record, whatever a policy says of that key.
package enum Signer: Hashable, Sendable {
    /// There is no signature.
    case nobody
    /// A key that no version of the policy names. Whether the signature is good was not asked.
    case stranger
    /// This key; the signature is good.
    case key(PublicKey)
    /// This OpenPGP key; the signature is good, but perhaps it was made after the key's end.
    case keyInDoubt(PublicKey, KeyDoubt)

    var key: PublicKey? {
        switch self {
        case .key(let key), .keyInDoubt(let key, _): key
        case .nobody, .stranger: nil
        }
    }
}

/// Why nobody can tell whether a good signature was made in time.
package enum KeyDoubt: Hashable, Sendable {
    /// The key or the signature has expired since, or before.
    case expired
    /// The policy has the key with a revocation.
    case revoked
}

extension Policy {
    /// Whose word a record is by the keys and demands of this version.
    func authorship(of record: Record, signedBy signer: Signer) -> Authorship {
        let isRequired = requiredSignatures.cover(record.statement.kind)
        guard let key = signer.key else {
            return isRequired ? .discounted(signer == .nobody ? .unsigned : .unknownKey) : .claimed
        }
        guard let owner = owner(of: key) else { return isRequired ? .discounted(.unknownKey) : .claimed }
        guard owner.key.isValid(at: record.at) else { return .discounted(.outOfTime(person: owner.person.id)) }
        guard case .key = signer else {
            return isRequired ? .discounted(.endedKey(person: owner.person.id)) : .claimed
        }
        return .signed(by: owner.person.id)
    }

    /// The owner of a key that perhaps did not count when it signed, and the reason. That takes no refusal away: a key with
    /// `from=` can have been used by a clock that runs late, and an OpenPGP key before it expired or was revoked.
    fileprivate func ownerInDoubt(
        _ signer: Signer, of record: Record
    ) -> (id: String, reason: Authorship.Discount)? {
        guard let key = signer.key, let (person, known) = owner(of: key) else { return nil }
        if let from = known.from, record.at < from { return (person.id, .outOfTime(person: person.id)) }
        guard case .keyInDoubt = signer, known.isValid(at: record.at), requiredSignatures.cover(record.statement.kind)
        else { return nil }
        return (person.id, .endedKey(person: person.id))
    }

    /// The person whose word it is, as this version knows them.
    func author(of record: Record, _ authorship: Authorship) -> Person {
        guard case .signed(let id) = authorship, let known = people.first(where: { $0.id == id }) else {
            return known(record.by)
        }
        return known.person
    }
}

/// What became of a record: whose word it is, and for what it counts.
struct RecordJudgement: Hashable, Sendable {
    let authorship: Authorship
    let author: Person
    let weight: StatementEffect
}

/// Judges records by all versions of a policy that hold, the one in force last.
///
/// What opens a gate has to be allowed by the version in force, and by one under which the record entered the ledger. For what
/// shuts it, one that is possible is enough: who loses a key or a role does not lose the rejections of before.
struct RecordRights: Sendable {
    let versions: [Policy]

    private struct Word {
        let authorship: Authorship
        let author: Person
        /// The halves of a statement that its author may say.
        let allowed: StatementEffect
        /// Why its author may not say the other half.
        let doubt: Authorship?
        var isAllowed: Bool { !allowed.isEmpty }
    }

    /// - Parameters:
    ///   - records: what is recorded of the same subject.
    ///   - entered: the versions under which the record can have entered the ledger; 0 for a ledger without policy. Asked only
    ///     where it matters.
    ///   - introduced: the versions that the commits hold which brought it. Asked only where these differ.
    func judgement(
        of record: Record, signedBy signer: Signer, after records: RecordSequence = .none,
        entered: () throws -> ClosedRange<Int>, introduced: () throws -> Set<Int>
    ) rethrows -> RecordJudgement {
        let words = versions.map { word(of: record, signer, under: $0, records) }
        let now = words[words.count - 1]
        let effect = record.statement.effect
        let isUndisputed = words.allSatisfy { $0.allowed == now.allowed }
        let range = try isUndisputed ? versions.count...versions.count : entered()
        let then = range.compactMap { words.indices.contains($0 - 1) ? words[$0 - 1] : nil }
        let isAllowedThen =
            try range.lowerBound > 0 && then.allSatisfy { $0.allowed == .both }
            || then.contains { $0.allowed == .both }
                && introduced().contains { words.indices.contains($0 - 1) && words[$0 - 1].allowed == .both }
        guard let allowing = now.isAllowed ? now : then.last(where: \.isAllowed) else {
            return discounted(now)
        }
        let weight = now.allowed == .both && isAllowedThen ? effect : effect.intersection(.shuts)
        guard !weight.isEmpty || effect.isEmpty else {
            return discounted(now, enteredUnder: range.lowerBound)
        }
        return RecordJudgement(authorship: allowing.authorship, author: allowing.author, weight: weight)
    }

    /// Whether a version of the policy knows the key as one of the person by whom the record says to be.
    func isSigned(_ record: Record, byItsAuthorWith key: PublicKey) -> Bool {
        versions.contains { $0.owner(of: key)?.person.hasAddress(record.by.email) == true }
    }

    /// The person whose key it is, as the latest version that knows it has it.
    func owner(of key: PublicKey) -> String? {
        versions.reversed().lazy.compactMap { $0.owner(of: key)?.person.id }.first
    }

    private func word(
        of record: Record, _ signer: Signer, under policy: Policy, _ records: RecordSequence
    ) -> Word {
        let doubt = policy.ownerInDoubt(signer, of: record)
        let authorship = doubt.map { .signed(by: $0.id) } ?? policy.authorship(of: record, signedBy: signer)
        let author = policy.author(of: record, authorship)
        let proof: Speaker.Proof = if case .signed = authorship { .key } else { .claimed }
        let isAllowed =
            authorship.counts && policy.may(Speaker(author, proof), say: record.statement, about: records)
        return Word(
            authorship: authorship, author: author,
            allowed: !isAllowed ? [] : doubt == nil ? .both : .shuts,
            doubt: doubt.map { .discounted($0.reason) })
    }

    /// - Parameter policy: the first version under which the record can have entered.
    private func discounted(_ now: Word, enteredUnder policy: Int = 0) -> RecordJudgement {
        let reason: Authorship =
            now.isAllowed
            ? now.doubt ?? .discounted(.noRightThen(policy: policy))
            : now.authorship.counts ? now.doubt ?? .discounted(.noRight) : now.authorship
        return RecordJudgement(authorship: reason, author: now.author, weight: [])
    }
}
