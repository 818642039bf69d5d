import Gate
import Ledger
import Releases
import Reports

extension Command {
    static let audit = Command(
        "audit", summary: "Check the whole ledger and all release tags",
        details: """
            Verifies every record, every policy and every release tag: names, hashes,
            signatures, who had which role when a record entered the ledger, what was ever
            taken out or changed, tags that no gate was asked for or that were moved, releases
            that the gate would refuse today, deployments to production that passed no gate, and
            IDs in messages that were likely misspelt.
            All that is found is told, the worst first, with what mends it.

            --since bounds what is told to what entered the ledger after that; whether the
            ledger verifies and where release tags are is always checked whole.

            Exit status: 0 nothing is out of order, 1 something is not as it should be,
            3 this clone does not have what it takes, 4 evidence does not verify.

            --json: `result` (clean, drift, undecided, false), `ledger`, `findings` (each
            `code`, `severity`, `subject`, `commit`, `what`, `mend`), `policies`, `tags`,
            `releases`, `deployments` (to production), and `records` (each `path`, `kind`, `at`, `by`, `authorship` then and
            `today`, `policy` of then, `roles` of then, `after`, `entered`).
            """,
        examples: [
            ("sluice audit", "all of it"),
            ("sluice audit --since 2.3.0 --json", "what came after release 2.3.0, for a machine"),
            ("sluice audit --since 2026-01-01", "what came this year"),
        ],
        paged: true, run: ShowAudit.run)
}

struct ShowAudit: Parameters {
    let since = Option.value(
        "since", placeholder: "date|revision|release", help: "tell only what entered the ledger after that")

    static func run(_ invocation: Invocation<ShowAudit>) throws -> ExitStatus {
        let session = try AuditSession(Workspace(invocation), invocation.console)
        let audit = try session.audit(since: invocation.since)
        let console = invocation.console
        console.write(
            invocation.wantsJSON
                ? JSONText.document(AuditDocument(audit)) : AuditText(audit, palette: console.palette).text)
        return audit.severity.status
    }
}

extension AuditFinding.Severity? {
    /// The exit status of a command that found nothing worse.
    var status: ExitStatus {
        switch self {
        case .falsified: .notVerified
        case .undecided: .cannotDecide
        case .drift: .refused
        case .remark, nil: .yes
        }
    }
}
