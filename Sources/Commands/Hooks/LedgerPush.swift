import Changes
import Git
import Ledger
import Releases

/// Guards the ledger's branch on a server: files are only ever added, and what is added verifies (Design, "Records").
struct LedgerPush {
    private let repository: Repository

    init(_ repository: Repository) { self.repository = repository }

    /// - Throws: what is wrong with the way in which the updates move the ledger, if they do.
    func check(_ updates: [ReferenceUpdate]) throws {
        let branch = try repository.ledgerBranch()
        guard let update = updates.first(where: { $0.moves(branch: branch) }) else { return }
        let old = try repository.reference(update.name)?.target
        guard !update.isDeletion else {
            if old == nil { return }
            throw Failure(.refused, "branch \(branch) is the ledger: it cannot be deleted", hints: [Self.join(branch)])
        }
        if let old { try refuseLoss(from: LedgerReader(repository, branch: branch, tip: old), to: update.new) }
        let ledger = try LedgerReader(repository, branch: branch, tip: update.new)
        try LedgerGrowth.refuseLosses(of: ledger, since: old.map { [$0] } ?? [])
        let tags = Dictionary(updates.filter { $0.isTag && !$0.isDeletion }.map { ($0.name, $0.new) }) { first, _ in
            first
        }
        if let old {
            try refuseOtherRoots(since: old, in: ledger)
            try refuseCopies(since: old, in: ledger)
        }
        try verifyAdditions(since: old, in: ledger, tags: tags)
    }

    /// What stands at the root is the same in every commit of a ledger: one in which it is not was tampered with, or belongs
    /// to something else that was joined.
    private func refuseOtherRoots(since old: ObjectID, in ledger: LedgerReader) throws {
        let tree = try repository.commit(old).tree
        let expected = try LedgerReader.rootFiles.map { ($0, try repository.entry(at: [$0], in: tree)) }
        for commit in try CommitRange.commits(of: [ledger.tip], without: [old], in: repository) {
            for (name, entry) in expected where try repository.entry(at: [name], in: commit.tree) != entry {
                throw Failure(
                    .refused, "commit \(commit.id.abbreviated) does not hold \(name) as the ledger does",
                    hints: [
                        "`git show --stat \(commit.id.abbreviated)` shows what it did", Self.join(ledger.branch),
                    ])
            }
        }
    }

    /// A record enters the ledger once. A commit that brings its file again on another line would make it look as if it had
    /// entered under another policy. Attachments can come from several clones: they have no author.
    private func refuseCopies(since old: ObjectID, in ledger: LedgerReader) throws {
        let known = try repository.commit(old).tree
        for commit in try CommitRange.commits(of: [ledger.tip], without: [old], in: repository) {
            let parents = try commit.parents.map { try repository.commit($0).tree }
            for change in try repository.changes(from: parents.first, to: commit.tree) {
                guard let new = change.new, !change.path.starts(with: "\(KeptFile.folder)/".utf8),
                    try parents.allSatisfy({ try !holds($0, new, at: change.path) }),
                    try holds(known, new, at: change.path)
                else { continue }
                throw Failure(
                    .refused,
                    "commit \(commit.id.abbreviated) brings \(Self.text(change.path)) again, which the ledger has already",
                    hints: [Self.join(ledger.branch)])
            }
        }
    }

    private func holds(_ tree: ObjectID, _ file: TreeEntry, at path: [UInt8]) throws -> Bool {
        try repository.entry(atPath: path, in: tree)?.id == file.id
    }

    private func refuseLoss(from ledger: LedgerReader, to new: ObjectID) throws {
        let (old, branch) = (ledger.tip, ledger.branch)
        guard try repository.isAncestor(old, of: new) else {
            throw Failure(
                .refused, "branch \(branch) is the ledger: it cannot go back or be replaced, only forward",
                hints: [Self.join(branch)])
        }
        let trees = try (old: repository.commit(old).tree, new: repository.commit(new).tree)
        guard let lost = try ledger.loss(from: trees.old, to: trees.new) else { return }
        throw Failure(
            .refused,
            "the ledger only grows, but \(Self.text(lost.path)) was \(lost.new == nil ? "removed" : "changed")",
            hints: ["`git log --stat \(branch) -- \(Self.text(lost.path))` tells where", Self.join(branch)])
    }

    /// Reads every record that was added, and what else is known of its subject; reading verifies.
    private func verifyAdditions(
        since old: ObjectID?, in ledger: LedgerReader, tags: [String: ObjectID]
    ) throws {
        let judge = try PushedRecordJudge(ledger, tags: tags, isFirst: old == nil)
        let before = try old.map { try LedgerReader(repository, branch: ledger.branch, tip: $0) }
        let rules = try before?.policy()
        var added: [Addition] = []
        var versions: Set<Int> = []
        for change in try changes(from: old, to: ledger.tip) {
            let path = Self.text(change.path).split(separator: "/").map(String.init)
            guard let entry = change.new else { continue }
            guard path.count > 1 else {
                try verifyRootFile(entry, named: path.joined(), isNew: old == nil)
                continue
            }
            if path[0] == "trust" {
                versions.insert(try PushedPolicies.version(ofFileAt: path))
                if path[2] == "policy" { continue }
            }
            guard path[0] != KeptFile.folder else {
                if let fault = try ledger.fault(ofKeptFile: entry, at: path) {
                    throw LedgerProblem.notVerified(path: path.joined(separator: "/"), fault)
                }
                continue
            }
            added.append(Addition(try ledger.record(entry, path: path.dropLast()), entry.id, path))
        }
        let bySubject = Dictionary(grouping: added, by: \.subject)
        for subject in added.map(\.subject).unique(by: \.self) {
            let added = bySubject[subject, default: []]
            let stored = try ledger.amongOthers(added.map(\.stored), about: subject)
            for (addition, stored) in zip(added, stored) {
                try judge.check(stored, blob: addition.blob, at: addition.path)
                try Self.refuseUnsigned(stored, at: addition.path, under: rules)
            }
            try ledger.refuseMissing(before: stored, about: subject)
            if let before { try refuseKnown(stored, about: subject, in: before) }
        }
        try PushedPolicies(ledger).check(versions, since: old)
    }

    /// A record that the push adds.
    private struct Addition {
        let stored: StoredRecord
        let blob: ObjectID
        let path: String

        init(_ stored: StoredRecord, _ blob: ObjectID, _ path: [String]) {
            (self.stored, self.blob, self.path) = (stored, blob, path.joined(separator: "/"))
        }

        var subject: Subject { stored.record.statement.subject }
    }

    private func refuseKnown(_ added: [StoredRecord], about subject: Subject, in before: LedgerReader) throws {
        let known = Set(try before.records(of: subject).all.map(\.name))
        guard let copy = added.first(where: { known.contains($0.name) }) else { return }
        let path = (try subject.folder() + [copy.file.description]).joined(separator: "/")
        throw Failure(
            .refused, "\(path) holds a record that the ledger has already", hints: [Self.join(before.branch)])
    }

    /// Nobody can tell when a record without a signature was made: on a branch of its own it would seem to be from before the
    /// policy asked for signatures.
    private static func refuseUnsigned(_ stored: StoredRecord, at path: String, under policy: Policy?) throws {
        guard let policy, policy.requiredSignatures.cover(stored.record.statement.kind),
            stored.record.statement.kind != .policy
        else { return }
        if case .signed = stored.authorship { return }
        throw Failure(
            .refused, "the policy wants \(stored.record.statement.body.deed) (\(path)) signed, and it is not",
            hints: ["`sluice policy show` shows which records have to be signed"])
    }

    /// What is at the root is written once, when the ledger is made.
    private func verifyRootFile(_ entry: TreeEntry, named name: String, isNew: Bool) throws {
        guard isNew, LedgerReader.rootFiles.contains(name) else {
            throw LedgerProblem.notVerified(path: name, .place)
        }
        guard entry.mode == .file else { throw LedgerProblem.notVerified(path: name, .notAFile) }
    }

    private func changes(from old: ObjectID?, to new: ObjectID) throws -> [PathChange] {
        try repository.changes(from: old.map { try repository.commit($0).tree }, to: repository.commit(new).tree)
    }

    private static func join(_ branch: String) -> Hint {
        "`git fetch origin \(branch)` brings what the server has; a push has to contain all of it"
    }

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
