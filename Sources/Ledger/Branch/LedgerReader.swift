import Changes
package import Git

/// The ledger at one commit, or the union of two that each hold what the other lacks. Each record is checked as it is
/// read: its name, its place, its hash, its repository.
package final class LedgerReader {
    package let repository: Repository
    package let view: LedgerView

    package var location: LedgerLocation { view.location }
    package var branch: String { view.location.branch }
    package var tips: [ObjectID] { view.location.tips }
    /// The first of the tips, by which the ledger is named.
    package var tip: ObjectID { tips[0] }
    /// The ledger's random identity, to which every record is bound.
    package var identity: String { view.identity }

    var root: ObjectID { view.root }
    /// The time at which it is asked what counts.
    package var now: Timestamp { view.now }
    let remembersSignatures: Bool
    /// Whether another first policy than the trusted one is read all the same, as by an audit that reports it.
    var ignoresPin = false
    var versions: PolicyVersions?
    var judge: Trust?
    var frontiers: PolicyFrontiers?
    /// Who signed the records that were looked at before, by their blobs.
    var known: [ObjectID: Signer] = [:]

    /// - Parameter remembersSignatures: whether signatures that were found to be good in this clone before are believed to be
    ///   so still: for commands that show. What decides verifies again.
    /// - Throws: `LedgerProblem.noLedger`, `.unknownFormat`; `.contradiction` where two tips cannot be joined.
    package convenience init(_ repository: Repository, remembersSignatures: Bool = false) throws {
        let location = try repository.ledgerLocation()
        guard !location.tips.isEmpty else { throw LedgerProblem.noLedger(branch: location.branch, remote: nil) }
        try self.init(repository, at: location, remembersSignatures: remembersSignatures)
    }

    /// Reads at one commit, whatever the branch names.
    package convenience init(_ repository: Repository, branch: String, tip: ObjectID) throws {
        try self.init(repository, branch: branch, tips: [tip])
    }

    /// Reads what one or two commits hold together.
    package convenience init(_ repository: Repository, branch: String, tips: [ObjectID]) throws {
        guard let tip = tips.first else { throw LedgerProblem.noLedger(branch: branch, remote: nil) }
        try self.init(repository, at: .init(branch: branch, local: tip, remote: nil, tips: tips))
    }

    package convenience init(
        _ repository: Repository, at location: LedgerLocation, remembersSignatures: Bool = false
    ) throws {
        let (root, joined) = try Self.root(of: location, in: repository)
        let identity = try Self.identity(in: repository, root: root, of: location)
        self.init(
            repository, .init(location: location, root: root, joined: joined, identity: identity), remembersSignatures)
    }

    init(_ repository: Repository, _ view: LedgerView, _ remembersSignatures: Bool) {
        self.repository = repository
        self.view = view
        self.remembersSignatures = remembersSignatures
    }

    private static func root(
        of location: LedgerLocation, in repository: Repository
    ) throws -> (ObjectID, LentObjects) {
        let trees = try location.tips.map { try repository.commit($0).tree }
        guard trees.count > 1 else { return (trees[0], .none) }
        var stage = ObjectStage(in: repository)
        let root = try stage.addUnion(of: trees[0], and: trees[1]) { path, lower, higher in
            // Two ledgers made apart are not one.
            guard !path.elementsEqual(Self.format.utf8) else { throw try Self.division(of: location, in: repository) }
            return Self.higher(path, lower, higher)
        }
        return (root, stage.lend())
    }

    /// Which of two entries at one path stays.
    static func higher(_ path: [UInt8], _ first: TreeEntry, _ second: TreeEntry) -> TreeEntry {
        rank(of: second, at: path) > rank(of: first, at: path) ? second : first
    }

    /// Of two entries at one path the higher one stays: what is a record as far as its name shows, and the text of a policy,
    /// before a folder, and a folder before any other file.
    private static func rank(of entry: TreeEntry, at path: [UInt8]) -> Int {
        guard entry.mode != .tree else { return 1 }
        let names = path.split(separator: UInt8(ascii: "/"))
        let isPolicy = names.count == 3 && names[0].elementsEqual("trust".utf8) && names[2].elementsEqual("policy".utf8)
        let isRecord = RecordName(fileName: entry.name)?.fits(blob: entry.id) == true
        return entry.mode == .file && (isPolicy || isRecord) ? 2 : 0
    }

    private static func identity(
        in repository: Repository, root: ObjectID, of location: LedgerLocation
    ) throws -> String {
        let lines = try formatLines(in: root, of: repository)
        if let identity = identity(in: lines) { return identity }
        if let loss = try lossOfFormat(at: location, in: repository) { throw LedgerProblem.lost(loss) }
        throw LedgerProblem.unknownFormat(
            branch: location.branch, found: lines.map { "format \($0.first ?? "")" } ?? "no file named format")
    }

    /// All records about one subject, in their order; empty where there are none. Reads only that subject's folder.
    package func records(of subject: Subject) throws -> RecordSequence {
        let folder = try subject.folder()
        guard let entries = try entries(at: folder) else { return RecordSequence([]) }
        return try sequence(in: entries, path: folder, subject: subject)
    }

    /// The records that stand in one folder, and not below it, whatever they are about; checked as all are.
    package func records(in folder: [String]) throws -> RecordSequence {
        try sequence(in: entries(at: folder) ?? [], path: folder, subject: nil)
    }

    /// The subjects of a folder with all their records: `items`, `commits`, `releases`, `trust`. Sorted by path.
    package func allRecords(under folder: String) throws -> [RecordSequence] { try allRecords(under: [folder]) }

    /// The subjects at and below a folder, by its path, with all their records. Sorted by path.
    package func allRecords(under path: [String]) throws -> [RecordSequence] {
        guard let entries = try entries(at: path) else { return [] }
        var result: [RecordSequence] = []
        try collect(entries, path: path, into: &result)
        return result
    }

    /// The names of the folders that lie `depth` levels below another one; no file is read.
    package func folderNames(under folder: String, depth: Int) throws -> [[UInt8]] {
        var folders = try entries(at: [folder])?.filter { $0.mode == .tree } ?? []
        for _ in 1..<depth { folders = try folders.flatMap { try repository.tree($0.id).filter { $0.mode == .tree } } }
        return folders.map(\.name)
    }

    private func collect(_ entries: [TreeEntry], path: [String], into result: inout [RecordSequence]) throws {
        let files = entries.filter { $0.mode != .tree }
        if !files.isEmpty { result.append(try sequence(in: files, path: path, subject: nil)) }
        guard path.count < Self.levels else { return }
        for entry in entries where entry.mode == .tree {
            try collect(
                repository.tree(entry.id), path: path + [String(decoding: entry.name, as: UTF8.self)], into: &result)
        }
    }

    /// A file that is no record is left out and named by the sequence: anybody can add one, and nobody can take one away. A
    /// record that another one has seen, and that is gone, is no such thing.
    private func sequence(in entries: [TreeEntry], path: [String], subject: Subject?) throws -> RecordSequence {
        var (signed, invalid): ([SignedRecord], [InvalidFile]) = ([], [])
        // Without a policy nothing can be told of any file.
        let needsKeys = try entries.isEmpty ? false : trust().policy.requiredSignatures != .none
        for entry in entries where entry.mode != .tree && !isPolicyText(entry, in: path) {
            do {
                signed.append(try self.signed(entry, path: path, subject: subject))
            } catch LedgerProblem.notVerified(let file, let fault) {
                invalid.append(InvalidFile(path: file, blob: entry.id, fault: fault))
            }
        }
        let copies = Self.byIdentity(signed)
        var sequence = RecordSequence(
            try copies.map { try judged($0, path: path) }, copies, invalid: invalid, needsKeys: needsKeys)
        if sequence.all.contains(where: \.record.statement.dependsOnOthers) {
            sequence = RecordSequence(
                try judgedInOrder(sequence, copies, path), copies, invalid: invalid, needsKeys: needsKeys)
        }
        if let missing = sequence.missing.first {
            throw LedgerProblem.notVerified(path: (path + [missing.description]).joined(separator: "/"), .missing)
        }
        return sequence
    }

    /// Judges the records whose right depends on others, each by those that count and come before it.
    private func judgedInOrder(
        _ sequence: RecordSequence, _ copies: [[SignedRecord]], _ path: [String]
    ) throws -> [StoredRecord] {
        let files = Dictionary(copies.map { ($0[0].stored.name, $0) }) { first, _ in first }
        return try sequence.judgedInOrder { stored, before in
            try files[stored.name].map { try judged($0, path: path, after: before) } ?? stored
        }
    }

    /// Records of a push as the other records about their subject leave them, where their right depends on those.
    package func amongOthers(_ added: [StoredRecord], about subject: Subject) throws -> [StoredRecord] {
        guard added.contains(where: \.record.statement.dependsOnOthers) else { return added }
        let judged = Dictionary(try records(of: subject).all.map { ($0.name, $0) }) { first, _ in first }
        return added.map { $0.record.statement.dependsOnOthers ? judged[$0.name] ?? $0 : $0 }
    }

    /// Reads what is recorded of a subject.
    ///
    /// - Throws: `LedgerProblem.notVerified` also where a record of a push, whoever made it, names another one that is not here.
    package func refuseMissing(before added: [StoredRecord], about subject: Subject) throws {
        let sequence = try records(of: subject)
        let names = Set(sequence.all.map(\.name))
        guard let missing = added.flatMap(sequence.seen(by:)).first(where: { !names.contains($0) }) else { return }
        let path = try subject.folder() + [missing.description]
        throw LedgerProblem.notVerified(path: path.joined(separator: "/"), .missing)
    }

    /// The files of each record together, in the order of the files.
    private static func byIdentity(_ signed: [SignedRecord]) -> [[SignedRecord]] {
        let groups = Dictionary(grouping: signed, by: \.stored.name)
        return groups.count == signed.count
            ? signed.map { [$0] } : signed.map(\.stored.name).unique(by: \.self).compactMap { groups[$0] }
    }

    func isPolicyText(_ entry: TreeEntry, in path: [String]) -> Bool {
        path.count == 2 && path[0] == "trust" && entry.name == Array("policy".utf8)
    }

    /// The record that stands in a folder under an entry's name, checked and judged.
    /// - Parameter subject: what it has to be about, where the folder is that subject's; nil for whatever belongs there.
    package func record(_ entry: TreeEntry, path: [String], subject: Subject? = nil) throws -> StoredRecord {
        try judged([signed(entry, path: path, subject: subject)], path: path)
    }

    /// A record as it is written, whoever wrote it.
    func unjudged(_ entry: TreeEntry, path: [String], subject: Subject?) throws -> StoredRecord {
        let refuse = { (fault: LedgerProblem.Fault) in
            let name = String(decoding: entry.name, as: UTF8.self)
            return LedgerProblem.notVerified(path: (path + [name]).joined(separator: "/"), fault)
        }
        guard entry.mode == .file else { throw refuse(.notAFile) }
        guard let file = RecordName(fileName: entry.name) else { throw refuse(.name) }
        if let header = try repository.header(of: entry.id), header.size > Record.sizeLimit {
            throw refuse(.tooLarge(limit: Record.sizeLimit))
        }
        let bytes = try repository.blob(entry.id)
        let (record, signature): (Record, [UInt8]?)
        do {
            // A policy can be read before it is known what the ledger needs.
            let format = path.first == "trust" ? Record.newestFormat : try policyVersions().inForce?.needs ?? 1
            (record, signature) = try Record.read(bytes, format: format)
        } catch let problem as LedgerProblem {
            throw problem
        } catch {
            throw refuse(.content(String(describing: error)))
        }
        guard file.matches(time: record.at, blob: entry.id) else { throw refuse(.name) }
        guard record.repository == identity else { throw refuse(.repository) }
        let isInPlace =
            try subject.map { $0 == record.statement.subject } ?? (record.statement.subject.folder() == path)
        guard isInPlace else { throw refuse(.place) }
        return StoredRecord(file: file, record: record, signature: signature)
    }

    /// The entries of a folder; nil where nothing is there, or something else than a folder.
    package func entries(at path: [String]) throws -> [TreeEntry]? {
        var current = root
        for component in path {
            guard let entry = try repository.entry(named: component, in: current), entry.mode == .tree else {
                return nil
            }
            current = entry.id
        }
        return try repository.tree(current)
    }
}
