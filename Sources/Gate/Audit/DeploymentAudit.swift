import Changes
import Git
package import Ledger
import Releases

/// A deployment to production, with what the gate would have found before it, by the ledger of then.
package struct AuditedDeployment: Sendable {
    package let record: JudgedRecord
    package let statement: DeploymentStatement
    package let began: Timestamp
    /// Why it should not have begun; empty for one that passed the gate.
    package let reasons: [String]

    /// - Parameter verdict: by the ledger as it was before the deployment. The rules of releases are left out: commits that
    ///   came later would change their findings, and the release itself is asked of the gate again.
    package init(_ record: JudgedRecord, _ statement: DeploymentStatement, _ verdict: Verdict) {
        let rules = Set(Verdict.deployRules.map { $0.code }).union([IncidentRule.code])
        let findings = verdict.findings.filter { rules.contains($0.code) }
        self.init(
            record, statement, findings.map { "\($0.code.rawValue): found \($0.found), expected \($0.expected)" })
    }

    package init(_ record: JudgedRecord, _ statement: DeploymentStatement, _ reasons: [String]) {
        self.record = record
        self.statement = statement
        self.reasons = reasons
        began = statement.began(recorded: record.stored.record.at)
    }
}

/// Every deployment to production passed the gate.
enum DeploymentAudit {
    static func findings(in deployments: [AuditedDeployment], _ facts: AuditFacts) -> [AuditFinding] {
        deployments.filter { !$0.reasons.isEmpty && facts.isTold($0.record.path) }.map { deployment in
            let statement = deployment.statement
            let path = deployment.record.path.pathText
            return AuditFinding(
                .deployment, .drift,
                "deployment of \(statement.release) to \(statement.environment), \(deployment.began)",
                "\(deployment.record.stored.author.name) recorded it, and it passed no gate: "
                    + deployment.reasons.joined(separator: "; "),
                commit: statement.commit,
                mend: [
                    statement.isTagged
                        ? "sluice gate deploy \(statement.release) --env \(statement.environment.quotedForShell)"
                        : "sluice deploy list --env \(statement.environment.quotedForShell) --all",
                    facts.log(of: path),
                ])
        }
    }
}
