package import Changes
import Git
package import Ledger

/// What people have to know of a release beside its changes: those who use it, put it in place, and help others with it.
package struct ReleaseBriefing: Sendable {
    /// What an RfC says that is to be done, in its own words.
    package struct Instruction: Hashable, Sendable {
        package let item: ItemID
        package let text: String
    }

    /// Problems and incidents that are not solved, and that the release caused, or that are about a configuration item which it
    /// changes. Sorted by ID.
    package let knownErrors: [Item]
    /// Problems and incidents that its items put right. Sorted by ID.
    package let fixed: [Item]
    /// What is to be done to put it in place: each RfC after those that it depends on.
    package let deployment: [Instruction]
    /// How to undo it, in the other direction.
    package let backOut: [Instruction]
    /// What users have to do.
    package let userActions: [Instruction]

    /// - Parameters:
    ///   - items: those of the release.
    ///   - troubles: all problems and incidents.
    ///   - touched: the configuration items that the release changes.
    package init(_ version: Version, items: [Item], troubles: [Item], touched: Set<String>) {
        let own = Set(items.map(\.id))
        let isFixed = { (trouble: Item) in !own.isDisjoint(with: trouble.fixes) }
        let sorted = troubles.sorted { $0.id < $1.id }
        fixed = sorted.filter(isFixed)
        knownErrors = sorted.filter { trouble in
            trouble.isOpen && !isFixed(trouble)
                && (trouble.cause.map { $0.isOf(version, own) } ?? false || !touched.isDisjoint(with: trouble.affects))
        }
        let byID = Dictionary(items.map { ($0.id, $0) }) { first, _ in first }
        let order = DirectedGraph(byID.mapValues { $0.dependencies.filter { byID[$0] != nil } }).order
        let texts = { (attribute: ItemAttribute) in
            order.compactMap { item in byID[item]?[attribute].map { Instruction(item: item, text: $0) } }
        }
        deployment = texts(.deploymentPlan)
        backOut = texts(.backOutPlan).reversed()
        userActions = texts(.userAction)
    }
}

extension Cause {
    fileprivate func isOf(_ version: Version, _ items: Set<ItemID>) -> Bool {
        switch origin {
        case .release(let release): release == version
        case .item(let item): items.contains(item)
        }
    }
}

extension LedgerReader {
    /// All problems and incidents; nothing is read where the policy has no such items.
    func troubles(_ policy: Policy) throws -> [Item] {
        guard policy.keys.contains(where: { [.problem, .incident].contains($0.noun) }) else { return [] }
        return try items().filter { [.problem, .incident].contains($0.noun) }
    }
}

extension HistoryReader {
    /// Who approved what is planned, in which role. Empty where nothing is planned.
    package func approvals(_ plan: ReleasePlan?) throws -> [ItemID: [Decision]] {
        guard let ledger, let plan else { return [:] }
        let policy = finder.policy
        var found: [ItemID: [Decision]] = [:]
        for item in plan.items {
            let records = try ledger.records(of: .releaseItem(plan.version, item))
            found[item] = policy.decidingRoles.flatMap { role in
                SignOffs(role: role, in: records) { policy.mayAct($0, as: role) }.approvals
            }
        }
        return found
    }

    /// Nil where there is no ledger.
    package func briefing(_ scope: ReleaseScope, plan: ReleasePlan?, _ history: History) throws -> ReleaseBriefing? {
        guard let ledger else { return nil }
        let present = Set(history.contents.items).union(plan?.items ?? [])
        return ReleaseBriefing(
            scope.version, items: Array(try ledger.items(present).values), troubles: try ledger.troubles(finder.policy),
            touched: try finder.repository.configurationItems(
                changedFrom: scope.base?.commit, to: scope.candidate, in: scope.version, finder.policy))
    }
}
