import Git
import Ledger
package import Releases

/// The release is planned, is not empty, and its tag is free or already on the candidate.
///
/// That base and candidate resolve and the range is complete is seen to before: facts cannot be gathered otherwise.
package enum HistoryRule: Rule {
    package static let code = RuleCode.history

    package static func findings(in facts: GateFacts) -> [Finding] {
        unplanned(facts) + empty(facts) + tagElsewhere(facts) + tagMoved(facts) + doubtfulBase(facts)
    }

    private static func unplanned(_ facts: GateFacts) -> [Finding] {
        guard facts.plan == nil else { return [] }
        let plan = "sluice release new \(facts.version)"
        let tag = facts.range.scope.tag.flatMap { $0.isPending ? nil : $0.name }
        return [
            Finding(
                code, .release, expected: "a plan for release \(facts.version)",
                found: tag.map { "none in the ledger, though tag \($0) is there" } ?? "none in the ledger",
                mend: tag.map { ["git tag -d \($0) && \(plan)"] } ?? [plan])
        ]
    }

    private static func empty(_ facts: GateFacts) -> [Finding] {
        guard facts.contents.commits.isEmpty else { return [] }
        let base = facts.range.scope.base?.revision ?? "the beginning"
        return [
            Finding(
                code, .release, expected: "commits between \(base) and \(facts.range.scope.candidateRevision)",
                found: "none: the release is empty",
                mend: ["sluice release new \(facts.version) --target <branch> --base <version>"])
        ]
    }

    private static func doubtfulBase(_ facts: GateFacts) -> [Finding] {
        guard let base = facts.range.scope.base else { return [] }
        let found: String
        switch facts.range.baseEvidence {
        case .notNeeded, .released: return []
        case .moved(let commit):
            found = "it is on \(base.commit.abbreviated); the gate was opened for \(commit.abbreviated)"
        case .ungated: found = "no gate was opened for it, and its tag was not there before the ledger"
        }
        return [
            Finding(
                code, .release, expected: "base \(base.revision) tagged through the gate", found: found,
                mend: [
                    "sluice release new \(facts.version) --base <a release that Sluice tagged>",
                    "sluice policy edit  (to accept it: [release] base = \(base.commit))",
                ])
        ]
    }

    private static func tagElsewhere(_ facts: GateFacts) -> [Finding] {
        guard let tag = facts.range.scope.tag, tag.target != facts.range.scope.candidate else { return [] }
        return [
            Finding(
                code, .release,
                expected: "tag \(tag.name) free, or on the candidate \(facts.range.scope.candidate.abbreviated)",
                found: "it is on \(tag.target.abbreviated)",
                mend: ["sluice gate tag \(facts.version)", "sluice release new <another version>"])
        ]
    }

    private static func tagMoved(_ facts: GateFacts) -> [Finding] {
        guard let tag = facts.range.scope.tag,
            let manifest = facts.plan?.manifests.first(where: { $0.tag == tag.name }),
            manifest.candidate != tag.target
        else { return [] }
        return [
            Finding(
                code, .release,
                expected: "tag \(tag.name) on \(manifest.candidate.abbreviated), for which the gate was opened",
                found: "it is on \(tag.target.abbreviated)",
                mend: ["git tag -d \(tag.name) && sluice tag \(facts.version)"])
        ]
    }
}
