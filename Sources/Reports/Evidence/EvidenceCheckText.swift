package import Changes
package import Gate
import Git
import Ledger
import Releases

/// What came of checking packed evidence, for people.
package struct EvidenceCheckText {
    private let check: EvidenceCheck
    private let palette: Palette

    package init(_ check: EvidenceCheck, palette: Palette = .plain) {
        self.check = check
        self.palette = palette
    }

    package var text: String {
        let name = check.origin.map { "release \($0.version)" } ?? "no release"
        let isGood = check.severity.map { $0 == .remark } ?? true
        let head = ["evidence of \(SafeText.line(name)): " + palette(decision, isGood ? .green : .red)] + details
        return (head + check.findings.flatMap { [""] + $0.lines(palette) }).joined(separator: "\n") + "\n"
    }

    private var decision: String {
        switch check.severity {
        case .falsified: "does not verify"
        case .undecided: "cannot be checked whole in this clone"
        case .drift: "verifies, but the verdict is another one here"
        case .remark, nil: "verifies"
        }
    }

    private var details: [String] {
        let verdict = check.verdict.map { verdict in
            "the gate, asked again by the packed records: " + (verdict.isOpen ? "open" : "refused")
        }
        let from = check.origin.map {
            "\(counted(check.records, "record")) from \($0.branch) at \($0.tip.abbreviated)"
        }
        return [from, verdict].compactMap(\.self).map { "  " + SafeText.line($0) }
    }
}

/// The same in JSON. Stable: keys may be added, none is taken away.
package struct EvidenceCheckDocument: JSONConvertible, Sendable {
    package let json: JSONValue

    package init(_ check: EvidenceCheck) {
        json = .object([
            // clean, or the worst that was found: false, undecided, drift.
            "result": AuditFinding.result(check.severity), "release": (check.origin?.version).orNull,
            "records": check.records,
            // Null where the gate could not be asked.
            "open": (check.verdict?.isOpen).orNull, "findings": check.findings.map(AuditDocument.finding),
        ])
    }
}
