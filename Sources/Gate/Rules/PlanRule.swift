import Changes
import Ledger
package import Releases

/// Where the policy asks for it, normal and emergency RfCs have a back-out plan.
package enum PlanRule: Rule {
    package static let code = RuleCode.plan

    package static func findings(in facts: GateFacts) -> [Finding] {
        guard facts.policy.backOutPlans == .required else { return [] }
        return facts.items.planned.compactMap { facts.items[$0] }.filter { isWithoutPlan($0, facts) }.map { rfc in
            Finding(
                code, .item(rfc.id), expected: "a back-out plan, \(facts.reasonByType(rfc) { $0 != .standard })",
                found: rfc[.backOutPlan] == nil ? "none" : "somebody took it away whose word opens no gate",
                mend: ["sluice rfc edit \(rfc.id) --back-out-plan \"…\""])
        }
    }

    private static func isWithoutPlan(_ item: Item, _ facts: GateFacts) -> Bool {
        facts.isRfC(item) && !facts.isStandard(item) && item[all: .backOutPlan].contains(nil)
    }
}
