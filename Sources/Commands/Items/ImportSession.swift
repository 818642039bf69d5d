import Changes
import Git
import Ledger
import Reports

/// One run of `import`: the file is read once, and compared with the ledger as it stands when it is written to.
struct ImportSession {
    private let invocation: Invocation<ImportItems>
    private let workspace: Workspace
    private let rows: [ImportedRow]

    init(_ invocation: Invocation<ImportItems>) throws {
        self.invocation = invocation
        workspace = try Workspace(invocation)
        if let source = invocation.source {
            let policy = try workspace.ledger().policy()
            let items = try invocation.what.map { try policy.item(named: $0) }
            rows = try SourceSession(source, policy, workspace.repository).answer(about: items)
        } else {
            rows = try Self.rows(invocation)
        }
    }

    private static func rows(_ invocation: Invocation<ImportItems>) throws -> [ImportedRow] {
        guard invocation.what.count == 1, let file = invocation.what.first else {
            throw Failure(
                .usage, invocation.what.isEmpty ? "which file?" : "one file at a time",
                hints: ["name what the tracker exported, or ask a source of the policy: --source <name>"])
        }
        let bytes = try File.read(file, limit: ImportLimits().bytes + 1)
        do {
            return isTable(file, invocation.format, bytes)
                ? try importedRows(csv: bytes) : try importedRows(jsonLines: bytes)
        } catch {
            throw Failure(.refused, "\(file.quoted), \(error)", hints: error.hints)
        }
    }

    func run() throws -> ExitStatus {
        if invocation.dryRun {
            let plan = try self.plan(workspace.ledger())
            try tell(plan, isWritten: false)
            return .yes
        }
        let plan = try workspace.writer().decide("import: \(rows.count) rows") { ledger in
            let plan = try self.plan(ledger)
            let statements = plan.plan.changes.map { change in
                var statement = change.statement
                statement.source = invocation.source
                return Statement.item(statement)
            }
            return (plan, statements)
        }.decision
        try tell(plan, isWritten: !plan.plan.changes.isEmpty)
        return .yes
    }

    private typealias Plan = (plan: ImportPlan, leftOut: [RowProblem])

    private func plan(_ ledger: LedgerReader) throws -> Plan {
        let policy = try ledger.policy()
        let reader = ImportReader(rows, columns: try columns(policy), policy: policy, numberKey: invocation.key)
        let problems = reader.badRows + (invocation.lenient ? [] : reader.badValues)
        guard problems.isEmpty else { throw ImportProblem.badRows(problems.sorted { $0.line < $1.line }) }
        let items = reader.items
        let ids = items.flatMap { item in [item.id, item.values[.rfc].flatMap { ItemID($0) }].compactMap { $0 } }
        return (try ImportPlan(items, known: ledger.items(Set(ids))), reader.badValues)
    }

    private func columns(_ policy: Policy) throws -> ImportColumns {
        var named: [ImportTarget: String] = [:]
        // Sources speak the ledger's own words.
        for (name, column) in invocation.source == nil ? policy.importColumns : [:] {
            ImportTarget(name: name).map { named[$0] = column }
        }
        for text in invocation.columns {
            let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2, let target = ImportTarget(name: parts[0]) else { throw Self.badColumn(text) }
            named[target] = parts[1]
        }
        return try ImportColumns(named, in: rows)
    }

    private func tell(_ made: Plan, isWritten: Bool) throws {
        let (plan, console) = (made.plan, invocation.console)
        for problem in made.leftOut { console.warn("left out: \(problem.sentence)") }
        let text = ImportText(plan)
        if plan.changes.isEmpty { console.note("Nothing changes, the ledger has it all already.") }
        if invocation.wantsJSON {
            return console.write(JSONText.document(ImportDocument(plan, isWritten: isWritten)))
        }
        if invocation.dryRun { console.write(text.lines) }
        console.print((invocation.dryRun ? "Would be imported: " : "Imported: ") + text.summary + ".")
    }

    /// By the option, or else by the name, or else by the first character: only JSON begins with a brace.
    private static func isTable(_ file: String, _ format: ImportItems.Format?, _ bytes: [UInt8]) -> Bool {
        if let format { return format == .csv }
        let name = file.lowercased()
        if [".csv", ".tsv"].contains(where: name.hasSuffix) { return true }
        if [".jsonl", ".ndjson", ".json"].contains(where: name.hasSuffix) { return false }
        let first = bytes.first { !" \t\r\n".utf8.contains($0) }
        return first != UInt8(ascii: "{") && first != UInt8(ascii: "[")
    }

    private static func badColumn(_ text: String) -> Failure {
        let names = ImportTarget.all.map(\.name).joined(separator: ", ")
        return Failure(
            .usage, "\(text.quoted) does not name a column",
            hints: ["write `--column title=<column>`; what columns can hold: \(names)"])
    }
}
