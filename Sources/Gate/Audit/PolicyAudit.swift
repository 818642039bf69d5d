import Changes
import Git
import Ledger
import Releases

/// Every version of the policy was written by an administrator of the one before it, and the first one is the trusted one
/// (T8, T9).
enum PolicyAudit {
    static func findings(in facts: AuditFacts) -> [AuditFinding] {
        facts.policies.links.compactMap { finding($0, facts) } + pin(facts) + unsigned(facts)
    }

    private static func finding(_ link: PolicyVersions.Link, _ facts: AuditFacts) -> AuditFinding? {
        guard let problem = link.problem else { return nil }
        let path = "trust/\(link.version)/policy"
        if case .notVerified(_, let fault) = problem {
            return .falsified(fault, at: path, commit: facts.entry(of: Array(path.utf8))?.commit, in: facts)
        }
        return AuditFinding(
            .policyUnusable, .undecided, path, "its text cannot be used, and nothing is judged by it",
            commit: facts.entry(of: Array(path.utf8))?.commit,
            mend: ["git show \(facts.branch):\(path) | sluice policy check -"])
    }

    private static func pin(_ facts: AuditFacts) -> [AuditFinding] {
        guard let first = facts.firstPolicy else { return [] }
        guard facts.pin.permits(first, isSigned: facts.policies.isSigned) else { return [unlike(first, facts)] }
        guard facts.pin.fingerprint == nil else { return [] }
        return [
            AuditFinding(
                .unpinned, .remark, facts.branch, "its first policy, \(first), is taken on trust",
                mend: ["git config sluice.trust \(first)"])
        ]
    }

    private static func unlike(_ first: ObjectID, _ facts: AuditFacts) -> AuditFinding {
        guard let pinned = facts.pin.fingerprint else {
            return AuditFinding(
                .pin, .falsified, facts.branch,
                "it begins with policy \(first) and is signed, but SLUICE_TRUST is empty: nothing names the ledger to trust",
                mend: ["SLUICE_TRUST=\(first)"])
        }
        return AuditFinding(
            .pin, .falsified, facts.branch,
            "it begins with policy \(first), but \(pinned) is trusted here: it was replaced",
            mend: ["git fetch origin \(facts.branch):\(facts.branch)"])
    }

    private static func unsigned(_ facts: AuditFacts) -> [AuditFinding] {
        guard let policy = facts.policies.inForce, policy.requiredSignatures == .none else { return [] }
        return [
            AuditFinding(
                .unsigned, .remark, facts.branch,
                "records are unsigned: who wrote them is what Git was told, a claim and no proof",
                mend: ["sluice policy edit"])
        ]
    }
}
