import Git

/// All versions of the policy, each judged by the one before it: the chain that `LedgerReader.policy` wants whole, taken link
/// by link, so that all that is wrong with it can be told.
package struct PolicyVersions: Sendable {
    package struct Link: Sendable {
        package let version: Int
        /// Nil where it cannot be used.
        package let policy: Policy?
        /// The record that brought it in; nil where it cannot be told.
        package let record: StoredRecord?
        /// What is wrong with it.
        package let problem: LedgerProblem?
    }

    /// Those that are there, lowest first.
    package let links: [Link]
    /// Judges by the versions that hold, each with all before it, lowest first.
    let trusts: [Trust]

    /// The policies that hold; the last of them is in force.
    package var holding: [Policy] { trusts.map(\.policy) }

    package var inForce: Policy? { trusts.last?.policy }

    /// Judges by the version that was in force where this one was the highest.
    func trust(at version: Int) -> Trust? {
        guard !trusts.isEmpty else { return nil }
        return trusts[min(max(version, 1), trusts.count) - 1]
    }

    /// The version that was the latest at a time, as far as records tell; the first one before it.
    package func version(at time: Timestamp) -> Int {
        let before = links.filter { link in
            link.version <= trusts.count && link.record.map { $0.record.at <= time } ?? false
        }
        return before.last?.version ?? 1
    }

    /// The policy that was in force where this version was the highest.
    package func policy(at version: Int) -> Policy? { trust(at: version)?.policy }
}

extension LedgerReader {
    package func policyVersions() throws -> PolicyVersions {
        let names = try entries(at: ["trust"])?.map { String(decoding: $0.name, as: UTF8.self) } ?? []
        var (links, trusts): ([PolicyVersions.Link], [Trust]) = ([], [])
        for version in names.compactMap({ Policy.version(named: $0) }).sorted() {
            let link = try link(version, after: trusts.count + 1 >= version ? trusts.last : nil)
            // What follows a gap, or a version that does not hold, is in force for nobody.
            if link.problem == nil, version == trusts.count + 1, let policy = link.policy {
                trusts.append(Trust(policy))
            }
            links.append(link)
        }
        return PolicyVersions(links: links, trusts: trusts)
    }

    /// - Parameter governing: judges by the version before; nil for the first one, and behind a gap.
    private func link(_ version: Int, after governing: Trust?) throws -> PolicyVersions.Link {
        var (policy, record): (Policy?, StoredRecord?)
        do {
            let text = try unverifiedPolicy(version: version)
            policy = text
            let stored = try unjudgedRecords(of: .policy(version))[0]
            record = stored
            guard let trust = governing ?? (version == 1 ? Trust(text) : nil) else {
                let before = "trust/\(version - 1)/policy"
                throw LedgerProblem.notVerified(path: before, .missing)
            }
            record = try judged(stored, by: trust, version: version)
            return .init(version: version, policy: policy, record: record, problem: nil)
        } catch let problem as LedgerProblem {
            return .init(version: version, policy: policy, record: record, problem: problem)
        }
    }

    private func judged(_ stored: StoredRecord, by trust: Trust, version: Int) throws -> StoredRecord {
        let path = "trust/\(version)/\(stored.name)"
        do {
            let blob = try Repository.id(of: stored.bytes, .blob)
            let authorship = try trust.authorship(of: stored.record, stored.signature, blob: blob)
            let author = trust.author(of: stored.record, authorship)
            let isRequired = trust.policy.requiredSignatures != .none
            if isRequired {
                guard case .signed = authorship, trust.policy.isMember(author, of: Policy.administrators) else {
                    throw LedgerProblem.notVerified(path: path, .notByAdministrator)
                }
            }
            return stored.judged(authorship, author)
        } catch let problem as RecordSignatureProblem {
            throw LedgerProblem.notVerified(path: path, .signature(problem))
        }
    }
}

extension StoredRecord {
    /// The same with whose word it was found to be. One that is dated after now and can do nothing but open counts for nothing.
    func judged(_ authorship: Authorship, _ author: Person, isEarly: Bool = false) -> StoredRecord {
        let isOpener = record.statement.effect == .opens
        return StoredRecord(
            name: name, record: record, signature: signature,
            authorship: isEarly && isOpener && authorship.counts ? .discounted(.early) : authorship, author: author,
            isEarly: isEarly)
    }
}
