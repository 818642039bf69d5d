import Changes
import Git
package import Ledger
package import Releases

/// Who signed off wrote none of it, neither as author nor as committer nor as co-author.
package enum SegregationRule: Rule {
    package static let code = RuleCode.segregation

    package static func findings(in facts: GateFacts) -> [Finding] { ownApprovals(facts) + ownExemptions(facts) }

    package static let exemptionExpected = "exemption by someone who did not make the commit"

    package static func ownExemption(by person: Person) -> String {
        "\(person.name) declared that it needs no item, and made it"
    }

    /// Who made a commit is not who says that nobody has to look at it.
    private static func ownExemptions(_ facts: GateFacts) -> [Finding] {
        facts.signOffs.ownExemptions.map { exemption in
            Finding(
                code, .commit(exemption.commit), expected: exemptionExpected, found: ownExemption(by: exemption.by),
                mend: facts.exempts([exemption.commit]).map { "\($0)  (by someone else)" })
        }
    }

    private static func ownApprovals(_ facts: GateFacts) -> [Finding] {
        facts.signOffs.standings.compactMap { standing in
            guard standing.valid.isEmpty, let approval = standing.own.last else { return nil }
            return Finding(
                code, .item(standing.item), expected: "approval by someone who did not work on it",
                found: "\(approval.by.name) approved, but is author, committer or co-author of its commits",
                mend: [
                    "sluice approve \(standing.item) --release \(facts.version) --role \(standing.role)  "
                        + "(by someone else)"
                ])
        }
    }
}
