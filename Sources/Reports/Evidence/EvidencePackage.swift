import Changes
package import Gate
import Git
import Ledger
import Releases

/// A file of packed evidence.
package struct EvidenceFile: Hashable, Sendable {
    /// From the package's own folder.
    package let path: String
    package let bytes: [UInt8]
}

/// Everything that is packed as the evidence of one release, but for the sums: the same evidence gives the same bytes.
package struct EvidencePackage {
    private let evidence: ReleaseEvidence

    package init(_ evidence: ReleaseEvidence) { self.evidence = evidence }

    /// Files whose words depend on the program that writes them.
    package static let worded: Set = ["README.md", "report.html", "report.md", "verdict.txt"]
    /// Files that tell the verdict.
    package static let verdict: Set = ["verdict.json", "verdict.txt"]

    /// Sorted by path.
    package var files: [EvidenceFile] {
        let report = AuditorReport(evidence).page
        let texts = [
            (EvidenceOrigin.fileName, JSONText.document(evidence.origin.document)),
            ("README.md", EvidenceReadme(evidence).text), ("report.md", report.text(.markdown)),
            ("report.html", report.text(.html)),
            ("manifest.json", JSONText.document(evidence.manifest.json)),
            ("verdict.json", Self.verdictDocument(evidence.verdict)),
            ("verdict.txt", VerdictText(evidence.verdict).text), ("commits", commits),
            ("allowed_signers", evidence.audit.policies.inForce?.people.allowedSigners ?? ""),
            ("signatures", signatures.map { $0.joined(separator: "\t") + "\n" }.joined()),
        ].map { EvidenceFile(path: $0.0, bytes: Array($0.1.utf8)) }
        let packed = evidence.files.map { file in
            EvidenceFile(path: EvidencePaths.path(ofPacked: file.path), bytes: file.bytes)
        }
        return (texts + packed + parts + keys).sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    }

    /// The verdict without what only the clone says: whether it pins the first policy.
    package static func verdictDocument(_ verdict: Verdict) -> String {
        guard case .object(let object) = VerdictDocument(verdict).json else { return "" }
        return JSONText.document(JSONValue.object(JSONObject(members: object.members.filter { $0.name != "pinned" })))
    }

    /// All commits of the release as `git rev-list … | sort` prints them.
    private var commits: String { evidence.manifest.commits.map(\.commit).sorted().map { "\($0)\n" }.joined() }

    /// The line and the signature of every signed record, apart, as `ssh-keygen` and `gpgv` want them.
    private var parts: [EvidenceFile] {
        evidence.files.flatMap { file -> [EvidenceFile] in
            guard file.path.hasSuffix(".json"), let end = file.bytes.firstIndex(of: UInt8(ascii: "\n")),
                end + 1 < file.bytes.count
            else { return [] }
            let path = EvidencePaths.path(ofPacked: file.path)
            return [
                EvidenceFile(path: path + ".line", bytes: Array(file.bytes[...end])),
                EvidenceFile(path: path + ".sig", bytes: Array(file.bytes[(end + 1)...])),
            ]
        }
    }

    /// Whose keys each version of the policy names.
    private var keys: [EvidenceFile] {
        evidence.audit.policies.holding.flatMap { policy -> [EvidenceFile] in
            let exported = policy.people.flatMap(\.keys).flatMap(\.exported)
            let signers = EvidenceFile(
                path: "policy/\(policy.version).allowed_signers", bytes: Array(policy.people.allowedSigners.utf8))
            return exported.isEmpty
                ? [signers] : [signers, EvidenceFile(path: "policy/\(policy.version).keyring", bytes: exported)]
        }
    }

    /// The signatures that count: record, program, person, namespace, and the policy that names the key.
    private var signatures: [[String]] {
        evidence.audit.records.compactMap { record in
            guard case .signed(let person) = record.today, let armor = record.stored.signature,
                let signature = try? RecordSignature(armor)
            else { return nil }
            let program = if case .openPGP = signature.kind { "openpgp" } else { "ssh" }
            return [
                record.path.pathText, program, person, record.statement.kind.signatureNamespace,
                "\(governing(record))",
            ]
        }
    }

    /// A version of the policy is judged by the one before it; the first, by itself.
    private func governing(_ record: JudgedRecord) -> Int {
        guard case .policy(let statement) = record.statement else { return evidence.audit.policies.holding.count }
        return max(statement.version - 1, 1)
    }
}
