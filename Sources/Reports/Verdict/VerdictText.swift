import Changes
package import Gate
import Git
import Ledger
import Releases

/// A verdict for people: the decision first, then every finding with what fixes it.
package struct VerdictText {
    private let verdict: Verdict
    private let palette: Palette

    package init(_ verdict: Verdict, palette: Palette = .plain) {
        self.verdict = verdict
        self.palette = palette
    }

    package var text: String {
        let facts = verdict.facts
        let head = [
            "\(verdict.question): " + palette(verdict.decision, verdict.isOpen ? .green : .red),
            "  \(SafeText.line("\(facts.range.scope.sentence), candidate \(facts.range.scope.candidateName)"))",
            "  \(SafeText.line(counts))",
        ]
        let remarks =
            rollBack + others + rebased + unbound + conditions + waived + claimed + unowned + strangers + invalid
            + damaged
        return (head + remarks + FindingGroup.groups(of: verdict.findings).flatMap(lines) + note).joined(
            separator: "\n") + "\n"
    }

    private var rollBack: [String] { verdict.rollBack.map { ["  " + SafeText.line($0)] } ?? [] }

    /// Releases besides the base of which nothing may be lost.
    private var others: [String] {
        verdict.facts.range.otherBases.filter(\.isHere).map { other in
            SafeText.line(
                "  compared with \(other.tag) (\(other.commit.abbreviated)), too: what it has may not be lost")
        }
    }

    private var counts: String {
        let facts = verdict.facts
        let byHand = (facts.contents.commits + facts.contents.fates.goes.map(\.commit)).count(where: \.isExemptByHand)
        let exempt = byHand > 0 ? ", \(counted(byHand, "commit")) exempt by hand" : ""
        return
            "\(counted(facts.contents.commits.count, "commit")), \(counted(facts.items.planned.count, "planned item"))"
            + "\(exempt), policy \(facts.policy.version), \(facts.policy.scheme(of: facts.version).rawValue) versions, ledger \(facts.ledger.tip.abbreviated)"
    }

    /// What somebody said by hand, or a section of the policy exempts by what commits claim.
    private var claimed: [String] {
        let facts = verdict.facts
        let base = facts.range.scope.rule == .ownBase ? ["  base named by hand: \(facts.range.scope.sentence)"] : []
        let commits = facts.contents.commits + facts.contents.fates.goes.map(\.commit)
        let groups = Dictionary(grouping: commits) { $0.exemption }
        let exemptions = commits.compactMap(\.exemption).unique(by: \.self)
        let exempt = exemptions.compactMap { exemption -> String? in
            let commits = groups[exemption, default: []].map(\.commit.id)
            return switch exemption {
            case .merge, .paths: nil
            case .author(let section), .subtree(let section): "  exempt by [exempt \"\(section)\"]: \(commits.shown)"
            case .byHand(let reason, let person): "  exempt by hand: \(commits.shown) by \(person.name): \(reason)"
            }
        }
        return (base + exempt).map(SafeText.line)
    }

    /// Commits that no release has, as no component owns their files.
    private var unowned: [String] {
        let commits = verdict.facts.contents.unowned.map(\.commit.id)
        guard !commits.isEmpty else { return [] }
        return ["  unowned: \(counted(commits.count, "commit")) of files that no component owns: \(commits.shown)"]
    }

    /// Independence is told by addresses, which a commit can only claim.
    private var strangers: [String] {
        let (policy, signOffs) = (verdict.facts.policy, verdict.facts.signOffs)
        guard policy.requiredSignatures != .none else { return [] }
        let unknown = Set(signOffs.authors.values.joined().map(\.email)).filter { address in
            !policy.people.contains { $0.hasAddress(address) }
        }
        guard !unknown.isEmpty else { return [] }
        return [
            "  made by addresses that are no person's of the policy: \(SafeText.line(unknown.sorted().joined(separator: ", ")))"
        ]
    }

    /// T4: a sign-off that holds over a rebase is told as such.
    private var rebased: [String] {
        let items = verdict.facts.signOffs.standings.filter { !$0.rebased.isEmpty }.map(\.item)
        guard !items.isEmpty else { return [] }
        let names = Set(items).sorted().map(\.shown).joined(separator: ", ")
        return ["  rebased without change since it was signed off: \(SafeText.line(names))"]
    }

    /// Sign-offs that count though they do not say on what of the item they rest, as the ledger's format has no place for it.
    private var unbound: [String] {
        let facts = verdict.facts
        guard facts.policy.bindsDecisions, !facts.policy.recordsAnswers, !facts.isTagged else { return [] }
        let items = Set(facts.signOffs.standings.filter { !$0.valid.isEmpty }.map(\.item)).sorted()
        guard !items.isEmpty else { return [] }
        return [
            "  \(counted(items.count, "item")) signed off without a word on what that rests on: "
                + "`[ledger] needs = \(Policy.answersFormat)` in the policy asks for it"
        ]
    }

    /// What was lifted, by whom, until when, and why.
    private var waived: [String] {
        verdict.waived.map { finding, waiver in
            SafeText.line(
                "  waived: \(finding.code.rawValue) of \(subject(finding.subject)), by \(waiver.by.name) until "
                    + "\(waiver.statement.until.shown) UTC: \(waiver.statement.reason)")
        }
    }

    /// What the boards asked for.
    private var conditions: [String] {
        verdict.facts.boardConditions.map {
            SafeText.line("  condition of \($0.role) for \($0.item.shown): \($0.text)")
        }
    }

    /// Files that somebody added and that are no records.
    private var invalid: [String] {
        verdict.facts.ledger.invalid.map { SafeText.line("  decides nothing: \($0.path): \($0.fault.description)") }
    }

    /// Branches on which commits of the release's items could not be looked for.
    private var damaged: [String] {
        verdict.facts.items.outside.damagedBranches.map {
            SafeText.line("  not looked at: branch \($0) holds a damaged object (`git fsck` names it)")
        }
    }

    private func lines(_ group: FindingGroup) -> [String] {
        FindingText(group, palette) { subject($0.subject) }.lines
    }

    private func subject(_ subject: Finding.Subject) -> String {
        switch subject {
        case .release: "release \(verdict.facts.version)"
        case .item(let item): verdict.facts.items[item].map { "\(item.shown) \($0.title)" } ?? "\(item.shown)"
        case .commit(let commit): "commit \(commit.abbreviated)"
        case .message: "message"
        }
    }

    /// What the sign-offs are worth.
    private var note: [String] {
        guard verdict.facts.policy.requiredSignatures == .none else {
            guard !verdict.facts.ledger.isPinned else { return [] }
            return [
                "",
                "  The first policy is taken on trust: pin it with SLUICE_TRUST or `git config sluice.trust` "
                    + verdict.facts.ledger.firstPolicy.description,
            ]
        }
        return ["", "  Records are unsigned: who approved is what Git was told, a claim and no proof."]
    }
}

/// `1 commit`, `2 commits`.
package func counted(_ count: Int, _ noun: String) -> String { counted(count, noun, noun + "s") }

/// `1 policy`, `2 policies`.
package func counted(_ count: Int, _ noun: String, _ plural: String) -> String {
    "\(count) \(count == 1 ? noun : plural)"
}
