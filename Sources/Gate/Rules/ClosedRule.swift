import Changes
import Ledger
package import Releases

/// No commit belongs to an item that is closed: whoever goes on with one opens it again first.
package enum ClosedRule {
    package static let code = RuleCode.closed

    package static func findings(in facts: some ChangeFacts) -> [Finding] {
        facts.contents.items.compactMap { id in
            guard let item = facts.items[id], !item.isOpen else { return nil }
            return Finding(
                code, .item(id), expected: "\(id.shown) open", found: "it is closed",
                mend: ["sluice \(item.noun.rawValue) edit \(id) --state open"])
        }
    }
}
