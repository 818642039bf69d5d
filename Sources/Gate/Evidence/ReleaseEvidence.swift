package import Changes
import Git
package import Ledger
package import Releases

/// All that the evidence of one release tells: what was packed, and what follows from it.
package struct ReleaseEvidence: Sendable {
    package let origin: EvidenceOrigin
    /// The ledger's files, sorted by path.
    package let files: [PackedFile]
    package let audit: AuditFacts
    package let verdict: Verdict
    package let manifest: ManifestStatement
    /// The record that holds the manifest.
    package let manifestRecord: JudgedRecord
    private let records: EvidenceRecords

    /// - Returns: nil where there is no manifest for the release's tag that counted when it was recorded.
    package init?(_ origin: EvidenceOrigin, _ files: [PackedFile], _ audit: AuditFacts, _ verdict: Verdict) {
        self.origin = origin
        self.files = files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
        self.audit = audit
        self.verdict = verdict
        let tag = verdict.facts.tagName
        let manifests = audit.records.compactMap { record -> (statement: ManifestStatement, record: JudgedRecord)? in
            guard record.problem == nil, record.stored.authorship.counts,
                case .manifest(let statement) = record.statement,
                statement.tag == tag
            else { return nil }
            return (statement, record)
        }
        guard let latest = manifests.max(by: { $0.record.stored.name < $1.record.stored.name }) else { return nil }
        manifest = latest.statement
        manifestRecord = latest.record
        records = EvidenceRecords(audit.records)
    }

    package var facts: GateFacts { verdict.facts }

    /// The records that are about a subject, in their order, as they counted when they were recorded.
    package func records(of subject: Subject) -> RecordSequence {
        records[subject]
    }

    package func item(_ id: ItemID) -> Item? { records[id] }

    package func record(_ name: RecordName) -> JudgedRecord? { records[name] }

    /// When the release was tagged, as its manifest says.
    package var tagged: Timestamp { manifestRecord.stored.record.at }

    /// The records that answer what an auditor asks.
    package func records(on topic: AuditTopic) -> [JudgedRecord] {
        audit.records.filter { record in
            // A board is one by the policy of then, or by that of today.
            [audit.policies.policy(at: record.policy), facts.policy].contains { policy in
                AuditTopic(record.statement, under: policy) == topic
            } && (topic != .boards || record.isSignOff(in: origin.version))
        }
    }
}

extension JudgedRecord {
    fileprivate func isSignOff(in release: Version) -> Bool {
        if case .signOff(let signOff) = statement { signOff.release == release } else { false }
    }
}
