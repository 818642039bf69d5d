import Changes
import Gate
import Git
import Ledger
import Releases

/// Records on a server what its gate says of each release tag that was pushed. The push is done by then (githooks,
/// `post-receive`), and before it nothing may be written.
struct PostReceiveHook {
    private let call: HookCall

    init(_ call: HookCall) { self.call = call }

    func answer() throws -> ExitStatus {
        let updates = try ReferenceUpdate.list(call.input)
        let workspace = try call.workspace()
        JudgedPush(in: workspace.repository)?.forget()
        let branch = try workspace.repository.ledgerBranch()
        if updates.contains(where: { $0.moves(branch: branch) && !$0.isDeletion }) {
            // The first ledger that a server takes is the one that it trusts from then on.
            _ = try ServerSetUp(workspace.repository).pin()
        }
        let tags = updates.filter { $0.isTag && !$0.isDeletion }
        guard !tags.isEmpty else { return .yes }
        guard let ledger = try workspace.ledgerIfAny() else { return .yes }
        let policy = try ledger.policy()
        let releases = tags.filter { policy.version(ofTag: $0.reference.shortName) != nil }
        guard !releases.isEmpty else { return .yes }
        do {
            try workspace.serverWriter().append(summary(of: releases)) { ledger in
                try statements(on: releases, in: workspace.repository, ledger)
            }
            return .yes
        } catch {
            let failure = Failure(error)
            throw Failure(
                failure.status, "the push is done, but no verdict was recorded: \(failure.message)",
                hints: failure.hints)
        }
    }

    private func summary(of tags: [ReferenceUpdate]) -> String {
        "verdict: " + tags.map(\.reference.shortName).joined(separator: ", ")
    }

    /// The verdicts that the ledger does not hold yet: the same push may come twice.
    private func statements(
        on tags: [ReferenceUpdate], in repository: Repository, _ ledger: LedgerReader
    ) throws -> [Statement] {
        let gatherer = try FactsGatherer(repository, ledger: ledger)
        let adopted = try ledger.adoptedTags()
        return try tags.compactMap { update in
            let name = update.reference.shortName
            guard let version = gatherer.policy.version(ofTag: name) else { return nil }
            let commit = try repository.commitID(peeling: update.new, named: "tag \(name)")
            guard adopted[tag: name] != commit else { return nil }
            let verdict = Verdict(try gatherer.facts(of: version, candidate: (name, commit)))
            let statement = Statement.verdict(
                .init(release: version, tag: name, object: update.new, commit: commit, findings: verdict.codes))
            let known = try ledger.records(of: statement.subject).records.map(\.record.statement)
            return known.last(where: { $0.kind == .verdict && $0.tag == name }) == statement ? nil : statement
        }
    }
}

extension Statement {
    fileprivate var tag: String? {
        if case .verdict(let statement) = self { statement.tag } else { nil }
    }
}

extension Verdict {
    /// The codes of all findings, in the gate's order, each once.
    var codes: [String] {
        RuleCode.allCases.filter { code in findings.contains { $0.code == code } }.map(\.rawValue)
    }
}
