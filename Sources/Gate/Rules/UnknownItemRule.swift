import Ledger
package import Releases

/// Every linked or planned item is in the ledger.
package enum UnknownItemRule: Rule {
    package static let code = RuleCode.unknownItem

    package static func findings(in facts: GateFacts) -> [Finding] {
        let named = Set(facts.contents.items).union(facts.plannedItems)
        return named.filter { facts.items[$0] == nil }.sorted().map { item in
            let noun = facts.policy.noun(of: item)?.rawValue ?? "task"
            let count = facts.contents.commitsByItem[item]?.count ?? 0
            return Finding(
                code, .item(item), expected: "\(item) in the ledger",
                found: count == 0
                    ? "it is planned, but not known" : "\(count) of the commits belong to it, but it is not known",
                mend: ["sluice \(noun) add \(item) --title \"…\""])
        }
    }
}
