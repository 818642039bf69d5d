package import Changes
package import Gate
import Git
import Ledger
import Releases

/// An audit in JSON. Stable: keys may be added, none is taken away.
package struct AuditDocument: JSONConvertible, Sendable {
    package let json: JSONValue

    package init(_ audit: Audit) {
        let facts = audit.facts
        json = .object([
            // clean, or the worst that was found: false, undecided, drift.
            "result": AuditFinding.result(audit.severity),
            "ledger": JSONValue.object([
                "branch": facts.branch, "tip": facts.tip, "commits": facts.history.commits,
                // The record of the first policy, and what is trusted here in its place.
                "firstPolicy": facts.firstPolicy.orNull, "pinned": facts.pin.fingerprint.orNull,
            ]),
            "findings": audit.findings.map(Self.finding),
            "policies": facts.policies.links.map { Self.policy($0, facts) },
            "tags": facts.tags.map(Self.tag),
            "releases": audit.releases.map { release in
                JSONValue.object([
                    "release": release.version, "open": release.findings.isEmpty,
                    "findings": release.findings.map(\.sentence),
                ])
            },
            // Those to production that were asked of the gate, as it would have answered then.
            "deployments": audit.deployments.map { deployment in
                JSONValue.object([
                    "release": deployment.statement.release, "environment": deployment.statement.environment,
                    "commit": deployment.statement.commit, "began": deployment.began,
                    "passed": deployment.reasons.isEmpty, "reasons": deployment.reasons,
                ])
            },
            // Those that entered since, where --since is given.
            "records": facts.records.filter { facts.isTold($0.path) }.map { Self.record($0, facts) },
        ])
    }

    static func finding(_ finding: AuditFinding) -> JSONValue {
        .object([
            "code": finding.code.rawValue, "severity": finding.severity.word, "subject": finding.subject,
            "commit": finding.commit.orNull, "what": finding.what, "mend": finding.mend,
        ])
    }

    private static func policy(_ link: PolicyVersions.Link, _ facts: AuditFacts) -> JSONValue {
        .object([
            "version": link.version, "at": link.record.record.at, "by": link.record.author,
            "authorship": link.record.authorship.word,
            // Whether it holds, with all before it.
            "holds": facts.policies.holding.contains { $0.version == link.version },
        ])
    }

    private static func tag(_ tag: TagStanding) -> JSONValue {
        .object([
            "tag": tag.name, "release": tag.version, "commit": tag.target.orNull, "state": tag.state.word,
            "manifest": tag.manifest.map { String(repairing: $0) }.orNull,
        ])
    }

    private static func record(_ record: JudgedRecord, _ facts: AuditFacts) -> JSONValue {
        let entry = facts.entry(of: record.path)
        return .object([
            "path": record.path.pathText, "kind": record.statement.kind.rawValue,
            "at": record.stored.record.at, "by": record.stored.author,
            // By the policy of then: claimed, signed, or why it decides nothing; false where its signature is.
            "authorship": record.problem == nil ? record.stored.authorship.word : "false",
            // The same by the policy in force.
            "today": record.problem == nil ? record.today.word : "false",
            "policy": record.policy, "roles": record.roles, "after": record.stored.record.after,
            // The commit of the ledger that brought it in.
            "entered": (entry?.commit).orNull,
        ])
    }
}

extension AuditFinding {
    /// The whole in one word, by the worst of what was found.
    static func result(_ worst: Severity?) -> String {
        guard let worst, worst != .remark else { return "clean" }
        return worst.word
    }
}

extension AuditFinding.Severity {
    fileprivate var word: String {
        switch self {
        case .falsified: "false"
        case .undecided: "undecided"
        case .drift: "drift"
        case .remark: "remark"
        }
    }
}

extension TagStanding.State {
    fileprivate var word: String {
        switch self {
        case .released: "released"
        case .adopted: "adopted"
        case .unapproved: "unapproved"
        case .moved: "moved"
        case .replaced: "replaced"
        case .missing: "missing"
        case .beyond: "beyond"
        }
    }
}
