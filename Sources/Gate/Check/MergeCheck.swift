import Changes
import Git
package import Ledger
package import Releases

/// All findings on commits that are about to be merged, and so the decision: passed if none refuses.
///
/// A commit that a planned release would have is judged as the gate of that release judges it. What a release lacks anyway, as
/// approvals of what is not tried yet, is not the merge's fault and is left to the gate.
package struct MergeCheck: Sendable {
    /// The things that findings are about.
    package enum Part: Hashable, Sendable {
        /// The message of the squash commit.
        case message
        case commits
        /// The effect of the merge on a release.
        case release(Version)

        fileprivate func comes(before other: Part) -> Bool {
            switch (self, other) {
            case (.release(let version), .release(let other)): version < other
            case (.message, _): other != .message
            case (.commits, .release): true
            default: false
            }
        }
    }

    /// The rules that are asked, in the order of their findings.
    package static let codes: [RuleCode] = [
        .ledger, .history, .unlinked, .unknownItem, .closed, .configuration, .merge, .stowaway, .status, .reverted,
        .stale, .lost,
    ]

    /// The facts about the merge; where it can be made in several ways, about each of them.
    package let ways: [CheckFacts]
    /// The parts that have findings.
    package let parts: [(part: Part, findings: [Finding])]
    /// The rules whose findings are shown and refuse nothing.
    package let warned: Set<RuleCode>

    package init(_ ways: [CheckFacts], warned: Set<RuleCode> = []) {
        self.ways = ways
        self.warned = warned
        let found = ways.flatMap(Self.parts)
        parts = found.map(\.part).unique(by: \.self).sorted { $0.comes(before: $1) }.compactMap { part in
            let findings = found.filter { $0.part == part }.flatMap(\.findings).unique(by: \.place).inOrder
            return findings.isEmpty ? nil : (part, findings)
        }
    }

    private static func parts(_ facts: CheckFacts) -> [(part: Part, findings: [Finding])] {
        let landings = facts.landings.map(JudgedLanding.init)
        let (onMessage, onCommits) = findingsOnCommits(facts, landings).parted { $0.subject == .message }
        return [(.message, onMessage), (.commits, onCommits)]
            + landings.map { (.release($0.version), $0.effects(of: facts)) }
    }

    package var findings: [Finding] { parts.flatMap(\.findings) }

    package func refuses(_ finding: Finding) -> Bool { !warned.contains(finding.code) }

    /// Whether something does not verify, which is worse than a refusal.
    package var isUnverified: Bool { findings.contains(where: \.isUnverified) }

    /// Whether this clone cannot decide, whatever else is found.
    package var isUndecided: Bool { findings.contains(where: \.isUndecided) }

    package var isPassed: Bool { !findings.contains(where: refuses) }

    private static func findingsOnCommits(_ facts: CheckFacts, _ landings: [JudgedLanding]) -> [Finding] {
        let own =
            UnlinkedRule.findings(in: facts) + UnknownItemRule.findings(in: facts)
            + ConfigurationRule.unlinked(in: facts) + MergeRule.findings(in: facts)
        let others = own.filter { finding in !landings.contains { $0.judges(finding) } }
        let judged = landings.flatMap { $0.findingsOnCommits(of: facts) }
        let all = (others + judged).unique(by: \.place) + ClosedRule.findings(in: facts)
        return all.map { $0.beforeMerge(of: facts) }
    }
}

/// A planned release as the merge would leave it, and what its gate would say.
private struct JudgedLanding {
    let landing: Landing
    let findings: [Finding]

    init(_ landing: Landing) {
        self.landing = landing
        findings = Verdict(landing.facts).findings
    }

    var version: Version { landing.version }
    private var contents: ReleaseContents { landing.facts.contents }

    /// Whether its gate looks at what a finding is about.
    func judges(_ finding: Finding) -> Bool {
        switch finding.subject {
        case .commit(let commit): contents[commit] != nil
        case .item(let item): contents.commitsByItem[item] != nil
        case .release, .message: false
        }
    }

    func findingsOnCommits(of facts: CheckFacts) -> [Finding] {
        findings.filter { finding in
            switch (finding.code, finding.subject) {
            case (.unlinked, .commit(let commit)), (.configuration, .commit(let commit)), (.merge, .commit(let commit)):
                facts.contents[commit] != nil
            case (.unknownItem, .item(let item)): facts.contents.commitsByItem[item] != nil
            default: false
            }
        }
    }

    /// What is different for the release than before the merge, and what lets nobody tell that.
    func effects(of facts: CheckFacts) -> [Finding] {
        let coming = Set(facts.contents.commits.map(\.commit.id))
        let others = findings.filter { finding in
            switch (finding.code, finding.subject) {
            case (.stowaway, .item(let item)): brings(item, coming)
            case (.status, .item(let item)): brings(item, coming) && isOffLadder(item)
            case (.reverted, .item(let item)): contents.reverted[item]?.contains(where: coming.contains) ?? false
            case (.lost, .item(let item)): landing.lost.contains { contents[$0]?.items.contains(item) ?? false }
            case (.lost, .commit(let commit)): landing.lost.contains(commit)
            case (.ledger, _), (.history, _): finding.isUnverified || finding.isUndecided
            default: false
            }
        }
        return others + landing.facts.signOffs.standings.compactMap { staleApproval(of: $0, coming, facts) }
    }

    private func brings(_ item: ItemID, _ coming: Set<ObjectID>) -> Bool {
        contents.commitsByItem[item]?.contains(where: coming.contains) ?? false
    }

    private func isOffLadder(_ item: ItemID) -> Bool {
        !landing.facts.statuses.status(of: item, in: landing.facts.policy).statusClass.isOnLadder
    }

    /// The approval that the commits make stale: one of all that the release has of the item without them. Nobody can approve
    /// before the merge what comes with it, so that the role takes its approval back.
    private func staleApproval(
        of standing: SignOffStanding, _ coming: Set<ObjectID>, _ checked: CheckFacts
    ) -> Finding? {
        let (item, role) = (standing.item, standing.role)
        guard findings.contains(where: { $0.code == .stale && $0.subject == .item(item) }),
            let now = landing.facts.signOffs.subjects[item]
        else { return nil }
        let (new, before) = now.commits.parted(by: coming.contains)
        let content = SignOffContent(commits: before, patches: now.patches)
        guard let approval = standing.stale.last(where: { $0.statement.subject.likeness(to: content) != .other }) else {
            return nil
        }
        let names = checked.proposal.squashMessage == nil ? new.shown : "the squash commit"
        let revoke: ShellCommand = "sluice revoke \(item) --release \(version) --role \(role)"
        return Finding(
            .stale, .item(item), expected: "approval by \(role) of what \(version) has after the merge",
            found: "\(approval.by.name) approved it without \(names)",
            mend: [revoke + "  (by \(ShellCommand(verbatim: role)), who approves again after the merge)"])
    }
}

extension Finding {
    /// What a second finding would have to say anew.
    fileprivate var place: [AnyHashable] { [code, subject, expected] }

    /// The same with what fixes it as long as the commit is not merged: its message can be another one.
    fileprivate func beforeMerge(of facts: CheckFacts) -> Finding {
        guard case .commit(let commit) = subject else { return self }
        if facts.proposal.squashMessage != nil { return aboutMessage(of: facts) }
        guard code == .unlinked else { return self }
        return Finding(
            code, subject, expected: expected, found: found, mend: [facts.reworded(commit)] + mend,
            isConsequence: isConsequence)
    }

    /// The same about a commit that is only proposed: nobody can link it.
    private func aboutMessage(of facts: CheckFacts) -> Finding {
        let id = facts.proposal.last.abbreviated
        let others = mend.filter { !$0.text.contains(id) }
        return Finding(code, .message, expected: expected, found: found, mend: others + [facts.retitled(for: code)])
    }
}

extension CheckFacts {
    /// The command that changes the message of a commit.
    fileprivate func reworded(_ commit: ObjectID) -> ShellCommand {
        let item = contents.items.count == 1 ? contents.items[0].shown : "<item>"
        let note: ShellCommand = "begin the subject with \(ShellCommand(verbatim: item)))"
        return commit == proposal.head.commit
            ? "git commit --amend  (" + note
            : "git rebase --interactive \(proposal.base.revision)  (reword \(commit.abbreviated): " + note
    }

    /// The command that tries a title which names an item.
    fileprivate func retitled(for code: RuleCode) -> ShellCommand {
        let reading = contents[proposal.last]?.reading
        let subject = String(decoding: reading?.subject ?? [], as: UTF8.self)
        let guess = reading?.nearMisses.first?.suggestion ?? reading?.mentions.first ?? squashedItems.first
        let isForRfC = code == .configuration && policy.configuration.requiredLink == .rfc
        let title = "\(guess?.shown ?? (isForRfC ? "<RfC>" : "<item>")): \(subject)"
        let check: ShellCommand = "sluice check \(proposal.base.revision)..\(proposal.head.revision) --title \(title)"
        return check + "  (then give the request this title)"
    }
}

extension [Finding] {
    /// In the order of the rules.
    fileprivate var inOrder: [Finding] {
        MergeCheck.codes.flatMap { code in filter { $0.code == code } }
    }
}
