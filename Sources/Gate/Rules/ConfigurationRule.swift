import Changes
import Git
import Ledger
package import Releases

/// Configuration changes belong to what the policy asks for, and those who own them have signed them off.
package enum ConfigurationRule: Rule {
    package static let code = RuleCode.configuration

    package static func findings(in facts: GateFacts) -> [Finding] {
        unlinked(in: facts) + facts.configuration.owners.flatMap { unsigned($0, facts) }
    }

    /// Those about commits alone.
    static func unlinked(in facts: some ChangeFacts) -> [Finding] {
        facts.configuration.changes.flatMap { unlinked($0, facts) }
    }

    private static func unlinked(_ change: ConfigurationFacts.Change, _ facts: some ChangeFacts) -> [Finding] {
        let required = facts.required(of: change)
        guard required != .none, !facts.isCovered(change, by: required) else { return [] }
        let wanted = required == .rfc ? "an RfC" : "an item"
        let items = change.items.isEmpty ? "no item" : change.items.map(\.shown).joined(separator: ", ")
        let edit: ShellCommand? = change.items.first.flatMap {
            facts.items[$0]?.noun == .task ? "sluice task edit \($0) --rfc <RfC>" : nil
        }
        let link: ShellCommand =
            "sluice link \(change.commit.abbreviated) \(required == .rfc ? "<rfc>" : "<item>" as ShellCommand) --reason \"…\""
        return [
            Finding(
                code, .commit(change.commit),
                expected: "\(wanted) behind the configuration change in \(change.path.pathText)",
                found: items, mend: [edit].compactMap(\.self) + [link])
        ]
    }

    private static func unsigned(_ owner: ConfigurationFacts.OwnerStanding, _ facts: GateFacts) -> [Finding] {
        let (standing, name) = (owner.standing, owner.configurationItem)
        guard !standing.isApproved || !standing.rejections.isEmpty || !standing.signOffs.contradicted.isEmpty else {
            return []
        }
        return [
            Finding(
                code, .item(standing.item),
                expected: "approval by \(standing.role) of the configuration changes of \(name)",
                found: standing.state == .open ? "none" : "none that counts: \(standing.state.rawValue)",
                mend: ["sluice approve \(standing.item) --release \(facts.version) --role \(standing.role)"])
        ]
    }
}

extension ChangeFacts {
    /// What an owner has to sign off needs an item that can be signed off.
    fileprivate func required(of change: ConfigurationFacts.Change) -> ConfigurationPolicy.RequiredLink {
        let configuration = policy.configuration
        guard configuration.requiredLink == .none else { return configuration.requiredLink }
        let isOwned = configuration.items.contains {
            change.configurationItems.contains($0.name) && $0.signOffRole != nil
        }
        return isOwned ? .item : .none
    }

    fileprivate func isCovered(
        _ change: ConfigurationFacts.Change, by required: ConfigurationPolicy.RequiredLink
    ) -> Bool {
        let doubtful = contents[change.commit]?.doubtful ?? []
        let covering = change.items.filter { !doubtful.contains($0) }
        guard required == .rfc else { return !covering.isEmpty }
        return covering.contains { id in
            guard let item = items[id] else { return false }
            return item.isRfC || item.rfcs.allSatisfy { $0.map { items[$0] != nil || isKnown($0) } ?? false }
        }
    }

    /// Where anyone can say which RfC a task is for, as items need no signature, it has to be one that is approved here.
    private func isKnown(_ item: ItemID) -> Bool {
        policy.requiredSignatures == .decisions
            ? items.planned.contains(item) : configuration.knownRfCs.contains(item)
    }
}
