import Changes
import Git
import Ledger
package import Releases

/// Every file in which the release differs from its base is touched by a commit of either side.
package enum UnaccountedRule: Rule {
    package static let code = RuleCode.unaccounted

    package static func findings(in facts: GateFacts) -> [Finding] {
        let paths = facts.contents.fates.unaccounted
        guard let first = paths.first, let base = facts.range.scope.base else { return [] }
        let more = paths.count > 1 ? " and \(paths.count - 1) more" : ""
        return [
            Finding(
                code, .release, expected: "a commit for every file that differs from \(base.revision)",
                found: "\(first.pathText)\(more): no commit of either side touches it",
                mend: [
                    "git diff --stat \(base.commit.abbreviated) \(facts.range.scope.candidate.abbreviated) -- \(first.pathText)"
                ])
        ]
    }
}
