import Changes
import Git
import Ledger
package import Releases

/// The release is planned, is not empty, and its tag is free or already on the candidate.
///
/// That base and candidate resolve and the range is complete is seen to before: facts cannot be gathered otherwise.
package enum HistoryRule: Rule {
    package static let code = RuleCode.history

    package static func findings(in facts: GateFacts) -> [Finding] {
        unplanned(facts) + empty(facts) + tagBlocked(facts) + tagElsewhere(facts) + tagMoved(facts) + tagReplaced(facts)
            + doubtfulBase(facts) + higherBase(facts) + passedOver(facts) + missingTags(facts) + missingBases(facts)
    }

    private static func unplanned(_ facts: GateFacts) -> [Finding] {
        guard facts.plan == nil else { return [] }
        let plan: ShellCommand = "sluice release new \(facts.version)"
        let tag = facts.range.scope.tag.flatMap { $0.isPending ? nil : $0.name }
        return [
            Finding(
                code, .release, expected: "a plan for release \(facts.version)",
                found: tag.map { "none in the ledger, though tag \($0) is there" } ?? "none in the ledger",
                mend: tag.map { ["sluice release new <another version>", "git show --no-patch \($0)"] } ?? [plan])
        ]
    }

    private static func empty(_ facts: GateFacts) -> [Finding] {
        guard facts.contents.commits.isEmpty else { return [] }
        let base = facts.range.scope.base?.revision ?? "the beginning"
        let pull = facts.range.scope.lag.map { [$0.fix] } ?? []
        return [
            Finding(
                code, .release, expected: "commits between \(base) and \(facts.range.scope.candidateRevision)",
                found: "none: the release is empty",
                mend: pull + ["sluice release new \(facts.version) --target <branch> --base <version>"])
        ]
    }

    private static func doubtfulBase(_ facts: GateFacts) -> [Finding] {
        guard let base = facts.range.scope.base else { return [] }
        let found: String
        switch facts.range.baseEvidence {
        case .notNeeded, .released: return []
        case .moved(let commit):
            found = "it is on \(base.commit.abbreviated); the gate was opened for \(commit.abbreviated)"
        case .lightweight: found = "a lightweight tag took the place of the annotated one that `sluice tag` made"
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

    /// What a later release has would count as released, though nobody approved it for this one.
    private static func higherBase(_ facts: GateFacts) -> [Finding] {
        guard let base = facts.range.scope.base, let version = facts.range.higherBase else { return [] }
        return [
            Finding(
                code, .release,
                expected: "a base that is lower than \(facts.version), of the same component, and no candidate",
                found: "the plan names \(base.revision), which is \(version)",
                mend: ["sluice release new \(facts.version) --base \"\""])
        ]
    }

    /// A release that the ledger knows would be the base, and this clone has nothing of it: nobody can tell what would be lost.
    private static func missingBases(_ facts: GateFacts) -> [Finding] {
        let missing = facts.range.otherBases.filter { !$0.isHere }
        guard !missing.isEmpty else { return [] }
        let names = missing.map { "\($0.tag) on \($0.commit.abbreviated)" }.joined(separator: ", ")
        let accept: [ShellCommand] =
            facts.range.scope.base.map {
                ["sluice policy edit  (to count from \($0.revision) all the same: [release] base = \($0.commit))"]
            } ?? ["sluice release new \(facts.version) --base <commit>  (one that the policy accepts: [release] base)"]
        return [
            Finding(
                code, .release, expected: "the releases before \(facts.version) that the ledger knows",
                found: "\(names): not in this clone, so that nobody can see what \(facts.version) would lose",
                mend: ["git fetch --tags"] + accept, isUndecided: true)
        ]
    }

    /// A tag that anybody can have made is no base. More commits are looked at than with it, which is why it is named where
    /// something is found among these.
    private static func passedOver(_ facts: GateFacts) -> [Finding] {
        guard let tag = facts.range.scope.passedOver else { return [] }
        return [
            Finding(
                code, .release, expected: "base \(tag.name) tagged through the gate",
                found:
                    "no gate was opened for it, and its tag was not there before the ledger: the commits before it count",
                mend: ["sluice policy edit  (to accept it: [release] base = \(tag.target))"], isCompanion: true)
        ]
    }

    /// What is missing here may be the base, so that a refusal is not certain. More commits than there should be open nothing, and
    /// what would be lost of a missing base is a finding of its own.
    private static func missingTags(_ facts: GateFacts) -> [Finding] {
        let names = facts.range.scope.missingTags
        guard !names.isEmpty else { return [] }
        return [
            Finding(
                code, .release, expected: "all release tags that the ledger has manifests of",
                found: "\(names.joined(separator: ", ")): not in this clone",
                mend: ["git fetch --tags"], isUndecided: true, isCompanion: true)
        ]
    }

    private static func tagBlocked(_ facts: GateFacts) -> [Finding] {
        facts.range.tagsInTheWay.map { name in
            Finding(
                code, .release, expected: "a free name for tag \(facts.tagName)", found: "tag \(name) is in the way",
                mend: removal(of: name, facts))
        }
    }

    /// The commands that take a tag away next to which the release's own cannot be made. Nothing takes a release tag away.
    private static func removal(of name: String, _ facts: GateFacts) -> [ShellCommand] {
        facts.policy.version(ofTag: name) == nil
            ? ["git tag -d \(name)", "git push origin :refs/tags/\(name)  (where it was shared)"]
            : ["sluice release new <another version>"]
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
                mend: ["sluice release new <another version>", "git show --no-patch \(tag.name)"])
        ]
    }

    /// That `sluice tag` made another one is all that the rule of deployments says, too.
    private static func tagReplaced(_ facts: GateFacts) -> [Finding] {
        guard let tag = facts.range.scope.tag, !tag.isPending, !tag.isAnnotated,
            facts.plan?.manifests.contains(where: { $0.tag == tag.name && $0.candidate == tag.target }) == true
        else { return [] }
        return [
            Finding(
                code, .release, expected: "the annotated tag \(tag.name) that `sluice tag` made",
                found: "a lightweight tag on the same commit",
                mend: ["git fetch --force origin tag \(tag.name)", "sluice release new <another version>"],
                isConsequence: true)
        ]
    }
}
