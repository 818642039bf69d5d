import Changes
package import Git
import Ledger

/// From where to where the release goes, how far that can be trusted, and what lies between.
package struct RangeFacts: Sendable {
    package let scope: ReleaseScope
    package let baseEvidence: BaseEvidence
    package let contents: ReleaseContents

    package init(scope: ReleaseScope, baseEvidence: BaseEvidence, contents: ReleaseContents) {
        self.scope = scope
        self.baseEvidence = baseEvidence
        self.contents = contents
    }
}

/// What the ledger knows of the commit that a release is counted from. One that somebody slipped in as base would hide
/// all commits before it, whether the version chose it or the plan names it.
package enum BaseEvidence: Hashable, Sendable {
    /// There is no base, its tag was there before the ledger, or the policy accepts it.
    case notNeeded
    /// The tag is on the commit that the gate was opened for.
    case released
    /// The gate was opened for another commit of that release.
    case moved(from: ObjectID)
    /// No gate was opened for it.
    case ungated
}

extension FactsGatherer {
    /// - Throws: `ScopeProblem.baseNotHere`.
    func rangeFacts(
        _ scope: ReleaseScope, _ plan: ReleasePlan?, _ plans: [ReleasePlan], _ finder: ScopeFinder,
        evidence: CommitFates.Evidence
    ) throws -> RangeFacts {
        try refuseOtherBase(scope, plan: plan)
        return RangeFacts(
            scope: scope, baseEvidence: try baseEvidence(scope, plans),
            contents: try finder.contents(of: scope, by: linker, evidence: evidence))
    }

    /// A release that is tagged has the base of its manifest; where another one is chosen, tags are missing here.
    private func refuseOtherBase(_ scope: ReleaseScope, plan: ReleasePlan?) throws {
        guard let tag = scope.tag, tag.target == scope.candidate, scope.rule != .ownBase,
            let manifest = plan?.manifests.first(where: { $0.tag == tag.name && $0.candidate == tag.target }),
            let base = manifest.base, base != scope.base?.commit
        else { return }
        throw ScopeProblem.baseNotHere(tag: tag.name, base: base)
    }

    private func baseEvidence(_ scope: ReleaseScope, _ plans: [ReleasePlan]) throws -> BaseEvidence {
        guard let base = scope.base, !policy.acceptedBases.contains(base.commit) else { return .notNeeded }
        let adopted = try ledger.adoptedTags()
        if adopted.commits.contains(base.commit) { return .notNeeded }
        let manifests = plans.flatMap(\.manifests)
        if manifests.contains(where: { $0.candidate == base.commit }) { return .released }
        if let commit = adopted[tag: base.revision] { return .moved(from: commit) }
        if let manifest = manifests.first(where: { $0.tag == base.revision }) {
            return .moved(from: manifest.candidate)
        }
        return .ungated
    }
}
