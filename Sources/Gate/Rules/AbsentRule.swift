import Changes
import Git
import Ledger
package import Releases

/// Every planned item has its commits in the range, or is declared to need none, and none is left outside.
package enum AbsentRule: Rule {
    package static let code = RuleCode.absent

    package static func findings(in facts: GateFacts) -> [Finding] {
        guard let plan = facts.plan else { return [] }
        guard !plan.items.isEmpty else { return [nothingPlanned(facts)] }
        let reverted = facts.contents.reverted
        let missing = facts.items.planned.filter { item in
            reverted[item] == nil && !facts.items.hasCommits(item) && !plan.withoutCommits.contains(item)
        }
        return missing.map { absent($0, facts) } + facts.items.planned.flatMap { leftOutside($0, facts) }
    }

    private static func nothingPlanned(_ facts: GateFacts) -> Finding {
        Finding(
            code, .release, expected: "items in the plan of \(facts.version)", found: "none is planned",
            mend: ["sluice release collect \(facts.version)"])
    }

    private static func absent(_ item: ItemID, _ facts: GateFacts) -> Finding {
        let pull = facts.unpulled.fix(for: item)
        return Finding(
            code, .item(item), expected: "commits of \(item.shown) in the release", found: found(item, facts),
            mend: (pull.map { [$0] } ?? []) + [
                "sluice release drop \(facts.version) \(item) --reason \"…\"",
                "sluice release add \(facts.version) \(item) --without-commits --reason \"…\"",
            ],
            together: (pull.map { [.command($0)] } ?? []) + [
                .names(before: "sluice release drop \(facts.version) ", after: " --reason \"…\""),
                .names(before: "sluice release add \(facts.version) ", after: " --without-commits --reason \"…\""),
            ])
    }

    private static func found(_ item: ItemID, _ facts: GateFacts) -> String {
        let doubtful = facts.items.content(of: item)
        guard doubtful.isEmpty else {
            return "none beyond doubt: somebody says that \(doubtful.shown) is not of it, whose word opens no gate"
        }
        let released = facts.contents.commits.filter { linked in
            linked.items.contains(item) && facts.contents.fates.released.contains(linked.commit.id)
        }
        guard let equivalent = released.first.flatMap({ facts.contents.fates.equivalents[$0.commit.id] }) else {
            guard let lag = facts.unpulled.lag, let commit = facts.unpulled.byItem[item] else { return "none" }
            return "none: \(commit.abbreviated) is on \(lag.upstream.tracked.shortName), and \(lag.branch) lacks it"
        }
        let release = equivalent.release.map { "release \($0)" } ?? "the base"
        return "none that \(release) does not have already, as \(equivalent.commit.abbreviated)"
    }

    /// What else is on the branch of a release was not meant for this one.
    private static func bringsIn(_ outside: OutsideCommit) -> ShellCommand {
        guard !outside.isOfRelease else { return "git cherry-pick -x \(outside.commit.abbreviated)" }
        // A name that begins with a dash would be an option.
        return "git merge \(outside.branch.hasPrefix("-") ? "refs/heads/\(outside.branch)" : outside.branch)"
    }

    private static func leftOutside(_ item: ItemID, _ facts: GateFacts) -> [Finding] {
        (facts.items.outside.byItem[item] ?? []).map { outside in
            let subject = String(decoding: outside.subject, as: UTF8.self)
            return Finding(
                code, .item(item), expected: "all commits of \(item.shown) in the release",
                found: "\(outside.commit.abbreviated) is on \(outside.branch) only (\(subject))",
                mend: [
                    bringsIn(outside),
                    "sluice unlink \(outside.commit.abbreviated) \(item) --reason \"…\"",
                ])
        }
    }
}
