import Changes
import Git
import Ledger
package import Releases

/// Nothing goes that the base has, unless an item covers it: one that also brings commits, or one that is planned to go.
package enum LostRule: Rule {
    package static let code = RuleCode.lost

    package static func findings(in facts: GateFacts) -> [Finding] {
        let lost = facts.contents.fates.goes.filter { !isCovered($0, facts) }
        let items = Set(lost.flatMap(\.commit.items)).sorted()
        return items.map { item in finding(item, lost.filter { $0.commit.items.contains(item) }, facts) }
            + lost.filter(\.commit.items.isEmpty).map { finding($0, facts) }
    }

    private static func isCovered(_ going: Going, _ facts: GateFacts) -> Bool {
        going.commit.isExemptByHand
            || going.commit.items.contains { item in
                let brings = facts.contents.commitsByItem[item]?.isEmpty == false
                return facts.plan?.items.contains(item) == true
                    && (brings || facts.plan?.removed.contains(item) == true)
            }
    }

    private static func finding(_ item: ItemID, _ goes: [Going], _ facts: GateFacts) -> Finding {
        let shown = goes.map { $0.commit.commit.id.abbreviated }
        let reason = goes.first.map { "\($0.reason)\($0.proposalText)" } ?? ""
        return Finding(
            code, .item(item), expected: "\(item.shown) in \(facts.version) as in \(facts.name(ofBaseOf: goes))",
            found: "\(shown.joined(separator: " ")): \(reason)",
            mend: goes.prefix(1).flatMap { brings($0) } + [
                "sluice release add \(facts.version) \(item) --removed --reason \"…\""
            ] + facts.exempts(goes.map(\.commit.commit.id)))
    }

    private static func finding(_ going: Going, _ facts: GateFacts) -> Finding {
        let subject = String(decoding: going.commit.reading.subject, as: UTF8.self)
        return Finding(
            code, .commit(going.commit.commit.id),
            expected: "what \(facts.name(ofBaseOf: [going])) has, in \(facts.version) too",
            found: "\(going.reason)\(going.proposalText) (\(subject))",
            mend: brings(going) + facts.exempts([going.commit.commit.id]))
    }

    private static func brings(_ going: Going) -> [ShellCommand] {
        let id = going.commit.commit.id.abbreviated
        let carrier: ShellCommand = going.proposal.map { "\($0.abbreviated)" } ?? "<commit>"
        return [
            going.commit.commit.isMerge ? "git cherry-pick -x -m 1 \(id)" : "git cherry-pick -x \(id)",
            "sluice link \(carrier) --carries \(id) --reason \"…\"",
        ]
    }
}

extension Going {
    /// `; 5d6e7f8a9b may carry it`
    fileprivate var proposalText: String { proposal.map { "; \($0.abbreviated) may carry it" } ?? "" }
}

extension GateFacts {
    fileprivate func name(ofBaseOf goes: [Going]) -> String {
        goes.first?.base?.description ?? range.scope.base?.revision ?? "the base"
    }
}
