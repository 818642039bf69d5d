import Changes
package import Releases

/// What came of checking packed evidence.
package struct EvidenceCheck: Sendable {
    /// Nil where the package does not say of what it is.
    package let origin: EvidenceOrigin?
    /// How many records are in it.
    package let records: Int
    /// Nil where the gate could not be asked.
    package let verdict: Verdict?
    /// The worst first.
    package let findings: [AuditFinding]

    package init(origin: EvidenceOrigin?, records: Int, verdict: Verdict?, findings: [AuditFinding]) {
        self.origin = origin
        self.records = records
        self.verdict = verdict
        self.findings = findings.unique { [$0.code.rawValue, $0.subject, $0.what] }.sorted {
            if $0.severity != $1.severity { return $0.severity < $1.severity }
            return $0.subject.utf8.lexicographicallyPrecedes($1.subject.utf8)
        }
    }

    package var severity: AuditFinding.Severity? { findings.first?.severity }
}
