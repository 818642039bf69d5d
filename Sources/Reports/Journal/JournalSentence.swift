package import Changes
import Git
package import Ledger

extension JournalEntry {
    /// What it is about: `TASK-1`, `TASK-1 in 2.4.0`, `commit 1a2b3c4d5e`.
    package var about: String {
        switch statement.subject {
        case .item(let item): "\(item.shown)"
        case .commit(let commit): "commit \(commit.abbreviated)"
        case .release(let version): "release \(version)"
        case .releaseItem(let version, let item): "\(item.shown) in \(version)"
        case .environment(let name): name
        case .testCase(let id): "\(id)"
        case .policy: "policy"
        case .file(let blob): "file \(blob.abbreviated)"
        }
    }

    /// What was done, from what to what: `priority: high → low`, `approved as qa: 3 commits`.
    /// - Parameters:
    ///   - zone: whose clocks tell the times.
    ///   - item: whose story it is; of the others that a record names beside it, only the number is told.
    package func sentence(in zone: ZoneRules = .utc, on item: ItemID? = nil) -> String {
        let told = events(zone, item) + changes.map(\.sentence)
        let what = told.isEmpty ? "nothing changed" : told.joined(separator: "; ")
        return reason.map { $0.isEmpty ? what : "\(what) (\($0))" } ?? what
    }

    private func events(_ zone: ZoneRules, _ item: ItemID?) -> [String] {
        switch statement {
        case .item: isFirst ? ["added"] : []
        case .link(let statement): [(statement.belongs ? "linked to " : "unlinked from ") + "\(statement.item.shown)"]
        case .exemption(let statement): [statement.event]
        case .plan(let statement): (isFirst ? ["planned"] : []) + statement.events(on: item)
        case .signOff(let statement): [statement.event] + moved(statement.moves)
        case .window(let statement): [statement.event(zone)]
        case .deployment(let statement): [statement.event]
        case .clearance(let statement): ["\(statement.release) \(statement.decision.past) as \(statement.role)"]
        case .waiver(let statement): [statement.event(zone)]
        case .review: ["reviewed"]
        case .package(let statement): ["packed \(statement.content.rawValue): SHA-256 \(statement.digest.prefix(16))…"]
        case .handover(let statement): ["hand-over \(statement.content.abbreviated) acknowledged as \(statement.role)"]
        case .testCase: isFirst ? ["added"] : []
        case .testResult(let statement):
            [
                "\(statement.testCase): \(statement.outcome.rawValue)"
                    + (statement.source.map { ", from \(SafeText.line($0))" } ?? "")
            ]
                + moved(statement.moves)
        case .move(let statement): moved(statement.through, from: statement.from)
        case .manifest(let statement):
            [
                "tagged \(statement.tag) on \(statement.candidate.abbreviated): \(counted(statement.commits.count, "commit"))"
            ]
        case .policy(let statement): ["version \(statement.version)"]
        case .verdict(let statement): [statement.event]
        case .setAside(let statement): ["set aside: \(SafeText.line(statement.path))"]
        }
    }

    /// By the IDs of statuses, as labels are those of today.
    private func moved(_ through: [String]?, from start: String? = nil) -> [String] {
        let origin = start.map { " from \(SafeText.line($0))" } ?? ""
        return through?.last.map { ["moved\(origin) to \(SafeText.line($0))"] } ?? []
    }
}

extension JournalEntry.Change {
    fileprivate var sentence: String {
        guard let before else { return "\(name): \(Self.short(after))" }
        return "\(name): \(Self.short(before)) → \(Self.short(after))"
    }

    /// Descriptions can be long; a journal's line tells that they changed, the JSON form tells all.
    private static func short(_ value: String?) -> String {
        guard let value else { return "none" }
        return TextWidth.truncated(SafeText.line(value.replacing("\n", with: " ")), to: 60)
    }
}

extension PlanStatement {
    fileprivate func events(on item: ItemID?) -> [String] {
        let ordered = order == nil ? [] : ["ordered anew"]
        return ordered
            + [
                ("added", add), ("dropped", drop), ("without commits", withoutCommits), ("to go", removed),
                ("held by", hold),
                ("no longer held by", unhold),
            ].compactMap { verb, items in
                guard let items, !items.isEmpty else { return nil }
                if let item, items.count > 1, items.contains(item) {
                    return "\(verb) \(item.shown) and \(items.count - 1) more"
                }
                return "\(verb) " + items.sorted().map(\.shown).joined(separator: ", ")
            }
    }
}

extension VerdictStatement {
    fileprivate var event: String {
        let found = open ? "open" : "shut: " + findings.joined(separator: ", ")
        return "tag \(tag) came in on \(commit.abbreviated), the gate was \(found)"
    }
}

extension WaiverStatement {
    fileprivate func event(_ zone: ZoneRules) -> String {
        if let ends { return "waiver \(ends.shortName) ended" }
        let who = items.map { " for " + $0.map(\.description).joined(separator: ", ") } ?? ""
        let place = environment.map { " in \(SafeText.line($0))" } ?? ""
        return
            "waived \(rules.joined(separator: ", "))\(who)\(place) until \(until.shown(in: zone)), to be reviewed by \(reviewBy.shown(in: zone))"
    }
}

extension WindowStatement {
    fileprivate func event(_ zone: ZoneRules) -> String {
        guard let from, let until else { return "window or freeze \(closes?.shortName ?? "") taken back" }
        let again = every.map { ", \($0.rawValue)" } ?? ""
        return
            "\(form == .freeze ? "frozen" : "window") from \(from.shown(in: zone)) to \(until.shown(in: zone))\(again)"
    }
}

extension DeploymentStatement {
    fileprivate var event: String {
        let mark = isTagged ? "" : " (\(commit.abbreviated) without a tag)"
        let what = "\(isRollBack ? "roll-back to" : "deployment of") \(release)\(mark)"
        return outcome.map { "\(what) \($0.rawValue)" + (exit.map { " (status \($0))" } ?? "") } ?? "\(what) began"
    }
}

extension SignOffStatement.Decision {
    fileprivate var past: String {
        switch self {
        case .approve: "approved"
        case .reject: "rejected"
        case .revoke: "undecided again"
        }
    }
}

extension SignOffStatement {
    fileprivate var event: String {
        switch decision {
        case .approve:
            "approved as \(role): \(counted(content.count, "commit"))"
                + (conditions ?? []).map { "; on condition: \(SafeText.line($0))" }.joined()
        case .reject: "rejected as \(role): \(counted(content.count, "commit"))"
        case .revoke: "revoked the decision of \(role)"
        }
    }
}

extension ExemptionStatement {
    /// `needs no item where 1.1.0 loses it or brings it back`
    fileprivate var event: String {
        (exempt ? "needs no item" : "needs an item again")
            + (release.map { " where \($0) loses it or brings it back" } ?? "")
    }
}
