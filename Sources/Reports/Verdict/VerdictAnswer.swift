import Changes
import Gate
import Ledger
import Releases

extension Verdict {
    /// What was asked: `gate tag 2.4.0`, `gate deploy 2.4.0 to production`; about another time than now, it says so.
    var question: String {
        (deploy.map { "gate deploy \(facts.version) to \($0.environment.name)" } ?? "gate tag \(facts.version)")
            + (facts.askedAt.map { " at \($0), not now" } ?? "")
    }

    /// The rules that a declared roll-back is judged by, and why; nil for any other question.
    var rollBack: String? {
        guard let deploy, deploy.isRollBack else { return nil }
        guard let former = deploy.former else {
            // Nobody could record a deployment before there was a ledger.
            let record =
                deploy.adopted == nil
                ? "" : "; if it did: sluice deploy record \(facts.version) --env \(deploy.environment.name)\(Self.then)"
            return "\(facts.version) is not recorded to have run in \(deploy.environment.name) before something newer: "
                + "every rule is asked\(record)"
        }
        let codes = Self.rollBackRules.map { $0.code.rawValue }
        return "roll-back to what ran in \(deploy.environment.name) before "
            + "(deployed \((former.ended ?? former.started).shown) UTC): only "
            + "\(codes.dropLast().joined(separator: ", ")) and \(codes.last ?? "") are asked"
    }

    private static let then = " --outcome succeeded --ended <time>"

    /// `open`, or `refused (5 findings: 3 stale, 2 absent)`.
    var decision: String {
        isOpen ? "open" : "refused \(findings.counts)"
    }
}

extension [Finding] {
    /// `(5 findings: 3 stale, 2 absent)`: of which rules, where there are several, the most frequent first.
    var counts: String {
        let counts = Dictionary(grouping: self, by: \.code.rawValue).mapValues(\.count)
        let rules = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.value) \($0.key)" }
        let detail = rules.count > 1 ? ": " + rules.joined(separator: ", ") : ""
        return "(\(counted(count, "finding"))\(detail))"
    }
}
