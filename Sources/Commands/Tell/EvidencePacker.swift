import Changes
import Gate
import Git
import Ledger
import Releases

/// Takes from a ledger what the evidence of a release has to hold.
struct EvidencePacker {
    private let repository: Repository
    private let ledger: LedgerReader

    init(_ repository: Repository, _ ledger: LedgerReader) {
        self.repository = repository
        self.ledger = ledger
    }

    /// - Throws: a failure where the release has no manifest, or the ledger does not verify: what is false is not packed.
    func evidence(of version: Version) throws -> ReleaseEvidence {
        let facts = try FactsGatherer(repository, ledger: ledger).factsAsTagged(of: version)
        guard facts.ledger.tagsBeyond.isEmpty else {
            throw Failure(
                .notVerified, "the ledger lacks what release tags name; nothing was packed",
                hints: ["`sluice audit` tells all of it"])
        }
        let selection = try EvidenceSelection(facts)
        let origin = EvidenceOrigin(
            version: version, branch: ledger.branch, tip: ledger.tip, program: Program.releasedVersion)
        let files = try ledger.files().filter { selection.includes($0.path) }.map { file in
            PackedFile(path: String(decoding: file.path, as: UTF8.self), bytes: try repository.blob(file.blob))
        }
        let packed = try EvidenceLedger(files, origin, in: repository)
        let audit = try packed.audit()
        guard !EvidenceAudit.findings(in: audit).contains(where: { $0.severity == .falsified }) else {
            throw Failure(
                .notVerified, "the ledger's records of release \(version) do not verify; nothing was packed",
                hints: ["`sluice audit` tells all that is wrong"])
        }
        guard let evidence = ReleaseEvidence(origin, files, audit, Verdict(try packed.facts())) else {
            throw Failure(
                .refused, "release \(version) has no manifest that counts: it was not tagged through the gate",
                hints: ["`sluice tag \(version)` tags it", "`sluice audit` tells which tags have none"])
        }
        return evidence
    }
}
