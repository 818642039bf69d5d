package import Ledger
package import Releases

/// All findings of the gate on one release, and so the decision: open if there are none.
package struct Verdict: Sendable {
    package static let rules: [any Rule.Type] = [
        LedgerRule.self, HistoryRule.self, LostRule.self, UnaccountedRule.self,
        UnlinkedRule.self, UnknownItemRule.self, StowawayRule.self,
        AbsentRule.self, RevertedRule.self, StatusRule.self, SignOffRule.self, StaleRule.self, SegregationRule.self,
        TestRule.self, BoardRule.self, DependencyRule.self, ConfigurationRule.self, PlanRule.self, IncidentRule.self,
        MergeRule.self,
    ]

    /// What a roll-back to a release that ran there before is judged by, besides the evidence itself (`ledger`): it is known
    /// to work, and waiting for more would prolong the harm.
    package static let rollBackRules: [any DeployRule.Type] = [
        TaggedRule.self, PromotionRule.self, ApproverRule.self, BusyRule.self, DowngradeRule.self,
    ]

    /// What deployments need beside.
    package static let deployRules: [any DeployRule.Type] = [
        TaggedRule.self, PromotionRule.self, ApproverRule.self, WindowRule.self, BusyRule.self, DowngradeRule.self,
        PackageRule.self, HandoverRule.self,
    ]

    package let facts: GateFacts
    /// What else was looked at, where it is about a deployment.
    package let deploy: DeployFacts?
    package let findings: [Finding]
    /// What would be a finding, were it not lifted for a time.
    package let waived: [(finding: Finding, by: Waiver)]

    package init(_ facts: GateFacts, deploy: DeployFacts? = nil) {
        self.facts = facts
        self.deploy = deploy
        let findings = Self.findings(in: facts, deploy)
        let causes = Set(findings.filter { !$0.isConsequence }.map(\.subject))
        let told = findings.filter { !$0.isConsequence || !causes.contains($0.subject) }
        let environment = deploy?.environment.name
        waived = told.compactMap { finding in
            facts.waivers.inForce.first { $0.lifts(finding, in: environment) }.map { (finding, $0) }
        }
        let rest = told.filter { finding in !facts.waivers.inForce.contains { $0.lifts(finding, in: environment) } }
        self.findings = rest.allSatisfy(\.isCompanion) ? [] : rest
    }

    private static func findings(in facts: GateFacts, _ deploy: DeployFacts?) -> [Finding] {
        guard let deploy else { return rules.flatMap { $0.findings(in: facts) } }
        guard deploy.former != nil else {
            return rules.flatMap { $0.findings(in: facts) } + deployRules.flatMap { $0.findings(in: facts, deploy) }
        }
        // The other rules read what the ledger says. One that was rewound says nothing.
        return LedgerRule.findings(in: facts).filter(\.isUnverified)
            + rollBackRules.flatMap { $0.findings(in: facts, deploy) }
    }

    /// The rules that were asked, in the order of their findings.
    package var askedCodes: [RuleCode] {
        guard let deploy else { return Self.rules.map { $0.code } }
        guard deploy.former == nil else { return [LedgerRule.code] + Self.rollBackRules.map { $0.code } }
        return Self.rules.map { $0.code } + Self.deployRules.map { $0.code }
    }

    package var isOpen: Bool { findings.isEmpty }

    /// Whether something does not verify, which is worse than a refusal.
    package var isUnverified: Bool { findings.contains(where: \.isUnverified) }

    /// Whether this clone cannot decide, whatever else is found.
    package var isUndecided: Bool { findings.contains(where: \.isUndecided) }
}

extension Waiver {
    /// Neither what the ledger and the history say can be lifted, nor what is false or cannot be decided.
    fileprivate func lifts(_ finding: Finding, in environment: String?) -> Bool {
        guard !RuleCode.neverWaived.contains(finding.code), !finding.isUnverified, !finding.isUndecided,
            statement.rules.contains(finding.code.rawValue),
            statement.environment == nil || statement.environment == environment
        else { return false }
        guard let items = statement.items else { return true }
        if case .item(let item) = finding.subject { return items.contains(item) }
        return false
    }
}

extension RuleCode {
    package static let neverWaived: Set<RuleCode> = [.ledger, .history, .tagged]
}
