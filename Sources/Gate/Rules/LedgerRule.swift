import Git
package import Releases

/// The ledger holds the tips that earlier release tags name: it was not rewound or replaced since.
package enum LedgerRule: Rule {
    package static let code = RuleCode.ledger

    package static func findings(in facts: GateFacts) -> [Finding] {
        facts.ledger.tagsBeyond.map { beyond in
            Finding(
                code, .release,
                expected: "a ledger that contains \(beyond.tip.abbreviated), which tag \(beyond.tag) names",
                found: "\(facts.ledger.branch) at \(facts.ledger.tip.abbreviated) does not contain it",
                mend: ["git fetch origin \(facts.ledger.branch):\(facts.ledger.branch)"], isUnverified: true)
        }
    }
}
