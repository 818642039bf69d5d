import Changes
import Git
import Ledger
package import Releases

/// Every item with commits in the range is in the release's plan.
package enum StowawayRule: Rule {
    package static let code = RuleCode.stowaway

    package static func findings(in facts: GateFacts) -> [Finding] {
        guard let plan = facts.plan else { return [] }
        let reverted = facts.contents.reverted
        let isPlanned = { (item: ItemID) in plan.items.contains(item) && !plan.doubtfullyDropped.contains(item) }
        return facts.contents.items.filter { !isPlanned($0) }.map { item in
            let commits = facts.contents.commitsByItem[item] ?? []
            if let reverts = reverted[item] { return touchedUp(item, commits, reverts) }
            return Finding(
                code, .item(item), expected: "\(item.shown) in the plan of \(facts.version)",
                found: (plan.items.contains(item)
                    ? "somebody dropped it whose word opens no gate, and it" : "it is not planned, but")
                    + " has \(commits.shown) in the release"
                    + facts.contents.fates.returnedText(among: commits),
                mend: ["sluice release add \(facts.version) \(item)"],
                together: plan.items.contains(item)
                    ? [.names(before: "sluice release add \(facts.version) ")]
                    : [.command("sluice release collect \(facts.version)")])
        }
    }

    /// A revert that is no exact reversal leaves something behind: somebody has to say that this needs no item.
    private static func touchedUp(_ item: ItemID, _ commits: [ObjectID], _ reverts: [ObjectID]) -> Finding {
        let changes = commits.filter { !reverts.contains($0) }
        let verb = reverts.count == 1 ? "reverts" : "revert"
        return Finding(
            code, .item(item), expected: "\(item.shown) in the plan, or taken back exactly",
            found:
                "\(reverts.shown) \(verb) \(changes.shown), and not exactly: they differ in more than the direction",
            mend: [mend(item, commits.map(\.abbreviated))])
    }

    private static func mend(_ item: ItemID, _ commits: [String]) -> ShellCommand {
        func exempt(_ commit: ShellCommand) -> ShellCommand {
            "sluice unlink \(commit) \(item) --reason \"…\" && sluice link \(commit) --exempt --reason \"…\""
        }
        guard commits.count > 1 else { return exempt(commits.first.map { "\($0)" } ?? "<commit>") }
        return "for commit in \(words: commits); do \(exempt("$commit")); done"
    }
}

extension CommitFates {
    /// `; it comes back: 1.0.0 took it back by 1a2b3c4d5e`, and nothing where none of the commits does.
    func returnedText(among commits: [ObjectID]) -> String {
        returned(among: commits).first.map { "; it comes back: \($0.reason)" } ?? ""
    }
}
