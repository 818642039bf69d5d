import Changes
import Git
package import Releases

/// No planned item has been reverted away.
///
/// What messages say is enough to refuse; to take a commit for gone, the gate needs an exact reversal.
package enum RevertedRule: Rule {
    package static let code = RuleCode.reverted

    package static func findings(in facts: GateFacts) -> [Finding] {
        let reverted = facts.contents.reverted
        return facts.items.planned.compactMap { item in
            guard let reverts = reverted[item], let last = reverts.first else { return nil }
            return Finding(
                code, .item(item), expected: "commits of \(item.shown) that are still in effect",
                found: "\(reverts.shown) \(reverts.count == 1 ? "takes" : "take") all of them back",
                mend: [
                    "sluice release drop \(facts.version) \(item) --reason \"…\"", "git revert \(last.abbreviated)",
                ])
        }
    }
}
