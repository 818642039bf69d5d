package import Git

/// Who writes, and when; read once for a command.
package struct Author: Sendable {
    package let person: Person
    /// The date of what they write.
    package let time: Timestamp
    /// The clock's time. It is another one than the date where a date was given.
    package let now: Timestamp
    /// Git's form for commits: `Name <mail> seconds zone`.
    package let signature: String

    /// - Parameter now: the clock's time, where a date was given.
    package init(person: Person, time: Timestamp, now: Timestamp? = nil, signature: String) {
        self.person = person
        self.time = time
        self.now = now ?? time
        self.signature = signature
    }
}

extension Author {
    /// Dates are given by who writes: none lies after now, nor before what the ledger holds already.
    ///
    /// - Throws: `LedgerProblem.dateOutOfTime`.
    func refuseDate(after newest: Timestamp?) throws {
        guard time <= now else { throw LedgerProblem.dateOutOfTime(date: time, newest: nil, now: now) }
        // Dates are given in whole seconds.
        guard let newest, time.milliseconds / 1000 < newest.milliseconds / 1000 else { return }
        throw LedgerProblem.dateOutOfTime(date: time, newest: newest, now: now)
    }
}

/// A commit of the ledger that is written but that no branch names yet.
package struct PreparedAppend: Sendable {
    package let expecting: ExpectedValue
    package let newTip: ObjectID
    package let records: [StoredRecord]
}

/// Adds records to the ledger. Many records of one command are one commit.
package struct LedgerWriter {
    let repository: Repository
    let author: Author
    /// Whether all of its records are signed by somebody of the policy, whatever that asks for.
    package var signsAll = false
    /// Called after the branch was moved to what `decide` or `append` wrote.
    package var whenAppended: () -> Void = {}
    private let signing = Signing()

    package init(_ repository: Repository, by author: Author) {
        self.repository = repository
        self.author = author
    }

    /// What was decided in view of the ledger, and the records that were written for it.
    package typealias Appended<Decision> = (decision: Decision, records: [StoredRecord])

    /// A decision with what is to be recorded for it.
    package typealias Decided<Decision> = (decision: Decision, statements: [Statement])

    /// Appends what `make` says in view of the ledger as it stands, where nothing else is decided.
    @discardableResult
    package func append(
        _ summary: String, texts: [[UInt8]] = [], keeping files: [KeptFile] = [],
        _ make: (LedgerReader) throws -> [Statement]
    ) throws -> [StoredRecord] {
        try decide(summary, texts: texts, keeping: files) { ((), try make($0)) }.records
    }

    /// Appends what `decide` says in view of the ledger as it stands; asked again when another writer was faster.
    ///
    /// Records are signed before the turn begins: a key may have to be touched, and no other writer waits for that. A record
    /// is signed again only where others wrote about its subject or the policy in the meantime, or `decide` says something else.
    ///
    /// - Parameters:
    ///   - texts: the texts of the policies among the statements, in their order.
    ///   - files: files that the statements name by their digests.
    /// - Throws: what `decide` throws; `LedgerProblem.busy` when the branch could not be moved within the time limit.
    package func decide<Decision>(
        _ summary: String, texts: [[UInt8]] = [], keeping files: [KeptFile] = [],
        _ decide: (LedgerReader) throws -> Decided<Decision>
    ) throws -> Appended<Decision> {
        let (reader, decided) = try outlook(decide)
        return try repository.inTurn("ledger") {
            let isCurrent = try repository.writingLocation() == reader.location
            let current = isCurrent ? try (reader, decided ?? decide(reader)) : nil
            return try appendNow(summary, texts: texts, keeping: files, from: current, decide)
        }
    }

    /// The ledger before the turn; what is to be written in view of it is signed, where anything has to be.
    private func outlook<Decision>(
        _ decide: (LedgerReader) throws -> Decided<Decision>
    ) throws -> (reader: LedgerReader, decided: Decided<Decision>?) {
        let reader = try reader()
        guard try signsAll || reader.policy().requiredSignatures != .none || signsAlways() else { return (reader, nil) }
        let decided = try decide(reader)
        _ = try records(for: decided.statements, after: reader)
        return (reader, decided)
    }

    /// Others need not keep to turns: the branch is moved only from where it was read.
    private func appendNow<Decision>(
        _ summary: String, texts: [[UInt8]], keeping files: [KeptFile], from current: View<Decision>?,
        _ decide: (LedgerReader) throws -> Decided<Decision>
    ) throws -> Appended<Decision> {
        var (patience, current) = (Patience(), current)
        while true {
            let (reader, decided) = try current ?? view(decide)
            current = nil
            guard !decided.statements.isEmpty else { return (decided.decision, []) }
            let prepared = try prepare(summary, decided.statements, after: reader, texts: texts, keeping: files)
            do {
                try repository.update(
                    "refs/heads/" + reader.branch, to: prepared.newTip, expecting: prepared.expecting,
                    reason: "sluice: " + summary)
                LedgerMemory(repository).remember([prepared.newTip], of: reader.branch)
                whenAppended()
                return (decided.decision, prepared.records)
            } catch RepositoryProblem.referenceBusy {
                guard patience.wait() else { throw LedgerProblem.busy(branch: reader.branch, in: repository) }
            }
        }
    }

    /// The ledger as it was read, and what is to be written in view of it.
    private typealias View<Decision> = (reader: LedgerReader, decided: Decided<Decision>)

    private func view<Decision>(_ decide: (LedgerReader) throws -> Decided<Decision>) throws -> View<Decision> {
        let reader = try reader()
        return (reader, try decide(reader))
    }

    private func reader() throws -> LedgerReader {
        let location = try repository.writingLocation()
        guard !location.tips.isEmpty else { throw LedgerProblem.noLedger(branch: location.branch, remote: nil) }
        return try LedgerReader(repository, at: location, remembersSignatures: true)
    }

    /// Writes the objects of an append, synced, and moves nothing.
    package func prepare(
        _ summary: String, _ statements: [Statement], after reader: LedgerReader, texts: [[UInt8]] = [],
        keeping kept: [KeptFile] = []
    ) throws -> PreparedAppend {
        if author.time != author.now { try author.refuseDate(after: reader.newest(until: author.now)) }
        var stage = ObjectStage(in: repository)
        stage.add(reader.view.joined)
        var files: [(path: [String], blob: ObjectID)] = []
        let stored = try records(for: statements, after: reader)
        for record in stored {
            let blob = try stage.add(record.bytes, .blob)
            files.append((try record.record.statement.subject.folder() + [record.file.description], blob))
        }
        for (path, text) in try policyTexts(statements, texts) { files.append((path, try stage.add(text, .blob))) }
        for file in kept { files.append((file.path, try stage.add(file.bytes, .blob))) }
        // Nothing that a ledger holds can be at the path of what is new in it.
        let tree = try stage.addFiles(files, to: reader.view.root, replacing: true)
        // What was read as a union is joined by what is written in view of it.
        let commit = try stage.addCommit(
            tree: tree, parents: reader.tips, signature: author.signature, message: summary)
        try stage.write()
        return PreparedAppend(
            expecting: reader.location.local.map { .exactly($0) } ?? .absent, newTip: commit, records: stored)
    }

    /// Makes the ledger: its first commit holds the format, a README, the first policy, and the release tags of before.
    ///
    /// - Throws: `PolicyProblem` where the text is no policy; `LedgerProblem.alreadyThere`.
    package func create(branch: String, identity: String, policy: [UInt8], adopted: AdoptedTags = AdoptedTags([:]))
        throws
    {
        let rules = try Policy(toRecord: policy, version: 1)
        try author.refuseDate(after: nil)
        var stage = ObjectStage(in: repository)
        let text = try stage.add(policy, .blob)
        let adopted = try stage.add(adopted.text, .blob)
        let statement = Statement.policy(.init(version: 1, text: text, reason: "the first policy", adopted: adopted))
        let record = Record(at: author.time, by: author.person, repository: identity, after: [], statement: statement)
        let blob = try stage.add(sealed(record, under: rules).bytes, .blob)
        let folder = try statement.subject.folder()
        let tree = try stage.addFiles(
            [
                (["README.md"], stage.add(Array(LedgerReadme.text.utf8), .blob)),
                (["format"], stage.add(Array("\(Record.formatVersion)\n\(identity)\n".utf8), .blob)),
                ([AdoptedTags.fileName], adopted),
                (folder + ["policy"], text),
                (folder + [RecordName(at: author.time, blob: blob).description], blob),
            ], to: nil)
        let commit = try stage.addCommit(
            tree: tree, parents: [], signature: author.signature, message: "policy: version 1")
        try stage.write()
        try start(branch, at: commit)
        LedgerMemory(repository).remember([commit], of: branch)
    }

    private func start(_ branch: String, at commit: ObjectID) throws {
        let name = "refs/heads/" + branch
        var patience = Patience()
        while true {
            do {
                return try repository.update(name, to: commit, expecting: .absent, reason: "sluice: the ledger")
            } catch RepositoryProblem.referenceBusy {
                guard try repository.reference(name) == nil else { throw LedgerProblem.alreadyThere(branch: branch) }
                guard patience.wait() else { throw LedgerProblem.busy(branch: branch, in: repository) }
            }
        }
    }

    private func policyTexts(_ statements: [Statement], _ texts: [[UInt8]]) throws -> [(path: [String], text: [UInt8])]
    {
        let policies = statements.filter { $0.kind == .policy }
        return try zip(policies, texts).map { (try $0.subject.folder() + ["policy"], $1) }
    }

    private func records(for statements: [Statement], after reader: LedgerReader) throws -> [StoredRecord] {
        let policy = try reader.policy()
        var seen = try seen(of: statements, by: reader, until: reader.now + policy.clockTolerance)
        return try statements.map { statement in
            let subject = statement.subject
            let known = seen[subject] ?? Seen(.none)
            // In format 1 a record refers to the files of others.
            let after = known.heads.map { policy.needs > 1 ? $0.name : $0.file }.sorted()
            let said = policy.needs > 1 ? statement : statement.referring(known.sequence.file)
            let draft = Draft(
                statement: said, after: after, at: max(author.time, known.latest ?? author.time),
                policy: policy.version)
            let stored = try sealed(draft, in: reader, under: policy)
            seen[subject] = Seen(sequence: known.sequence, heads: [stored], latest: stored.record.at)
            return stored
        }
    }

    /// The record of a draft; the one that was signed before, where its subject is as it was. What it says about the tip of
    /// the ledger is then still true: its writer saw that one.
    private func sealed(_ draft: Draft, in reader: LedgerReader, under policy: Policy) throws -> StoredRecord {
        if let signed = signing.records[draft] { return signed }
        let record = Record(
            at: draft.at, by: author.person, repository: reader.identity, after: draft.after,
            statement: draft.statement.made(inViewOf: reader.tip))
        let stored = try sealed(record, under: policy)
        if stored.signature != nil { signing.records[draft] = stored }
        return stored
    }

    /// The record with its name, signed where the policy wants that, or whoever writes it does.
    ///
    /// - Throws: `LedgerProblem.cannotSign`: what nobody would count is not written.
    func sealed(_ record: Record, under policy: Policy) throws -> StoredRecord {
        guard (try? Record.read(record.line(), format: policy.needs)) != nil else {
            throw LedgerProblem.formatTooOld(format: policy.needs)
        }
        let kind = record.statement.kind
        let isRequired = signsAll || policy.requiredSignatures.cover(kind)
        guard try isRequired || signsAlways() else {
            let file = RecordName(at: record.at, blob: try Repository.id(of: record.line(), .blob))
            return StoredRecord(file: file, record: record, author: policy.known(record.by))
        }
        do {
            let signer = try signer()
            let person = isRequired ? try policy.signatory(signer.key, at: record.at) : nil
            if isRequired, case .policy(let statement) = record.statement, let person,
                !policy.isMember(person.person, of: Policy.administrators)
            {
                throw SigningProblem.notAdministrator(person: person.id, version: max(1, statement.version - 1))
            }
            let signature = try signer.sign(record.line(), kind)
            let file = RecordName(at: record.at, blob: try Repository.id(of: record.line() + signature, .blob))
            return StoredRecord(
                file: file, record: record, signature: signature,
                authorship: person.map { .signed(by: $0.id) } ?? .claimed, author: person?.person)
        } catch let problem as SigningProblem {
            throw LedgerProblem.cannotSign(problem)
        }
    }

    private func signsAlways() throws -> Bool { try repository.configuration().string("sluice.sign") == "true" }

    /// Made once: asking a program for the key takes longer than signing with it.
    private func signer() throws -> RecordSigner {
        if let made = signing.signer { return made }
        let made = try RecordSigner(repository, identity: author.person.description)
        signing.signer = made
        return made
    }

    private final class Signing {
        var signer: RecordSigner?
        /// What was signed, by what it was made of.
        var records: [Draft: StoredRecord] = [:]
    }

    /// What makes a record of a writer another one, but for the ledger's tip.
    private struct Draft: Hashable {
        let statement: Statement
        let after: [RecordName]
        let at: Timestamp
        /// The version that says whose signatures count.
        let policy: Int
    }

    /// What is known of a subject before something more is said of it.
    private struct Seen {
        let sequence: RecordSequence
        let heads: [StoredRecord]
        let latest: Timestamp?

        init(sequence: RecordSequence, heads: [StoredRecord], latest: Timestamp?) {
            (self.sequence, self.heads, self.latest) = (sequence, heads, latest)
        }

        init(_ sequence: RecordSequence) {
            self.init(sequence: sequence, heads: sequence.heads, latest: nil)
        }
    }

    /// - Parameter limit: records that are later date nobody's words.
    private func seen(
        of statements: [Statement], by reader: LedgerReader, until limit: Timestamp
    ) throws -> [Subject: Seen] {
        var seen: [Subject: Seen] = [:]
        for subject in try Subject.inFolderOrder(Set(statements.map(\.subject))) {
            let sequence = try reader.records(of: subject)
            seen[subject] = Seen(
                sequence: sequence, heads: sequence.heads, latest: sequence.latest(until: limit))
        }
        return seen
    }
}
