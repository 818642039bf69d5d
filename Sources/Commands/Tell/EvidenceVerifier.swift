import Changes
import Gate
import Git
import Ledger
import Releases
import Reports

/// Checks packed evidence in a clone. Nothing in the package is believed that does not follow from something else.
struct EvidenceVerifier {
    private let repository: Repository

    init(_ repository: Repository) { self.repository = repository }

    func check(_ package: EvidenceReader) throws -> EvidenceCheck {
        let damaged = Self.damages(of: package)
        guard damaged.isEmpty, let origin = package.origin else {
            // What follows from files that were changed says nothing more.
            return EvidenceCheck(origin: package.origin, records: 0, verdict: nil, findings: damaged)
        }
        do {
            return try check(package, origin)
        } catch let problem as LedgerProblem {
            return Self.refusal(package, problem.failure)
        } catch let collision as LedgerCollision {
            return Self.refusal(package, collision.failure)
        }
    }

    private static func refusal(_ package: EvidenceReader, _ failure: Failure) -> EvidenceCheck {
        let finding = AuditFinding(.derived, .falsified, "records", failure.message, mend: failure.fixes)
        return EvidenceCheck(origin: package.origin, records: 0, verdict: nil, findings: [finding])
    }

    /// Files that are not what the digests say, or that no evidence has.
    private static func damages(of package: EvidenceReader) -> [AuditFinding] {
        let strange = package.strange.map { path in
            AuditFinding(.surplus, .falsified, path, "no evidence holds a file of this sort", mend: [])
        }
        let told = Set((package.files[EvidenceSums.fileName] ?? []).split(separator: UInt8(ascii: "\n")))
        let found = Set(package.sums.split(separator: UInt8(ascii: "\n")))
        // A line holds the digest in 64 digits, two spaces, and the path.
        let changed = Set(told.symmetricDifference(found).map { String(decoding: $0.dropFirst(66), as: UTF8.self) })
        let sums = changed.sorted().map { path in
            AuditFinding(
                .sums, .falsified, path, "it does not have the digest that \(EvidenceSums.fileName) tells",
                mend: ["sha256sum --check --strict \(EvidenceSums.fileName)"])
        }
        let isWhole = package.files[EvidenceSums.fileName] == package.sums
        let form = AuditFinding(
            .sums, .falsified, EvidenceSums.fileName, "it is not what sha256sum prints of these files",
            mend: ["sha256sum --check --strict \(EvidenceSums.fileName)"])
        let origin = AuditFinding(
            .derived, .falsified, EvidenceOrigin.fileName, "it does not tell of what this is the evidence", mend: [])
        return strange + sums + (isWhole ? [] : [form]) + (package.origin == nil ? [origin] : [])
    }

    private func check(_ package: EvidenceReader, _ origin: EvidenceOrigin) throws -> EvidenceCheck {
        let packed = package.packed
        // Before the packed objects can be seen beside the clone's own.
        var undecided = Undecided()
        let state = try undecided.collect("the ledger of this clone", orElse: nil) { try ledgerState(of: origin) }
        let ledger = try EvidenceLedger(packed, origin, in: repository)
        let audit = try ledger.audit()
        var findings = EvidenceAudit.findings(in: audit)
        guard !findings.contains(where: { $0.severity == .falsified }) else {
            return EvidenceCheck(origin: origin, records: audit.records.count, verdict: nil, findings: findings)
        }
        let facts = try undecided.collect("the verdict", orElse: nil) { try ledger.facts() }
        let verdict = facts.map { Verdict($0) }
        if let facts, let verdict {
            findings += try state?.findings(packed, EvidenceSelection(facts), origin) ?? []
            findings += comparison(package, origin, audit, verdict)
        }
        if state == nil, undecided.findings.isEmpty { findings.append(Self.notCompared) }
        return EvidenceCheck(
            origin: origin, records: audit.records.count, verdict: verdict, findings: findings + undecided.findings)
    }

    private func comparison(
        _ package: EvidenceReader, _ origin: EvidenceOrigin, _ audit: AuditFacts, _ verdict: Verdict
    ) -> [AuditFinding] {
        guard let evidence = ReleaseEvidence(origin, package.packed, audit, verdict) else {
            return [
                AuditFinding(
                    .derived, .falsified, "manifest.json", "no packed record is a manifest of the release", mend: [])
            ]
        }
        return EvidenceComparison(package.files, with: evidence, program: Program.releasedVersion).findings
    }

    private static let notCompared = AuditFinding(
        .notCompared, .remark, "records", "this clone has no ledger to hold them against",
        mend: ["git fetch origin \(LedgerLocation.defaultBranch):\(LedgerLocation.defaultBranch)"])

    /// The ledger of the clone as it was when the evidence was taken; nil where the clone has none.
    ///
    /// - Throws: a failure where its ledger does not contain that state.
    private func ledgerState(of origin: EvidenceOrigin) throws -> LedgerState? {
        let location: LedgerLocation
        do {
            location = try repository.ledgerLocation()
        } catch let problem as LedgerProblem {
            throw problem.failure
        }
        guard let tip = location.tip else { return nil }
        guard repository.contains(origin.tip), try repository.isAncestor(origin.tip, of: tip) else {
            throw Failure(
                .cannotDecide,
                "the ledger of this clone does not contain \(origin.tip.abbreviated), from which the evidence was taken",
                hints: ["`git fetch origin \(location.branch):\(location.branch)`"])
        }
        return LedgerState(files: try LedgerReader(repository, branch: location.branch, tip: origin.tip).files())
    }
}

/// A ledger as it was once.
private struct LedgerState {
    let files: [LedgerFile]

    func findings(
        _ packed: [PackedFile], _ selection: EvidenceSelection, _ origin: EvidenceOrigin
    ) throws -> [AuditFinding] {
        let there = files.filter { selection.includes($0.path) }
            .map { (String(decoding: $0.path, as: UTF8.self), $0.blob) }
        let here = try packed.map { ($0.path, try Repository.id(of: $0.bytes, .blob)) }
        return EvidenceAudit.differences(
            of: Dictionary(here) { first, _ in first }, from: Dictionary(there) { first, _ in first }, at: origin.tip)
    }
}
