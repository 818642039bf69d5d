import Changes
package import Gate
import Git
import Ledger
import Releases

/// An audit for people: what was looked at, who wrote what, then every finding with what mends it, the worst first.
package struct AuditText {
    private let audit: Audit
    private let palette: Palette

    package init(_ audit: Audit, palette: Palette = .plain) {
        self.audit = audit
        self.palette = palette
    }

    package var text: String { (head + people + findings).joined(separator: "\n") + "\n" }

    private var head: [String] {
        let facts = audit.facts
        let records = facts.records.count
        let ledger =
            "ledger \(facts.branch) at \(facts.tip.abbreviated): \(counted(facts.history.commits, "commit")), "
            + "\(counted(records, "record")), \(counted(facts.policies.links.count, "policy", "policies"))"
        let checked =
            "\(counted(facts.tags.count, "release tag")), \(counted(audit.releases.count, "release")) asked of the gate "
            + "again, \(counted(facts.claims.commits, "commit message"))"
        return ["audit: " + verdict, "  " + SafeText.line(ledger), "  " + SafeText.line(checked), ""]
    }

    private var verdict: String {
        let counts = AuditFinding.Severity.allCases.compactMap { severity in
            let count = audit.count(of: severity)
            return count == 0 || severity == .remark ? nil : severity.counted(count)
        }
        guard !counts.isEmpty else { return palette("all verifies, nothing is out of order", .green) }
        return palette(counts.joined(separator: ", "), .red)
    }

    private var people: [String] {
        let rows = AuditPeople(audit.facts.records).rows.map { row in
            [row.name, row.roles, row.authorship, row.records].map { Table.Cell($0) }
        }
        guard !rows.isEmpty else { return [] }
        let columns = ["who", "roles at the time", "word", "records"].map { Table.Column($0) }
        let table = Table(columns, rows: rows).text(palette: palette)
        return table.split(separator: "\n").map { "  " + $0 }
    }

    private var findings: [String] {
        AuditFinding.Severity.allCases.flatMap { severity -> [String] in
            let own = audit.findings.filter { $0.severity == severity }
            guard !own.isEmpty else { return [] }
            return ["", palette(severity.title, severity.paint)] + own.flatMap { $0.lines(palette) }
        }
    }
}

extension AuditFinding.Severity {
    package var title: String {
        switch self {
        case .falsified: "Does not verify"
        case .undecided: "Cannot be told in this clone"
        case .drift: "Not as it should be"
        case .remark: "Good to know"
        }
    }

    fileprivate var paint: Paint {
        switch self {
        case .falsified, .undecided: .red
        case .drift: .yellow
        case .remark: .dim
        }
    }

    fileprivate func counted(_ count: Int) -> String {
        switch self {
        case .falsified: "\(count) \(count == 1 ? "thing does" : "things do") not verify"
        case .undecided: "\(count) cannot be told here"
        case .drift: "\(count) not as it should be"
        case .remark: "\(count) good to know"
        }
    }
}
