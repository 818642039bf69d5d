import Changes
import Gate
import Git
import Ledger
import Releases
import Reports

/// Says of release tags that are about to be made, moved or deleted whether that may be.
///
/// All is judged as the change would leave it: by the ledger that it brings, and beside the other tags that it makes.
struct ReleaseTagJudge {
    private let repository: Repository
    private let ledger: LedgerReader
    private let releases: [(version: Version, update: ReferenceUpdate)]
    private let pending: [Reference]
    /// Tags that are no releases, and next to which Git could make no tag of one.
    private let blocking: [(name: String, blocked: String)]
    private let now: Timestamp

    /// The ledger by which they are judged.
    var tip: ObjectID { ledger.tip }

    /// Nil where there is nothing to judge by: no ledger, and so no rules.
    ///
    /// - Throws: `LedgerProblem`, where there are rules and they cannot be read.
    init?(_ workspace: Workspace, _ updates: [ReferenceUpdate]) throws {
        repository = workspace.repository
        guard let ledger = try Self.ledger(workspace, updates) else { return nil }
        self.ledger = ledger
        let policy = try ledger.policy()
        releases = updates.compactMap { update in
            guard update.isTag, let version = policy.version(ofTag: update.reference.shortName) else { return nil }
            return (version, update)
        }
        blocking = updates.filter { $0.isTag && !$0.isDeletion }.map(\.reference.shortName).compactMap { name in
            policy.releaseTag(blockedBy: name).map { (name, $0) }
        }
        now = workspace.now()
        pending = releases.map(\.update).filter { !$0.isDeletion }.map(\.reference)
    }

    private static func ledger(_ workspace: Workspace, _ updates: [ReferenceUpdate]) throws -> LedgerReader? {
        let branch = try workspace.repository.ledgerBranch()
        guard let update = updates.last(where: { $0.moves(branch: branch) && !$0.isDeletion }) else {
            if let ledger = try workspace.ledgerIfAny() { return ledger }
            try refuseForgottenLedger(workspace.repository, branch, updates)
            return nil
        }
        return try LedgerReader(workspace.repository, branch: branch, tip: update.new)
    }

    /// A tag that Sluice made, or a ledger that is trusted here, says that there are rules, wherever they are.
    private static func refuseForgottenLedger(
        _ repository: Repository, _ branch: String, _ updates: [ReferenceUpdate]
    ) throws {
        let made = updates.filter { $0.isTag && !$0.isDeletion }.map(\.new)
        let present = try repository.references(under: ReferenceUpdate.tags).map(\.target)
        let namesALedger = try (made + present).contains { id in
            guard try repository.header(of: id)?.kind == .tag else { return false }
            return FactsGatherer.ledgerTip(named: try repository.tag(id)) != nil
        }
        let isPinned = try LedgerReader.pinnedPolicy(in: repository) != nil
        // Here a server has not looked, and so does not know the rules.
        let isTracked =
            try repository.isServer
            && repository.references(under: "refs/remotes/").contains { $0.name.hasSuffix("/" + branch) }
        if namesALedger || isPinned || isTracked { throw LedgerProblem.noLedger(branch: branch, remote: nil) }
    }

    /// Tells of every release tag that may not be; yes if there is none.
    func answer(on console: Console) -> ExitStatus {
        let refusals = blocking.map(Self.isInTheWay) + refusals()
        refusals.forEach(console.report)
        return refusals.isEmpty ? .yes : .refused
    }

    private func refusals() -> [Failure] {
        guard !releases.isEmpty else { return [] }
        let gatherer = Result { try FactsGatherer(repository, ledger: ledger, pending: pending) }
        var refusals: [Failure] = []
        for (place, (version, update)) in releases.enumerated() {
            guard refusals.count < Self.mostRefusals else { return refusals + [Self.isFull(releases.count - place)] }
            do {
                if let refusal = try replacement(of: update, version) {
                    refusals.append(refusal)
                } else if !update.isDeletion, let refusal = try refusal(of: update, version, gatherer.get()) {
                    refusals.append(refusal)
                }
            } catch {
                refusals.append(undecided(update, Failure(error)))
            }
        }
        return refusals
    }

    /// Each tag costs a gate, so that a push of very many would keep a server busy.
    private static let mostRefusals = 20

    private static func isFull(_ count: Int) -> Failure {
        Failure(
            .refused,
            "\(counted(count, "more release tag")) of this push were not looked at, as it is refused in any case",
            hints: ["push the tags one by one: `git push <remote> <tag>`"])
    }

    private static func isInTheWay(of name: String, _ blocked: String) -> Failure {
        Failure(
            .refused, "tag \(name) is refused: Git could not make release tag \(blocked) beside it",
            hints: ["give it a name that is neither a folder of a release tag's name nor in such a folder"])
    }

    /// A tag that the ledger holds a manifest of, or that is older than the ledger, stays where it is, as long as it exists.
    private func replacement(of update: ReferenceUpdate, _ version: Version) throws -> Failure? {
        let name = update.reference.shortName
        let present = try repository.reference(update.name)?.target
        guard present != update.new, present != nil || update.isDeletion else { return nil }
        let hints: [Hint] = ["tag a later version instead: `sluice release new <version>`"]
        if try ledger.hasManifest(of: version, for: name) {
            return Failure(
                .refused,
                "tag \(name) is that of release \(version), which is tagged: it can be neither moved nor deleted",
                hints: hints)
        }
        guard let adopted = try ledger.adoptedTags()[tag: name] else { return nil }
        // One that somebody moved before may go, or go back.
        if let present, try repository.commitID(peeling: present, named: "tag \(name)") != adopted { return nil }
        return Failure(
            .refused, "tag \(name) was adopted when the ledger was made: it can be neither moved nor deleted",
            hints: hints)
    }

    private func refusal(of update: ReferenceUpdate, _ version: Version, _ gatherer: FactsGatherer) throws -> Failure? {
        let name = update.reference.shortName
        let commit = try repository.commitID(peeling: update.new, named: "tag \(name)")
        guard try ledger.adoptedTags()[tag: name] != commit else { return nil }
        if try floats(version, on: commit, gatherer.policy) { return nil }
        let verdict = Verdict(try gatherer.facts(of: version, candidate: (name, commit), at: now))
        guard !verdict.isOpen else { return nil }
        let count = verdict.findings.count
        return Failure(
            verdict.status,
            "tag \(name) is refused: the gate of release \(version) is shut (\(counted(count, "finding")))",
            hints: verdict.findings.prefix(Self.toldFindings).map { Hint(verbatim: $0.sentence) }
                + [
                    "`sluice gate tag \(version)` shows \(count > Self.toldFindings ? "the rest" : "more") and what fixes it"
                ])
    }

    /// Whether the tag is moved from release to release, as `v1` is, and marks one that the ledger has on this commit.
    private func floats(_ version: Version, on commit: ObjectID, _ policy: Policy) throws -> Bool {
        let adopted = try ledger.adoptedTags()
        return try ReleaseTags(repository, policy: policy).all.contains { tag in
            guard tag.target == commit, version.leads(to: tag.version) else { return false }
            return try adopted[tag: tag.name] == commit
                || ledger.release(tag.version)?.manifests.contains { $0.tag == tag.name && $0.candidate == commit }
                    == true
        }
    }

    private static let toldFindings = 3

    private func undecided(_ update: ReferenceUpdate, _ failure: Failure) -> Failure {
        Failure(
            failure.status,
            "tag \(update.reference.shortName) is refused: it cannot be judged here, \(failure.message)",
            hints: failure.hints)
    }
}
