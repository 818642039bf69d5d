import Changes
import Git
import Ledger
import Releases
import Reports

/// One run of `import --from-history`: the items that the history names and the ledger does not know.
struct HistoryImport {
    private let invocation: Invocation<ImportItems>
    private let workspace: Workspace

    init(_ invocation: Invocation<ImportItems>) throws {
        self.invocation = invocation
        workspace = try Workspace(invocation)
        let needless = [
            invocation.what.isEmpty ? nil : "a file", invocation.source.map { _ in "--source" },
            invocation.preset.map { _ in "--preset" }, invocation.columns.isEmpty ? nil : "--column",
        ].compactMap(\.self)
        if let first = needless.first {
            throw Failure(
                .usage, "--from-history reads the history, and not \(first)",
                hints: ["`sluice import --from-history` takes no file; a second `sluice import` reads one"])
        }
    }

    func run() throws -> ExitStatus {
        let ledger = try workspace.ledger()
        let found = try items(policy: ledger.policy())
        if invocation.dryRun {
            try tell(Plan(found, ledger), isWritten: false)
            return .yes
        }
        let plan = try workspace.writer().decide("import: items of the history") { ledger in
            let plan = try Plan(found, ledger)
            return (plan, plan.new.map { .item($0.statement) })
        }.decision
        try tell(plan, isWritten: !plan.new.isEmpty)
        return .yes
    }

    /// Their objects are not hashed again: they decide nothing, and people approve what is made of them.
    private func items(policy: Policy) throws -> [HistoryItem] {
        let repository = workspace.repository
        let verifies = repository.verifiesHashes
        repository.verifiesHashes = false
        defer { repository.verifiesHashes = verifies }
        return try repository.historyItems(policy: policy)
    }

    /// The items that are new to a ledger. It knows more of all others than the history does.
    private struct Plan {
        let new: [HistoryItem]
        let known: Int

        init(_ found: [HistoryItem], _ ledger: LedgerReader) throws {
            let known = try ledger.items(Set(found.map(\.id)))
            new = found.filter { known[$0.id] == nil }
            self.known = found.count - new.count
        }
    }

    private func tell(_ plan: Plan, isWritten: Bool) throws {
        let console = invocation.console
        if invocation.wantsJSON {
            return console.write(
                JSONText.document(HistoryImportDocument(plan.new, known: plan.known, isWritten: isWritten)))
        }
        let text = HistoryImportText(plan.new, known: plan.known)
        if invocation.dryRun { console.write(text.lines) }
        console.print((invocation.dryRun ? "Would be imported: " : "Imported: ") + text.summary + ".")
        guard isWritten else { return }
        console.note(
            "People still plan and approve these items: `sluice release collect <version>` plans those of a release.")
    }
}
