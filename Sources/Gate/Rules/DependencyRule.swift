import Changes
import Ledger
package import Releases

/// What a planned item depends on is in this release or in an earlier one, and nothing depends on itself.
package enum DependencyRule: Rule {
    package static let code = RuleCode.dependency

    package static func findings(in facts: GateFacts) -> [Finding] {
        facts.dependencies.dependencies.compactMap { missing($0, facts) }
            + facts.dependencies.cycles.map { cycle($0, facts) }
    }

    private static func missing(_ dependency: DependencyFacts.Dependency, _ facts: GateFacts) -> Finding? {
        let found: String
        switch dependency.place {
        case .here, .earlier: return nil
        case .elsewhere(let releases):
            found = "it is planned in " + releases.map(\.description).joined(separator: ", ")
        case .nowhere: found = "no release has it"
        case .leaving: return leaving(dependency, facts)
        }
        return Finding(
            code, .item(dependency.item),
            expected: "\(dependency.on.shown), which it depends on, here or in a release before",
            found: found,
            mend: [
                "sluice release add \(facts.version) \(dependency.on)",
                "sluice release drop \(facts.version) \(dependency.item) --reason \"…\"",
                edit(dependency.item, without: [dependency.on], facts),
            ])
    }

    private static func leaving(_ dependency: DependencyFacts.Dependency, _ facts: GateFacts) -> Finding {
        Finding(
            code, .item(dependency.item),
            expected: "\(dependency.on.shown), which it depends on, here or in a release before",
            found: "\(facts.version) does without \(dependency.on.shown), which goes or was taken back",
            mend: [
                "sluice log \(facts.version)",
                edit(dependency.item, without: [dependency.on], facts),
                "sluice release drop \(facts.version) \(dependency.item) --reason \"…\"",
            ])
    }

    private static func cycle(_ items: [ItemID], _ facts: GateFacts) -> Finding {
        let names = items.map(\.shown).joined(separator: ", ")
        return Finding(
            code, .item(items[0]), expected: "an order in which items can be released",
            found: items.count == 1 ? "it depends on itself" : "\(names) depend on each other",
            mend: [edit(items[0], without: items, facts)])
    }

    /// The command that lets an item depend on everything that it depends on now but some.
    private static func edit(_ item: ItemID, without others: [ItemID], _ facts: GateFacts) -> ShellCommand {
        let known = facts.items[item]
        let on = known?[.dependsOn].flatMap { ItemList($0)?.items } ?? []
        let left = on.filter { !others.contains($0) }.map(\.description).joined(separator: ", ")
        return "sluice \((known?.noun ?? .task).rawValue) edit \(item) --depends-on \(left)"
    }
}
