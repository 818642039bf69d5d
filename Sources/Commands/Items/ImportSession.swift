import Changes
import Git
import Ledger
import Reports
import System

/// One run of `import`: the file is read once, and compared with the ledger as it stands when it is written to.
struct ImportSession {
    private let invocation: Invocation<ImportItems>
    private let workspace: Workspace
    private let table: ImportedTable
    private let rules: ImportRules

    init(_ invocation: Invocation<ImportItems>) throws {
        self.invocation = invocation
        workspace = try Workspace(invocation)
        rules = try Self.rules(invocation)
        if let source = invocation.source {
            let policy = try workspace.ledger().policy()
            let items = try invocation.what.map { try policy.item(named: $0) }
            table = ImportedTable(
                rows: try SourceSession(source, policy, workspace.repository).answer(about: items))
        } else {
            table = try Self.table(invocation)
        }
    }

    private static func table(_ invocation: Invocation<ImportItems>) throws -> ImportedTable {
        guard invocation.what.count == 1, let file = invocation.what.first else {
            throw Failure(
                .usage, invocation.what.isEmpty ? "which file?" : "one file at a time",
                hints: [
                    "name the file that the tracker exported, ask a source of the policy (--source <name>), or read the history (--from-history)"
                ])
        }
        let bytes = try File.read(file, limit: ImportLimits().bytes + 1)
        do {
            return isTable(file, invocation.format, bytes)
                ? try importedTable(csv: bytes) : try importedTable(json: bytes)
        } catch {
            throw Failure(.refused, "\(file.quoted), \(error)", hints: error.hints(for: file))
        }
    }

    private static func rules(_ invocation: Invocation<ImportItems>) throws -> ImportRules {
        var rules = ImportRules(
            preset: invocation.preset.map { ImportPreset($0) }, numberKey: invocation.key, dates: invocation.dates)
        for text in invocation.states {
            guard let sign = text.lastIndex(of: "="), sign > text.startIndex,
                ["open", "closed"].contains(text[text.index(after: sign)...])
            else {
                throw Failure(
                    .usage, "\(text.quoted) does not say what a state means",
                    hints: ["write `--state 'Awaiting CAB=open'` or `--state 'Shelved=closed'`"])
            }
            rules.setState(String(text[..<sign]), String(text[text.index(after: sign)...]))
        }
        return rules
    }

    func run() throws -> ExitStatus {
        if invocation.dryRun {
            let plan = try self.plan(workspace.ledger())
            try tell(plan, isWritten: false)
            return .yes
        }
        let plan = try workspace.writer().decide("import: \(table.rows.count) rows") { ledger in
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

    /// A plan, and what is left out of it.
    private typealias Plan = (plan: ImportPlan, skipped: [RowProblem], leftOut: [RowProblem], passedOver: Int)

    private func plan(_ ledger: LedgerReader) throws -> Plan {
        let policy = try ledger.policy()
        let reader = ImportReader(table.rows, columns: try columns(policy), policy: policy, rules: rules)
        let items = reader.items
        let ids = items.flatMap { item in [item.id, item.values[.rfc].flatMap { ItemID($0) }].compactMap { $0 } }
        let plan = try ImportPlan(
            items, known: ledger.items(Set(ids)), besides: invocation.lenient ? [] : reader.named)
        let skipped = (table.badRows + reader.badRows + plan.badRows).sorted { $0.place < $1.place }
        guard skipped.isEmpty && reader.badValues.isEmpty || invocation.lenient && !plan.isEmpty else {
            throw ImportProblem.badRows(
                (skipped + reader.badValues).sorted { $0.place < $1.place }, fitting: fitting)
        }
        return (plan, skipped, reader.badValues, reader.passedOver)
    }

    /// The preset that the columns suggest, where none was asked for.
    private var fitting: ImportPreset? {
        invocation.preset == nil && invocation.source == nil ? ImportPreset.fitting(table.columns) : nil
    }

    private func columns(_ policy: Policy) throws -> ImportColumns {
        var named: [ImportTarget: String] = [:]
        // Sources speak the ledger's own words.
        for (name, column) in invocation.source == nil ? policy.importColumns : [:] {
            ImportTarget(name: name).map { named[$0] = column }
        }
        // The columns of the policy are those of the tracker that is usual here.
        for target in rules.preset?.columns.map(\.key) ?? [] { named[target] = nil }
        for text in invocation.columns {
            let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2, let target = ImportTarget(name: parts[0]) else { throw Self.badColumn(text) }
            named[target] = parts[1]
        }
        return try ImportColumns(named, preset: rules.preset, in: table)
    }

    private func tell(_ made: Plan, isWritten: Bool) throws {
        let (plan, console) = (made.plan, invocation.console)
        for line in RowProblem.shown(made.skipped) { console.warn("skipped: \(line)") }
        for line in RowProblem.shown(made.leftOut) { console.warn("left out: \(line)") }
        if made.passedOver > 0 { console.note("\(counted(made.passedOver, "row")) passed over: not an item.") }
        let text = ImportText(plan)
        if plan.changes.isEmpty { console.note("Nothing changes, the ledger has it all already.") }
        if invocation.wantsJSON {
            return console.write(
                JSONText.document(
                    ImportDocument(plan, isWritten: isWritten, skipped: made.skipped.map(\.sentence))))
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
