import Git
import Ledger
package import Releases

/// Every item with commits in the range is in the release's plan.
package enum StowawayRule: Rule {
    package static let code = RuleCode.stowaway

    package static func findings(in facts: GateFacts) -> [Finding] {
        guard let plan = facts.plan else { return [] }
        return facts.contents.items.filter { !plan.items.contains($0) }.map { item in
            let commits = facts.contents.commitsByItem[item] ?? []
            return Finding(
                code, .item(item), expected: "\(item) in the plan of \(facts.version)",
                found: "it is not planned, but has \(commits.shown) in the release",
                mend: ["sluice release add \(facts.version) \(item)"])
        }
    }
}
