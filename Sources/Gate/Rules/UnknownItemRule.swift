import Changes
import Ledger
package import Releases

/// Every linked or planned item is in the ledger, and is one item.
package enum UnknownItemRule: Rule {
    package static let code = RuleCode.unknownItem

    package static func findings(in facts: some ChangeFacts) -> [Finding] {
        let named = Set(facts.contents.items).union(facts.items.planned).sorted()
        return named.compactMap { item in
            guard let known = facts.items[item] else { return unknown(item, facts) }
            return known.rivalTitles.isEmpty ? nil : ambiguous(known)
        }
    }

    private static func unknown(_ item: ItemID, _ facts: some ChangeFacts) -> Finding {
        let noun = facts.policy.noun(of: item)?.rawValue ?? "task"
        let count = facts.contents.commitsByItem[item]?.count ?? 0
        let source = facts.policy.source(of: item)
        let fromSource = source.map { CommonFix.names(before: "sluice import --source \($0.name) ") }
        // What is only planned is not in the history.
        let fromHistory = count == 0 ? nil : CommonFix.command("sluice import --from-history")
        return Finding(
            code, .item(item), expected: "\(item.shown) in the ledger",
            found: count == 0
                ? "it is planned, but not known" : "\(count) of the commits belong to it, but it is not known",
            mend: [source.map { "sluice import --source \($0.name) \(item)" as ShellCommand }].compactMap(\.self)
                + ["sluice \(noun) add \(item) --title \"…\""],
            together: [fromSource, fromHistory].compactMap(\.self))
    }

    private static func ambiguous(_ item: Item) -> Finding {
        let titles = item.rivalTitles.map { "\"\($0)\"" }.joined(separator: " and ")
        return Finding(
            code, .item(item.id), expected: "one item behind \(item.id.shown)",
            found: "it was added as \(titles), in clones that had not seen each other",
            mend: ["sluice \(item.noun.rawValue) edit \(item.id) --title \"…\""])
    }
}
