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
        let environment = deploy?.environment.name
        let judged = findings.map { finding in
            (finding: finding, by: facts.waivers.inForce.first { $0.lifts(finding, in: environment) })
        }
        let rest = judged.filter { $0.by == nil }.map(\.finding)
        let told = rest.filter { !$0.isTold(by: rest) }
        waived = judged.compactMap { finding, waiver in
            finding.isTold(by: findings) ? nil : waiver.map { (finding, $0) }
        }
        self.findings = told.allSatisfy(\.isCompanion) ? [] : told
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

extension Finding {
    /// Whether it goes away with one of the others, so that it need not be told. A finding that nobody may waive goes away only with
    /// another of that kind; one that only explains is nothing's cause.
    fileprivate func isTold(by others: [Finding]) -> Bool {
        isConsequence
            && others.contains {
                $0.subject == subject && !$0.isConsequence && !$0.isCompanion
                    && (!RuleCode.neverWaived.contains(code) || RuleCode.neverWaived.contains($0.code))
            }
    }
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
