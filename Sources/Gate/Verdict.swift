package import Releases

/// All findings of the gate on one release, and so the decision: open if there are none.
package struct Verdict: Sendable {
    package static let rules: [any Rule.Type] = [
        LedgerRule.self, HistoryRule.self, UnlinkedRule.self, UnknownItemRule.self, StowawayRule.self,
        AbsentRule.self, RevertedRule.self, StatusRule.self, SignOffRule.self, StaleRule.self, SegregationRule.self,
        TestRule.self, BoardRule.self, DependencyRule.self, ConfigurationRule.self, PlanRule.self, IncidentRule.self,
        MergeRule.self,
    ]

    package let facts: GateFacts
    package let findings: [Finding]

    package init(_ facts: GateFacts) {
        self.facts = facts
        let findings = Self.rules.flatMap { $0.findings(in: facts) }
        let causes = Set(findings.filter { !$0.isConsequence }.map(\.subject))
        self.findings = findings.filter { !$0.isConsequence || !causes.contains($0.subject) }
    }

    package var isOpen: Bool { findings.isEmpty }

    /// Whether something does not verify, which is worse than a refusal.
    package var isUnverified: Bool { findings.contains(where: \.isUnverified) }

    /// Whether this clone cannot decide, whatever else is found.
    package var isUndecided: Bool { findings.contains(where: \.isUndecided) }
}
