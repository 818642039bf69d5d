package import Git
import System

/// Whose word records are: judged by the versions of the policy, as they are read or many ahead.
extension LedgerReader {
    /// What another thread needs to read the same ledger with a repository of its own.
    package struct Copy: Sendable {
        fileprivate let view: LedgerView
        fileprivate let versions: PolicyVersions?
        fileprivate let judge: Trust?
        fileprivate let frontiers: PolicyFrontiers?
        fileprivate let known: [ObjectID: Signer]
        fileprivate let remembersSignatures: Bool
    }

    package var copy: Copy {
        Copy(
            view: view, versions: versions, judge: judge, frontiers: frontiers, known: known,
            remembersSignatures: remembersSignatures)
    }

    package convenience init(_ copy: Copy, in repository: Repository) {
        self.init(repository, copy.view, copy.remembersSignatures)
        (versions, judge, frontiers, known) = (copy.versions, copy.judge, copy.frontiers, copy.known)
    }

    /// The same, with every signature verified again, as a decision needs it.
    package var verifying: LedgerReader { remembersSignatures ? LedgerReader(repository, view, false) : self }

    /// The same, whatever first policy is trusted here: for what only reports.
    package var ignoringPin: LedgerReader {
        let reader = LedgerReader(repository, view, remembersSignatures)
        reader.ignoresPin = true
        return reader
    }

    /// The keys that any text of a policy in the ledger names, whether that version holds or not: nothing is verified.
    package func namedKeys() throws -> [SigningKey] {
        let versions = try (entries(at: ["trust"]) ?? []).filter { $0.mode == .tree }
        let texts = try versions.compactMap { version in
            try repository.tree(version.id).first { $0.name == Array("policy".utf8) && $0.mode != .tree }?.id
        }
        return texts.flatMap { text in
            (try? Policy(text: repository.blob(text), version: 0))?.people.flatMap(\.keys) ?? []
        }
    }

    /// The same, asked about another time than the clock's.
    package func asked(at time: Timestamp) -> LedgerReader {
        var view = view
        view.now = time
        return LedgerReader(repository, view, remembersSignatures)
    }

    /// Judges whose word records are.
    ///
    /// - Throws: as `policyVersions`; `LedgerProblem.badPolicy` where the latest version cannot be used.
    package func trust() throws -> Trust {
        if let judge { return judge }
        let versions = try policyVersions()
        if let problem = versions.links.last?.problem { throw problem }
        let made = trust(under: versions.holding)
        judge = made
        return made
    }

    /// Judges by the keys of any one version of the policy.
    func trust(under policy: Policy) throws -> Trust { trust(under: [policy]) }

    private func trust(under policies: [Policy]) -> Trust {
        guard remembersSignatures else { return Trust(policies) }
        return Trust(policies) { SignatureMemory(in: self.repository, keys: $0) }
    }

    /// Looks at the signatures of all records about these subjects at once, on all processors; what is found is used when
    /// they are read.
    package func verifyAhead(_ subjects: [Subject]) throws {
        let trust = try trust()
        // Threads read what follows, and each would walk through the ledger's commits by itself.
        if trust.rights.versions.count > 1 { _ = try policyFrontiers() }
        guard trust.looksAtSignatures else { return }
        let unknown = try subjects.flatMap(signedRecords).filter { known[$0.blob] == nil }
        let groups = stride(from: 0, to: unknown.count, by: Self.groupSize).map { start in
            let group = Array(unknown[start..<min(start + Self.groupSize, unknown.count)])
            // What does not verify is reported, with its place, when it is read.
            return Background {
                group.map { ($0.blob, try? trust.signer(of: $0.record, $0.signature, blob: $0.blob)) }
            }
        }
        for (blob, signer) in try groups.flatMap({ try $0.value() }) { known[blob] = signer }
    }

    private static let groupSize = 8

    private func signedRecords(of subject: Subject) throws -> [(record: Record, signature: [UInt8]?, blob: ObjectID)] {
        let folder = try subject.folder()
        return try (entries(at: folder) ?? []).compactMap { entry in
            guard entry.mode == .file, !isPolicyText(entry, in: folder) else { return nil }
            do {
                let stored = try unjudged(entry, path: folder, subject: subject)
                return stored.signature.map { (stored.record, $0, entry.id) }
            } catch is LedgerProblem {
                // Reported when it is read.
                return nil
            }
        }
    }

    func policyFrontiers() throws -> PolicyFrontiers {
        if let frontiers { return frontiers }
        let made = try PolicyFrontiers(policyVersions(), of: tips, in: repository)
        frontiers = made
        return made
    }

    /// A record as it is written, with whose key signed it.
    ///
    /// - Throws: `LedgerProblem.notVerified` where what follows its line is no signature of it.
    func signed(_ entry: TreeEntry, path: [String], subject: Subject?) throws -> SignedRecord {
        let stored = try unjudged(entry, path: path, subject: subject)
        // Each version of the policy is judged by the one before it alone.
        guard stored.record.statement.kind != .policy else { return SignedRecord(stored, entry.id, .stranger) }
        do {
            return SignedRecord(stored, entry.id, try signer(of: stored, blob: entry.id))
        } catch let problem as RecordSignatureProblem {
            let file = (path + [stored.file.description]).joined(separator: "/")
            throw LedgerProblem.notVerified(path: file, .signature(problem))
        }
    }

    private func signer(of stored: StoredRecord, blob: ObjectID) throws -> Signer {
        let signer = try known[blob] ?? trust().signer(of: stored.record, stored.signature, blob: blob)
        // Looking at a signature takes a process.
        if stored.signature != nil { known[blob] = signer }
        return signer
    }

    /// The end of the key that signed a record which can open something; nil where it did not end before a time.
    ///
    /// Whoever has a key can give a record any date, so that a gate cannot find this. A server knows when the record came.
    ///
    /// - Throws: `RecordSignatureProblem` where what follows the record's line is no signature of it.
    package func endOfKey(behind stored: StoredRecord, blob: ObjectID, before time: Timestamp) throws -> KeyEnd? {
        let statement = stored.record.statement
        guard statement.effect.contains(.opens) else { return nil }
        let signer = try signer(of: stored, blob: blob)
        guard let key = signer.key else { return nil }
        if case .keyInDoubt(_, let doubt) = signer { return .byItsOwnWord(doubt) }
        guard case .policy(let version) = statement else {
            return try policy().end(of: key, before: time).map(KeyEnd.byPolicy)
        }
        // A version cannot say itself how long its author's key counts.
        return try policyVersions().policy(at: version.version - 1)?.end(of: key, before: time).map(KeyEnd.byPolicy)
    }

    /// Judges a record by the files that hold it: a signature can be stored in several forms, and others can sign a line that
    /// they did not write.
    ///
    /// It is the word of the person by whom it says to be, where one of these signed it. If several others did, nobody can tell
    /// whose it is: it opens nothing, and shuts if one of them may shut.
    func judged(_ copies: [SignedRecord], path: [String], after records: RecordSequence = .none) throws -> StoredRecord
    {
        if case .policy(let statement) = copies[0].stored.record.statement {
            return try judged(copies[0].stored, statement)
        }
        let groups = try bySigner(copies)
        let judged = try groups.map { try judgement(of: $0, path: path, after: records) }
        guard judged.count > 1 else { return judged[0] }
        guard let shutting = judged.first(where: { $0.weight.contains(.shuts) }) else { return judged[0].ofNobody([]) }
        return shutting.ofNobody(.shuts)
    }

    /// The files of one record by the person who signed them; those of its author alone, where there are some. A file whose key
    /// is in no doubt comes first, and decides.
    private func bySigner(_ copies: [SignedRecord]) throws -> [[SignedRecord]] {
        let signed = copies.filter(\.isByCertainKey) + copies.filter(\.isByKeyInDoubt)
        guard signed.count > 1 else { return [signed.isEmpty ? copies : signed] }
        let rights = try trust().rights
        let own = signed.filter { copy in
            copy.key.map { rights.isSigned(copy.stored.record, byItsAuthorWith: $0) } ?? false
        }
        guard own.isEmpty else { return [own] }
        return Dictionary(grouping: signed) { copy in copy.key.flatMap(rights.owner) ?? "" }.sorted { $0.key < $1.key }
            .map(\.value)
    }

    /// Whether the policy under which a manifest entered the ledger has manifests name what goes (`Policy.recordsGoing`).
    package func recordedGoing(in manifest: RecordedManifest) throws -> Bool {
        let frontiers = try policyFrontiers()
        let entered = try manifest.paths.compactMap { path -> Int? in
            let parts = path.split(separator: "/").map(String.init)
            let file = try entries(at: Array(parts.dropLast()))?.first { $0.name == Array((parts.last ?? "").utf8) }
            guard let blob = file?.id else { return nil }
            return try frontiers.versions(of: blob, at: parts, in: repository).lowerBound
        }
        return try entered.min().flatMap { try policyVersions().policy(at: $0) }?.recordsGoing ?? false
    }

    private func judgement(
        of copies: [SignedRecord], path: [String], after records: RecordSequence
    ) throws -> StoredRecord {
        let (first, trust) = (copies[0], try trust())
        let places = copies.map { (blob: $0.blob, path: path + [$0.stored.file.description]) }
        let judgement = try trust.rights.judgement(
            of: first.stored.record, signedBy: first.signer, after: records,
            entered: {
                let frontiers = try policyFrontiers()
                let entered = try places.map { try frontiers.versions(of: $0.blob, at: $0.path, in: repository) }
                // It entered with the first of them. What others store again changes nothing.
                return entered.min { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) } ?? entered[0]
            },
            introduced: {
                let frontiers = try policyFrontiers()
                return try places.reduce(into: []) {
                    $0.formUnion(try frontiers.introductions(of: $1.blob, at: $1.path, in: repository))
                }
            })
        return first.stored.judged(judgement, isEarly: first.stored.record.at > now + trust.policy.clockTolerance)
    }

    /// A version of the policy counts if it holds.
    private func judged(_ stored: StoredRecord, _ statement: PolicyStatement) throws -> StoredRecord {
        if let link = try policyVersions()[statement.version], link.record.name == stored.name { return link.record }
        let author = try policyVersions().policy(at: statement.version - 1)?.known(stored.record.by)
        return stored.judged(
            RecordJudgement(authorship: .discounted(.noRight), author: author ?? stored.record.by, weight: []))
    }
}

/// A file that holds a record, with whose key signed it.
struct SignedRecord {
    let stored: StoredRecord
    let blob: ObjectID
    let signer: Signer

    init(_ stored: StoredRecord, _ blob: ObjectID, _ signer: Signer) {
        (self.stored, self.blob, self.signer) = (stored, blob, signer)
    }

    var isByCertainKey: Bool { if case .key = signer { true } else { false } }
    var isByKeyInDoubt: Bool { if case .keyInDoubt = signer { true } else { false } }
    var key: PublicKey? { signer.key }
}

/// How the key of a record came to its end.
package enum KeyEnd: Hashable, Sendable {
    /// By `until=` of the policy.
    case byPolicy(Timestamp)
    /// An OpenPGP key says it of itself, or of the signature.
    case byItsOwnWord(KeyDoubt)
}

extension StoredRecord {
    /// The same as the word of whoever it says to be by, and of nobody who is known.
    func ofNobody(_ weight: StatementEffect) -> StoredRecord {
        StoredRecord(
            file: file, name: name, record: record, signature: signature,
            authorship: weight.isEmpty ? .discounted(.severalSigners) : authorship, author: record.by, weight: weight)
    }

    /// The same with what became of it.
    ///
    /// - Parameter isEarly: whether it is dated after now: then it opens nothing yet.
    func judged(_ judgement: RecordJudgement, isEarly: Bool = false) -> StoredRecord {
        let weight = isEarly ? judgement.weight.intersection(.shuts) : judgement.weight
        let isCut = weight.isEmpty && !judgement.weight.isEmpty
        return StoredRecord(
            file: file, name: name, record: record, signature: signature,
            authorship: isCut ? .discounted(.early) : judgement.authorship, author: judgement.author, weight: weight)
    }
}
