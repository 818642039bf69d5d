import Changes
import Git
import Ledger
package import Releases

/// The ledger holds the tips that earlier release tags and the records relied on name: it was not rewound, replaced or
/// rewritten since. And its remote was heard within the time that the policy or the caller allows.
package enum LedgerRule: Rule {
    package static let code = RuleCode.ledger

    package static func findings(in facts: GateFacts) -> [Finding] {
        let named =
            facts.ledger.tagsBeyond.map { (by: "tag \($0.tag)", tip: $0.tip) }
            + facts.ledger.recordsBeyond.map { (by: $0.record, tip: $0.tip) }
        return named.map { beyond($0.tip, namedBy: $0.by, facts.ledger) } + silence(facts.ledger)
    }

    private static func beyond(_ tip: ObjectID, namedBy name: String, _ ledger: LedgerFacts) -> Finding {
        Finding(
            code, .release, expected: "a ledger that contains \(tip.abbreviated), which \(name) names",
            found: "\(ledger.branch) at \(ledger.tip.abbreviated) does not contain it", mend: ["sluice sync"],
            isUnverified: true)
    }

    private static func silence(_ ledger: LedgerFacts) -> [Finding] {
        guard let silence = ledger.silence else { return [] }
        if let lasts = silence.lasts, lasts.seconds <= silence.limit.seconds { return [] }
        return [
            Finding(
                code, .release, expected: "news of \(silence.remote) that are at most \(silence.limit) old",
                found: silence.lasts.map { "it was last heard \($0) ago" } ?? "it was never heard here",
                mend: ["sluice sync", "sluice gate tag <release> --wait 0"], isUndecided: true)
        ]
    }
}
