import Gate
import Ledger

/// Collects what a clone did not suffice for, each once.
struct Undecided {
    private(set) var findings: [AuditFinding] = []

    /// - Throws: what is wrong with the ledger, and bugs.
    mutating func collect<Value>(_ subject: String, orElse value: Value, _ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch let error as any FailureConvertible {
            guard error.failure.status == .cannotDecide, !(error is LedgerProblem) else { throw error }
            add(.undecided, .undecided, subject, "it cannot be told here", error.failure)
            return value
        }
    }

    mutating func add(
        _ code: AuditCode, _ severity: AuditFinding.Severity, _ subject: String, _ what: String, _ failure: Failure
    ) {
        let text = "\(what): \(failure.message)"
        guard !findings.contains(where: { $0.what == text }) else { return }
        findings.append(AuditFinding(code, severity, subject, text, mend: failure.fixes))
    }
}
