package import Git

/// Whose word records are: judged by the policy in force, as they are read or many ahead.
extension LedgerReader {
    /// What another thread needs to read the same ledger with a repository of its own.
    package struct Copy: Sendable {
        fileprivate let view: LedgerView
        fileprivate let judge: Trust?
        fileprivate let known: [ObjectID: Authorship]
        fileprivate let remembersSignatures: Bool
    }

    package var copy: Copy {
        Copy(view: view, judge: judge, known: known, remembersSignatures: remembersSignatures)
    }

    package convenience init(_ copy: Copy, in repository: Repository) {
        self.init(repository, copy.view, copy.remembersSignatures)
        (judge, known) = (copy.judge, copy.known)
    }

    /// The same, with every signature verified again, as a decision needs it.
    package var verifying: LedgerReader { remembersSignatures ? LedgerReader(repository, view, false) : self }

    /// The same, asked about another time than the clock's.
    package func asked(at time: Timestamp) -> LedgerReader {
        var view = view
        view.now = time
        return LedgerReader(repository, view, remembersSignatures)
    }

    /// Judges whose word records are, by the policy in force.
    package func trust() throws -> Trust {
        if let judge { return judge }
        let policy = try policyInForce()
        let made = try trust(under: policy)
        judge = made
        return made
    }

    /// Judges by the keys of any one version of the policy.
    func trust(under policy: Policy) throws -> Trust {
        guard remembersSignatures, policy.people.contains(where: { !$0.keys.isEmpty }) else { return Trust(policy) }
        let text = try policyStatement(version: policy.version).statement.text
        return Trust(policy, memory: SignatureMemory(in: repository, policy: text))
    }

    /// Looks at the signatures of all records about these subjects at once, on all processors; what is found is used when
    /// they are read.
    package func verifyAhead(_ subjects: [Subject]) throws {
        let trust = try trust()
        guard trust.looksAtSignatures else { return }
        let unknown = try subjects.flatMap(signedRecords).filter { known[$0.blob] == nil }
        let groups = stride(from: 0, to: unknown.count, by: Self.groupSize).map { start in
            let group = Array(unknown[start..<min(start + Self.groupSize, unknown.count)])
            // What does not verify is told, with its place, when it is read.
            return Background {
                group.map { ($0.blob, try? trust.authorship(of: $0.record, $0.signature, blob: $0.blob)) }
            }
        }
        for (blob, authorship) in try groups.flatMap({ try $0.value() }) { known[blob] = authorship }
    }

    private static let groupSize = 8

    private func signedRecords(of subject: Subject) throws -> [(record: Record, signature: [UInt8]?, blob: ObjectID)] {
        let folder = try subject.folder()
        return try (entries(at: folder) ?? []).compactMap { entry in
            guard entry.mode == .file, !isPolicyText(entry, in: folder) else { return nil }
            let stored = try unjudged(entry, path: folder, subject: subject)
            return stored.signature.map { (stored.record, $0, entry.id) }
        }
    }

    /// A version of the policy is judged by the one before it; the first, by itself.
    func governingTrust(of record: Record) throws -> Trust {
        guard case .policy(let statement) = record.statement else { return try trust() }
        return try trust(under: unverifiedPolicy(version: max(statement.version - 1, 1)))
    }
}
