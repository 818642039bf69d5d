import Changes
package import Git
package import Ledger
package import Releases

/// What came of asking the gate again for a release that was tagged.
package struct AuditedRelease: Sendable {
    package let version: Version
    /// The path of its manifest in the ledger.
    package let manifest: [UInt8]
    /// Of today; empty where the verdict is still the same.
    package let findings: [Finding]
    /// Commits of the manifest that the release does not have, and commits of the release that the manifest does not list;
    /// sorted.
    package let absent: [ObjectID]
    package let unlisted: [ObjectID]

    /// - Parameter path: where its manifest stands in the ledger.
    package init(_ verdict: Verdict, manifest path: [UInt8]) {
        let facts = verdict.facts
        let found = Set(facts.contents.commits.map(\.commit.id))
        // Also one that the tag does not name has no reason to list other commits.
        let lists = (facts.plan?.manifests ?? []).filter { $0.tag == facts.tagName }.map {
            Set($0.commits.map(\.commit))
        }
        let listed = lists.first { $0 != found } ?? found
        version = facts.version
        self.manifest = path
        findings = verdict.findings
        absent = listed.subtracting(found).sorted()
        unlisted = found.subtracting(listed).sorted()
    }
}

/// All that was found out about a ledger and the release tags of a clone: a pure function of what was gathered.
package struct Audit: Sendable {
    package let facts: AuditFacts
    package let releases: [AuditedRelease]
    /// Those to production.
    package let deployments: [AuditedDeployment]
    /// The worst first, then by code, then by what they are about.
    package let findings: [AuditFinding]

    /// - Parameter undecided: what the clone did not suffice for.
    package init(
        _ facts: AuditFacts, releases: [AuditedRelease] = [], deployments: [AuditedDeployment] = [],
        undecided: [AuditFinding] = []
    ) {
        self.facts = facts
        self.releases = releases
        self.deployments = deployments
        let all =
            FileAudit.findings(in: facts) + RecordAudit.findings(in: facts) + PolicyAudit.findings(in: facts)
            + TagAudit.findings(in: facts) + ReleaseAudit.findings(in: releases, facts)
            + DeploymentAudit.findings(in: deployments, facts)
            + MessageAudit.findings(in: facts) + undecided
        findings = all.unique { [$0.code.rawValue, $0.subject, $0.commit?.description ?? ""] }.sorted(by: Self.precedes)
    }

    /// The worst that was found; nil for nothing.
    package var severity: AuditFinding.Severity? { findings.first?.severity }

    package func count(of severity: AuditFinding.Severity) -> Int { findings.count { $0.severity == severity } }

    private static func precedes(_ left: AuditFinding, _ right: AuditFinding) -> Bool {
        if left.severity != right.severity { return left.severity < right.severity }
        let codes = (rank[left.code] ?? 0, rank[right.code] ?? 0)
        if codes.0 != codes.1 { return codes.0 < codes.1 }
        if left.subject != right.subject { return left.subject.utf8.lexicographicallyPrecedes(right.subject.utf8) }
        return (left.commit ?? .zero) < (right.commit ?? .zero)
    }

    private static let rank = Dictionary(
        uniqueKeysWithValues: AuditCode.allCases.enumerated().map { ($1, $0) })
}
