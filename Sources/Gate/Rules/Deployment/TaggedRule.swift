import Changes
import Git
import Ledger
package import Releases

/// The annotated tag of this release is on the commit that the gate was opened for (T11). A roll-back may also go to a tag
/// of before the ledger that is where it was then.
package enum TaggedRule: DeployRule {
    package static let code = RuleCode.tagged

    package static func findings(in facts: GateFacts, _ deploy: DeployFacts) -> [Finding] {
        let scope = facts.range.scope
        guard let tag = scope.tag else { return [untagged(facts)] }
        if deploy.former != nil, deploy.adopted == tag.target { return [] }
        guard tag.isAnnotated else { return [finding(facts, "tag \(tag.name) is not annotated")] }
        let manifests = facts.plan?.manifests.filter { $0.tag == tag.name } ?? []
        guard !manifests.isEmpty else { return [finding(facts, "tag \(tag.name) was made without a gate")] }
        guard manifests.contains(where: { $0.candidate == tag.target }) else {
            let gated = manifests[0].candidate.abbreviated
            return [
                finding(
                    facts, "tag \(tag.name) is on \(tag.target.abbreviated), and the gate was opened for \(gated)",
                    isUnverified: true)
            ]
        }
        guard facts.range.manifest != nil else {
            return [
                finding(facts, "tag \(tag.name) is not the one that was made with its manifest, and does not name it")
            ]
        }
        return []
    }

    /// Without the tag nobody can say here where the release is.
    private static func untagged(_ facts: GateFacts) -> Finding {
        guard let manifest = facts.plan?.manifests.first else {
            return finding(facts, "release \(facts.version) is not tagged")
        }
        return Finding(
            code, .release, expected: "the annotated tag that `sluice tag` made",
            found: "the ledger has its manifest, and \(manifest.tag) is not in this clone", mend: ["git fetch --tags"],
            isUndecided: true)
    }

    private static func finding(_ facts: GateFacts, _ found: String, isUnverified: Bool = false) -> Finding {
        Finding(
            code, .release, expected: "the annotated tag that `sluice tag` made", found: found,
            mend: mend(facts, isUnverified), isUnverified: isUnverified)
    }

    /// A tag that others may have is never taken away or moved: another version is the way on.
    private static func mend(_ facts: GateFacts, _ isUnverified: Bool) -> [ShellCommand] {
        guard facts.range.scope.tag != nil else { return ["sluice tag \(facts.version)"] }
        let show: ShellCommand = "git show --no-patch \(facts.tagName)"
        return isUnverified
            ? ["git ls-remote origin refs/tags/\(facts.tagName)", show]
            : ["sluice release new <another version>", show]
    }
}
