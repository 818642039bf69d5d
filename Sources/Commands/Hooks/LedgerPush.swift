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
        guard let update = updates.first(where: { $0.name == "refs/heads/" + branch }) else { return }
        let old = try repository.reference(update.name)?.target
        guard !update.isDeletion else {
            if old == nil { return }
            throw Failure(.refused, "branch \(branch) is the ledger: it cannot be deleted", hints: [Self.join(branch)])
        }
        if let old { try refuseLoss(from: old, to: update.new, branch: branch) }
        try LedgerGrowth.refuseLosses(
            of: [update.new], since: old.map { [$0] } ?? [], branch: branch, in: repository)
        let tags = Dictionary(updates.filter { $0.isTag && !$0.isDeletion }.map { ($0.name, $0.new) }) { first, _ in
            first
        }
        try verifyAdditions(
            since: old, in: LedgerReader(repository, branch: branch, tip: update.new), tags: tags)
    }

    private func refuseLoss(from old: ObjectID, to new: ObjectID, branch: String) throws {
        guard try repository.isAncestor(old, of: new) else {
            throw Failure(
                .refused, "branch \(branch) is the ledger: it cannot go back or be replaced, only forward",
                hints: [Self.join(branch)])
        }
        let trees = try (old: repository.commit(old).tree, new: repository.commit(new).tree)
        guard let lost = try repository.loss(from: trees.old, to: trees.new) else { return }
        throw Failure(
            .refused,
            "the ledger only grows, but \(Self.text(lost.path)) was \(lost.new == nil ? "removed" : "changed")",
            hints: ["`git log --stat \(branch) -- \(Self.text(lost.path))` tells where", Self.join(branch)])
    }

    /// Reads every record that was added, and what else is known of its subject; reading verifies.
    private func verifyAdditions(
        since old: ObjectID?, in ledger: LedgerReader, tags: [String: ObjectID]
    ) throws {
        let judge = try PushedRecordJudge(ledger, since: old, tags: tags)
        var subjects: Set<Subject> = []
        for added in try changes(from: old, to: ledger.tip) {
            let path = Self.text(added.path).split(separator: "/").map(String.init)
            guard let entry = added.new, !Self.isPolicyText(path) else { continue }
            guard path.count > 1 else {
                // What stands beside the folders is written once, when the ledger is made.
                guard old == nil else { throw LedgerProblem.notVerified(path: path.joined(), .place) }
                continue
            }
            guard path[0] != KeptFile.folder else {
                if let fault = try ledger.fault(ofKeptFile: entry, at: path) {
                    throw LedgerProblem.notVerified(path: path.joined(separator: "/"), fault)
                }
                continue
            }
            let stored = try ledger.record(entry, path: path.dropLast())
            try judge.check(stored, at: path.joined(separator: "/"))
            subjects.insert(stored.record.statement.subject)
        }
        for subject in subjects { _ = try ledger.records(of: subject) }
    }

    private static func isPolicyText(_ path: [String]) -> Bool { path.first == "trust" && path.last == "policy" }

    private func changes(from old: ObjectID?, to new: ObjectID) throws -> [PathChange] {
        try repository.changes(from: old.map { try repository.commit($0).tree }, to: repository.commit(new).tree)
    }

    private static func join(_ branch: String) -> Hint {
        "`git fetch origin \(branch)` brings what the server has; a push has to contain all of it"
    }

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
