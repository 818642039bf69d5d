import Changes
package import Git
import Ledger
package import Releases

/// What is wrong with packed evidence by itself: its records, their signatures, its policies.
package enum EvidenceAudit {
    /// Findings that make the evidence worthless, hinder telling, or say what it rests on.
    package static func findings(in facts: AuditFacts) -> [AuditFinding] {
        Audit(facts).findings.filter { $0.severity < .drift || [.unsigned, .unpinned].contains($0.code) }
    }

    /// Holds packed files against the ledger of a clone at the state that they were taken from.
    ///
    /// - Parameters:
    ///   - ledger: the paths that the selection takes from that state, with their blobs.
    package static func differences(
        of packed: [String: ObjectID], from ledger: [String: ObjectID], at tip: ObjectID
    ) -> [AuditFinding] {
        let strange = packed.filter { ledger[$0.key] != $0.value }.keys.sorted().map { path in
            AuditFinding(
                .notInLedger, .falsified, "records/\(path)",
                "the ledger of this clone does not hold it so at \(tip.abbreviated)", commit: tip,
                mend: ["git show \(tip):\(path)"])
        }
        let withheld = ledger.keys.filter { packed[$0] == nil }.sorted().map { path in
            AuditFinding(
                .withheld, .falsified, "records/\(path)",
                "the ledger of this clone holds it at \(tip.abbreviated), and the evidence leaves it out", commit: tip,
                mend: ["git show \(tip):\(path)"])
        }
        return strange + withheld
    }
}
