import Git

/// Whose key signed a record, whatever a policy says of that key.
package enum Signer: Hashable, Sendable {
    /// There is no signature.
    case nobody
    /// A key that no version of the policy names. Whether the signature is good was not asked.
    case stranger
    /// This key; the signature is good.
    case key(PublicKey)
}

extension Policy {
    /// Whose word a record is by the keys and demands of this version.
    func authorship(of record: Record, signedBy signer: Signer) -> Authorship {
        let isRequired = requiredSignatures.cover(record.statement.kind)
        guard case .key(let key) = signer else {
            return isRequired ? .discounted(signer == .nobody ? .unsigned : .unknownKey) : .claimed
        }
        guard let owner = owner(of: key) else { return isRequired ? .discounted(.unknownKey) : .claimed }
        guard owner.key.isValid(at: record.at) else { return .discounted(.outOfTime(person: owner.person.id)) }
        return .signed(by: owner.person.id)
    }

    /// The owner of a key that counts only from a later time on: the clock of whoever signed was wrong, perhaps, and that
    /// takes no refusal away.
    fileprivate func ownerOfLaterKey(_ signer: Signer, at time: Timestamp) -> String? {
        guard case .key(let key) = signer, let owner = owner(of: key), let from = owner.key.from, time < from else {
            return nil
        }
        return owner.person.id
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
struct Judgement: Hashable, Sendable {
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
    ) rethrows -> Judgement {
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
        return Judgement(authorship: allowing.authorship, author: allowing.author, weight: weight)
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
        let early = policy.ownerOfLaterKey(signer, at: record.at)
        let authorship = early.map { .signed(by: $0) } ?? policy.authorship(of: record, signedBy: signer)
        let author = policy.author(of: record, authorship)
        let proof: Speaker.Proof = if case .signed = authorship { .key } else { .claimed }
        let isAllowed =
            authorship.counts && policy.may(Speaker(author, proof), say: record.statement, about: records)
        return Word(
            authorship: authorship, author: author,
            allowed: !isAllowed ? [] : early == nil ? .both : .shuts,
            doubt: early.map { .discounted(.outOfTime(person: $0)) })
    }

    /// - Parameter policy: the first version under which the record can have entered.
    private func discounted(_ now: Word, enteredUnder policy: Int = 0) -> Judgement {
        let reason: Authorship =
            now.isAllowed
            ? now.doubt ?? .discounted(.noRightThen(policy: policy))
            : now.authorship.counts ? now.doubt ?? .discounted(.noRight) : now.authorship
        return Judgement(authorship: reason, author: now.author, weight: [])
    }
}
