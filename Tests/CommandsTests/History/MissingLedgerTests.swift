import TestSupport
import Testing

/// Commands that read the history in a clone that lacks the ledger.
@Suite struct MissingLedgerTests {
    private let origin: TestRepository
    private static let commands = [["log", "1.0"], ["notes", "1.0"], ["config", "1.0"]]

    init() throws {
        origin = try TestRepository()
        try origin.commit("RFC-1: first")
        try origin.tag("v1.0")
    }

    @Test("where a remote may have the ledger, they end with 3 and say `sluice sync`, which brings it")
    func saysSync() throws {
        try origin.makeLedger()
        let clone = try origin.clone(options: ["--single-branch"])
        for command in Self.commands {
            let refused = try clone.run(command)
            #expect(refused.status == 3 && refused.output.isEmpty, "\(command) \(refused.errors)")
            #expect(
                refused.errors.hasPrefix(
                    "error: this clone has no ledger (branch sluice/ledger), and no --key says what IDs look like\n"
                        + "hint: if a remote has the ledger: `sluice setup` brings it, and prepares this clone\n"),
                "\(refused.errors)")
            #expect(try clone.run(command + ["--key", "RFC"]).status == 0)
        }
        try clone.sync()
        for command in Self.commands { #expect(try clone.run(command).status == 0, "\(command)") }
    }

    @Test("without a remote there is nothing to sync: they end with 2 and say `sluice init`")
    func saysInit() throws {
        for command in Self.commands {
            let refused = try origin.run(command)
            #expect(refused.status == 2 && refused.errors.contains("`sluice init` finds them"), "\(refused.errors)")
        }
    }
}
