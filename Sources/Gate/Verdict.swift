package import Releases

/// All findings of the gate on one release, and so the decision: open if there are none.
package struct Verdict: Sendable {
    package static let rules: [any Rule.Type] = [
        LedgerRule.self, HistoryRule.self, UnlinkedRule.self, UnknownItemRule.self, StowawayRule.self,
        AbsentRule.self, RevertedRule.self, StatusRule.self, SignOffRule.self, StaleRule.self, SegregationRule.self,
        TestRule.self, BoardRule.self, DependencyRule.self, ConfigurationRule.self, PlanRule.self, IncidentRule.self,
        MergeRule.self,
    ]

    /// What deployments need beside.
    package static let deployRules: [any DeployRule.Type] = [
        TaggedRule.self, PromotionRule.self, ApproverRule.self, WindowRule.self, BusyRule.self, DowngradeRule.self,
    ]

    package let facts: GateFacts
    /// What else was looked at, where it is about a deployment.
    package let deploy: DeployFacts?
    package let findings: [Finding]

    package init(_ facts: GateFacts, deploy: DeployFacts? = nil) {
        self.facts = facts
        self.deploy = deploy
        let findings =
            Self.rules.flatMap { $0.findings(in: facts) }
            + (deploy.map { deploy in Self.deployRules.flatMap { $0.findings(in: facts, deploy) } } ?? [])
        let causes = Set(findings.filter { !$0.isConsequence }.map(\.subject))
        self.findings = findings.filter { !$0.isConsequence || !causes.contains($0.subject) }
    }

    /// What was asked, in the order in which findings are told.
    package var askedCodes: [RuleCode] {
        Self.rules.map { $0.code } + (deploy == nil ? [] : Self.deployRules.map { $0.code })
    }

    package var isOpen: Bool { findings.isEmpty }

    /// Whether something does not verify, which is worse than a refusal.
    package var isUnverified: Bool { findings.contains(where: \.isUnverified) }

    /// Whether this clone cannot decide, whatever else is found.
    package var isUndecided: Bool { findings.contains(where: \.isUndecided) }
}
