import Changes
package import Git

/// The versions of the policy that hold: each was written by an administrator of the one before it, without gaps. What else
/// is kept below `trust` is in force for nobody, whatever its number.
package struct PolicyVersions: Sendable {
    package struct Link: Sendable {
        package let version: Int
        /// Nil where its text cannot be used.
        package let policy: Policy?
        package let record: StoredRecord
        /// The whole record, by its name.
        package let blob: ObjectID
        /// All files that hold the record, by their names: its signature can be stored in several forms.
        let copies: [RecordName: ObjectID]
        /// Why its text cannot be used.
        package let problem: LedgerProblem?

        init(
            _ version: Int, _ policy: Policy?, _ record: StoredRecord, _ blob: ObjectID, _ problem: LedgerProblem?,
            copies: [RecordName: ObjectID] = [:]
        ) {
            (self.version, self.policy, self.record, self.blob) = (version, policy, record, blob)
            (self.problem, self.copies) = (problem, copies)
        }

        func with(copies: [RecordName: ObjectID]) -> Link {
            Link(version, policy, record, blob, problem, copies: copies)
        }

        package var statement: PolicyStatement? {
            if case .policy(let statement) = record.record.statement { statement } else { nil }
        }
    }

    /// Lowest first. Behind one that cannot be used there is none.
    package let links: [Link]

    /// The policies that can be used; the last one of them is in force, where the last link has no problem.
    package var holding: [Policy] { links.compactMap(\.policy) }

    package var inForce: Policy? { holding.last }

    /// Whether the policy in force asks for signatures.
    package var isSigned: Bool { inForce.map { $0.requiredSignatures != .none } ?? false }

    /// The version that was the latest at a time, as far as records show; the first one before it.
    package func version(at time: Timestamp) -> Int { links.last { $0.record.record.at <= time }?.version ?? 1 }

    /// The policy that was in force where this version was the highest.
    package func policy(at version: Int) -> Policy? {
        let holding = holding
        return holding.isEmpty ? nil : holding[min(max(version, 1), holding.count) - 1]
    }

    package subscript(version: Int) -> Link? { links.indices.contains(version - 1) ? links[version - 1] : nil }
}

extension LedgerReader {
    /// - Throws: `LedgerProblem.noPolicy`; `.notTrusted` where the first one is not the one that is trusted here;
    ///   `.notVerified` with `.several` where administrators wrote two of one number: then none is in force.
    package func policyVersions() throws -> PolicyVersions {
        if let versions { return versions }
        var links: [PolicyVersions.Link] = []
        while let link = try nextLink(after: links.last) {
            links.append(link)
            if link.problem != nil { break }
        }
        let made = PolicyVersions(links: Self.withFormats(links))
        try refuseUnpinned(made)
        versions = made
        return made
    }

    private func refuseUnpinned(_ versions: PolicyVersions) throws {
        guard !ignoresPin, let first = versions.links.first?.blob else { return }
        let pin = try pin()
        guard !pin.permits(first, isSigned: versions.isSigned) else { return }
        throw LedgerProblem.notTrusted(first: first, expected: pin.fingerprint)
    }

    private func nextLink(after last: PolicyVersions.Link?) throws -> PolicyVersions.Link? {
        guard let last else { return try firstLink() }
        guard let governing = last.policy else { return nil }
        let candidates = Self.byIdentity(try candidates(version: last.version + 1) { _ in governing })
        guard candidates.count < 2 else {
            throw LedgerProblem.notVerified(path: "trust/\(last.version + 1)", .several)
        }
        return candidates.first
    }

    /// The first policy judges itself, so that anybody can add another one: the one that is trusted here counts, or else the
    /// one with which the ledger began.
    private func firstLink() throws -> PolicyVersions.Link {
        let candidates = try candidates(version: 1) { $0 }
        guard let first = candidates.first else {
            throw try lossOfPolicy().map(LedgerProblem.lost) ?? LedgerProblem.noPolicy
        }
        var trusted = candidates
        if !ignoresPin, let pinned = try pin().fingerprint {
            trusted = candidates.filter { $0.blob.description == pinned }
            guard !trusted.isEmpty else { throw LedgerProblem.notTrusted(first: first.blob, expected: pinned) }
        } else if candidates.count > 1 {
            let roots = try rootTrees()
            let folder = try Subject.policy(1).folder()
            trusted = try candidates.filter { link in
                try roots.allSatisfy { root in
                    try repository.entry(at: folder + [link.record.file.description], in: root)?.id == link.blob
                }
            }
        }
        guard trusted.count == 1, let only = trusted.first else {
            throw LedgerProblem.notVerified(path: "trust/1", .several)
        }
        return Self.byIdentity([only] + candidates.filter { $0.record.name == only.record.name })[0]
    }

    /// Each record once, with all files that hold it.
    private static func byIdentity(_ links: [PolicyVersions.Link]) -> [PolicyVersions.Link] {
        links.unique(by: \.record.name).map { link in
            let files = links.filter { $0.record.name == link.record.name }.map { ($0.record.file, $0.blob) }
            return link.with(copies: Dictionary(files) { first, _ in first })
        }
    }

    /// The folders of the commits with which the ledger began.
    private func rootTrees() throws -> [ObjectID] {
        var (waiting, seen, roots): ([ObjectID], Set<ObjectID>, [ObjectID]) = (tips, Set(tips), [])
        while let id = waiting.popLast() {
            let commit = try repository.commit(id)
            if commit.parents.isEmpty { roots.append(commit.tree) }
            for parent in commit.parents where seen.insert(parent).inserted { waiting.append(parent) }
        }
        return roots
    }

    /// The records that introduce a version, as far as somebody signed them who may.
    private func candidates(
        version: Int, _ governing: (Policy?) -> Policy?
    ) throws -> [PolicyVersions.Link] {
        let subject = Subject.policy(version)
        let folder = try subject.folder()
        return try (entries(at: folder) ?? []).compactMap { entry -> PolicyVersions.Link? in
            guard entry.mode != .tree, !isPolicyText(entry, in: folder),
                let stored = try readable(entry, path: folder, subject: subject),
                case .policy(let statement) = stored.record.statement
            else { return nil }
            return try link(version, stored, statement, blob: entry.id, governing)
        }
    }

    /// Nil for a file that is no record.
    private func readable(_ entry: TreeEntry, path: [String], subject: Subject) throws -> StoredRecord? {
        do {
            return try unjudged(entry, path: path, subject: subject)
        } catch LedgerProblem.notVerified {
            return nil
        }
    }

    /// Nil where nobody signed it who may.
    private func link(
        _ version: Int, _ stored: StoredRecord, _ statement: PolicyStatement, blob: ObjectID,
        _ governing: (Policy?) -> Policy?
    ) throws -> PolicyVersions.Link? {
        let (policy, problem) = try policy(statement, version: version)
        // A first policy that cannot be read cannot say who may write it.
        guard let judge = governing(policy) else { return .init(version, nil, stored, blob, problem) }
        // Without a text and without a signature it is nobody's.
        if case .notVerified? = problem, judge.requiredSignatures == .none { return nil }
        guard let judgement = try judgement(of: stored, blob: blob, under: judge) else { return nil }
        return .init(version, policy, stored.judged(judgement), blob, problem)
    }

    /// Nil where it does not count, and where what follows its line is no signature.
    ///
    /// A key that has expired since can have signed in time: then its version holds on, or the one before would be in force
    /// again. The version before says itself which keys were revoked by then; these sign nothing after it.
    private func judgement(of stored: StoredRecord, blob: ObjectID, under judge: Policy) throws -> RecordJudgement? {
        let trust = try trust(under: judge)
        do {
            let signer = try trust.signer(of: stored.record, stored.signature, blob: blob)
            if case .keyInDoubt(_, .revoked) = signer { return nil }
            let judgement = trust.rights.judgement(
                of: stored.record, signedBy: signer, entered: { 1...1 }, introduced: { [1] })
            return judgement.weight.isEmpty ? nil : judgement
        } catch is RecordSignatureProblem {
            return nil
        }
    }

    /// The policy that a record introduces, found by the blob that it names, wherever that is kept; or why it cannot be used.
    ///
    /// - Throws: `RepositoryProblem` where the text cannot be read.
    private func policy(_ statement: PolicyStatement, version: Int) throws -> (Policy?, LedgerProblem?) {
        do {
            return (try Policy(text: text(of: statement), version: version), nil)
        } catch let problem as PolicyProblem {
            return (nil, .badPolicy(version: version, problem))
        } catch let problem as LedgerProblem {
            return (nil, problem)
        }
    }

    func text(of statement: PolicyStatement) throws -> [UInt8] {
        let folder = try Subject.policy(statement.version).folder()
        guard let header = try repository.header(of: statement.text), header.kind == .blob else {
            // What the ledger names and this clone lacks is another matter than what was never there.
            let isNamed = try repository.entry(at: folder + ["policy"], in: root)?.id == statement.text
            if isNamed { _ = try repository.blob(statement.text) }
            throw LedgerProblem.notVerified(path: (folder + ["policy"]).joined(separator: "/"), .missing)
        }
        guard header.size <= Policy.sizeLimit else {
            throw LedgerProblem.badPolicy(version: statement.version, .tooLong(limit: Policy.sizeLimit))
        }
        return try repository.blob(statement.text)
    }

    /// What a later version says less of does not make records invalid that a ledger was allowed to hold.
    private static func withFormats(_ links: [PolicyVersions.Link]) -> [PolicyVersions.Link] {
        var needs = 1
        return links.map { link in
            guard var policy = link.policy else { return link }
            needs = max(needs, policy.needs)
            policy.needs = needs
            return .init(link.version, policy, link.record, link.blob, link.problem, copies: link.copies)
        }
    }

    /// What this clone or pipeline trusts: `SLUICE_TRUST`, or else `git config sluice.trust`.
    package func pin() throws -> TrustPin { try TrustPin(in: repository) }

    /// The fingerprint of the ledger that is trusted here; nil where nothing names one.
    package func pinnedPolicy() throws -> String? { try pin().fingerprint }

    package static func pinnedPolicy(in repository: Repository) throws -> String? {
        try TrustPin(in: repository).fingerprint
    }

    /// The record of the first policy, by its blob: what it says, who signed it, and the text of the policy hang on it.
    package func firstPolicy() throws -> ObjectID {
        guard let first = try policyVersions().links.first else { throw LedgerProblem.noPolicy }
        return first.blob
    }
}
