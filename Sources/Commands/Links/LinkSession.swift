import Changes
import Git
import Ledger
import Releases
import Reports

/// One run of `link` or `unlink`: all items are checked before the first record is written.
struct LinkSession {
    private let invocation: Invocation<LinkParameters>
    private let belongs: Bool
    private let workspace: Workspace
    private let commit: Commit
    private let reason: String

    init(_ invocation: Invocation<LinkParameters>, belongs: Bool) throws {
        self.invocation = invocation
        self.belongs = belongs
        guard invocation.exempt == invocation.items.isEmpty else { throw Self.wrongWords(invocation) }
        reason = try Self.reason(invocation, isNeeded: belongs || !invocation.exempt)
        workspace = try Workspace(invocation)
        let repository = workspace.repository
        commit = try repository.commit(repository.commitID(ofRevision: invocation.commit))
    }

    func run() throws -> ExitStatus {
        let verb = belongs ? "link" : "unlink"
        let written = try workspace.writer().append("\(verb): \(commit.id.abbreviated)") { ledger in
            let linked = try linked(ledger)
            return invocation.exempt ? try exemptions(linked) : try links(linked, ledger)
        }
        try tell(written)
        return .yes
    }

    private func linked(_ ledger: LedgerReader) throws -> LinkedCommit {
        let linker = try CommitLinker(workspace.repository, policy: ledger.policy(), ledger: ledger)
        return try linker.link([commit])[0]
    }

    private func links(_ linked: LinkedCommit, _ ledger: LedgerReader) throws -> [Statement] {
        let policy = try ledger.policy()
        let items =
            belongs
            ? try ledger.knownItems(named: invocation.items, policy: policy).map(\.id)
            : try invocation.items.map { try policy.item(named: $0) }
        return Set(items).subtracting(items.filter { linked.items.contains($0) == belongs }).sorted().map { item in
            .link(LinkStatement(commit: commit.id, item: item, belongs: belongs, reason: reason))
        }
    }

    private func exemptions(_ linked: LinkedCommit) throws -> [Statement] {
        let statement = Statement.exemption(ExemptionStatement(commit: commit.id, exempt: belongs, reason: reason))
        switch linked.exemption {
        case .byHand: return belongs ? [] : [statement]
        case nil: return belongs ? [statement] : []
        case .merge, .paths:
            guard !belongs else { return [statement] }
            throw Failure(
                .refused, "\(commit.id.abbreviated) is exempt by the policy, not by hand",
                hints: ["`sluice policy edit` changes what is exempt; `sluice link` names the items that it belongs to"]
            )
        }
    }

    private func tell(_ written: [StoredRecord]) throws {
        let linked = try linked(workspace.ledger())
        if written.isEmpty { invocation.console.note("Nothing changes, it is so already.") }
        if invocation.wantsJSON {
            invocation.console.write(try JSONText.document(CommitLinksDocument(linked)))
        } else {
            invocation.console.print(CommitLinksText(linked).sentence)
        }
    }

    private static func wrongWords(_ invocation: Invocation<LinkParameters>) -> Failure {
        Failure(
            .usage, invocation.exempt ? "an exempt commit has no items" : "which items?",
            hints: ["name either items or --exempt"])
    }

    private static func reason(_ invocation: Invocation<LinkParameters>, isNeeded: Bool) throws -> String {
        let reason = try ItemAttribute.reason.normalised(invocation.reason ?? "")
        guard reason.isEmpty, isNeeded else { return reason }
        throw Failure(.usage, "a word by hand needs a reason", hints: ["say why with --reason"])
    }
}
