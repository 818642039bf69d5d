package import Changes
package import Gate
import Git
import Ledger
import Releases

/// A check in JSON. Stable: keys may be added, none is taken away.
package struct MergeCheckDocument: JSONConvertible, Sendable {
    package let json: JSONValue

    package init(_ check: MergeCheck) {
        let proposal = check.proposal
        json = .object([
            "passed": check.isPassed,
            "base": EndDocument(revision: proposal?.base.revision, commit: proposal?.base.commit),
            "head": EndDocument(revision: proposal?.head.revision, commit: proposal?.head.commit),
            // The branch that the commits go to; absent where only a commit of it is known.
            "branch": proposal?.branch,
            // The ways in which the host may merge: as the commits are, or as one squash commit.
            "ways": check.ways.map(Self.way),
            // The releases that would have the commits.
            "releases": check.releases,
            // The paths at which people would have to resolve conflicts; absent where there are none.
            "conflicts": proposal.flatMap { proposal in
                proposal.conflicts.isEmpty ? nil : JSONValue.array(proposal.conflicts.map { .string($0.pathText) })
            },
            "notJudged": check.unjudged, "policy": check.policyVersion,
            "ledger": JSONValue.object(["branch": check.ledgerBranch, "tip": check.ways.first?.ledger.tip]),
            "findings": check.parts.flatMap { part, findings in findings.map { Self.finding($0, part, check) } },
        ])
    }

    private static func way(_ facts: CheckFacts) -> JSONValue {
        .object([
            "method": facts.proposal.squashMessage == nil ? "merge" : "squash",
            "commits": facts.contents.commits.count,
            // Absent where the commits come as they are.
            "message": facts.proposal.squashMessage.map { String(decoding: $0, as: UTF8.self) },
        ])
    }

    private static func finding(_ finding: Finding, _ part: MergeCheck.Part, _ check: MergeCheck) -> JSONValue {
        let place: JSONValue =
            switch part {
            case .message: .object(["part": "message"])
            case .commits: .object(["part": "commits"])
            case .release(let version): .object(["part": "release", "release": version])
            }
        return VerdictDocument.finding(finding).adding(place).adding(.object(["refuses": check.refuses(finding)]))
    }
}
