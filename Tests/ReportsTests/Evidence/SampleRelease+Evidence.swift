import Changes
import Gate
import Testing

@testable import Git
@testable import Ledger
@testable import Releases

extension SampleRelease {
    /// Tags it as `sluice tag` does, whatever its gate says.
    mutating func tag(configuration: [ManifestStatement.ConfigurationFile]? = nil) throws {
        var manifest = ManifestStatement(Verdict(try facts), tag: "v\(version)")
        manifest.configuration = configuration
        try record(.manifest(manifest))
        tag = ReleaseTag(
            version: version, name: "v\(version)", object: try Repository.id(of: Array("tag".utf8), .tag),
            target: scope.candidate, targetKind: .commit, isPending: false)
    }

    /// Its evidence, from a ledger that holds these records and no others. None of them is signed.
    ///
    /// - Parameter verdict: what the gate says; nil for what it says of these facts.
    func evidence(verdict: Verdict? = nil, program: String = "1.2.3") throws -> ReleaseEvidence {
        let roles = [Self.quinn: ["qa"]]
        let judged = try records.sorted { "\($0.key)" < "\($1.key)" }.flatMap { subject, records in
            try records.map { stored in
                let path = try (subject.folder() + [stored.file.description]).joined(separator: "/")
                return JudgedRecord(
                    path: Array(path.utf8), blob: try Repository.id(of: stored.bytes, .blob), stored: stored,
                    policy: policy.version, roles: roles[stored.author] ?? [], today: stored.authorship, problem: nil,
                    signer: .nobody)
            }
        }
        let first = try #require(judged.first { $0.statement.kind == .policy })
        let audit = AuditFacts(
            branch: "sluice/ledger", tip: .zero, firstPolicy: first.blob, pin: .absent, files: [],
            policies: PolicyVersions(links: [.init(1, policy, first.stored, first.blob, nil)]), records: judged,
            adoptedProblem: nil, history: LedgerHistory())
        let origin = EvidenceOrigin(version: version, branch: "sluice/ledger", tip: .zero, program: program)
        let files = judged.map { PackedFile(path: String(decoding: $0.path, as: UTF8.self), bytes: $0.stored.bytes) }
        return try #require(ReleaseEvidence(origin, files, audit, verdict ?? Verdict(try facts)))
    }
}
