import Changes
import Git
import Ledger
import Releases
import Reports

extension Command {
    static let sync = Command(
        "sync", summary: "Share the ledger with a remote",
        details: """
            Fetches the remote's ledger, joins it with the one here, and pushes; again where
            someone was faster. Joining loses nothing: records are only ever added. Without a
            name, the remote is the one that `git config sluice.remote` names, or else that of
            the ledger's branch, or else origin.

            Two ledgers that were made apart, each by its own `sluice init`, cannot be joined, nor
            can two whose policies were edited at the same time: --adopt takes the remote's, and
            keeps the one here under another reference.
            """,
        examples: [
            ("sluice sync", "bring and send what is new"),
            ("sluice sync upstream --json", "the same with another remote, for a program"),
            ("sluice sync --adopt", "take the remote's ledger in place of one that was made apart from it"),
        ],
        run: SyncLedger.run)
}

struct SyncLedger: Parameters {
    let remote = Argument.optional("remote", help: "a remote of this repository")
    let adopt = Option.flag(
        "adopt", help: "take the remote's ledger, and set aside the one here if they cannot be joined")

    static func run(_ invocation: Invocation<SyncLedger>) throws -> ExitStatus {
        let workspace = try Workspace(invocation)
        let remote = try workspace.ledgerRemote(named: invocation.remote)
        let sync = try LedgerSync(workspace.repository, with: remote, author: workspace.author)
        let adoption = try invocation.adopt ? sync.adopt() : nil
        if invocation.adopt, adoption == nil {
            invocation.console.note("The ledger here can be joined with that of \(remote); nothing is set aside.")
        }
        let outcome = try sync.run()
        let report = SyncReport(outcome, adoption)
        if invocation.wantsJSON {
            invocation.console.write(JSONText.document(report))
        } else {
            invocation.console.write(report.text)
        }
        invocation.console.show(outcome.said, of: outcome.remote)
        if let latest = outcome.latest, latest > workspace.now() + TimeSpan(seconds: 300) {
            invocation.console.note(
                "Records came that are dated after now, up to \(latest): their clock or the one here is wrong.")
        }
        warnOfRivals(among: outcome.items, workspace, invocation.console)
        tellOfMissingTags(workspace, remote, invocation.console)
        return .yes
    }

    /// Two clones can give one number to two items, which the gate asks about when a release has commits of them.
    private static func warnOfRivals(among items: [ItemID], _ workspace: Workspace, _ console: Console) {
        // What was shared is shared: a ledger that cannot be read is reported by whoever reads it.
        guard !items.isEmpty, let ledger = try? workspace.ledger() else { return }
        for case let item? in items.map({ try? ledger.item($0) }) where item.rivalTitles.count > 1 {
            let titles = item.rivalTitles
            console.warn(
                "\(item.id.shown) was added as \(titles.map(\.quoted).joined(separator: " and ")), in clones that had "
                    + "not seen each other",
                hints: [
                    "`sluice \(item.noun.rawValue) edit \(item.id) --title \(titles[0])` says which it is",
                    "`sluice \(item.noun.rawValue) add --title \(titles[1])` adds the other one anew",
                ])
        }
    }

    /// A sync brings records and no tags: a release is planned here until its tag came.
    private static func tellOfMissingTags(_ workspace: Workspace, _ remote: String, _ console: Console) {
        // What was shared is shared: a ledger that cannot be read is reported by whoever reads it.
        guard let names = try? workspace.missingTags(), !names.isEmpty else { return }
        let isOne = names.count == 1
        let advice: Hint = "`git fetch --tags \(remote)` brings \(isOne ? "it" : "them")"
        console.note(
            "The ledger has \(isOne ? "the manifest" : "manifests") of \(TagNames.listed(names)), "
                + "but this clone lacks the \(isOne ? "tag" : "tags"): \(advice).")
    }
}

extension Workspace {
    /// Release tags that the ledger has manifests of and this clone lacks. Sorted.
    fileprivate func missingTags() throws -> [String] {
        let ledger = try ledger()
        return try ScopeFinder(repository, policy: ledger.policy(), plans: ledger.releases()).missingTags
    }

    /// The remote that a person names, or else the one that the ledger is shared with.
    ///
    /// - Throws: `SharingProblem.unknownRemote`, `.noRemote`.
    func ledgerRemote(named name: String? = nil) throws -> String {
        let known = try repository.remoteNames()
        guard let remote = try name ?? repository.ledgerRemote() else { throw SharingProblem.noRemote(known: known) }
        guard known.contains(remote) else { throw SharingProblem.unknownRemote(name: remote, known: known) }
        return remote
    }
}
