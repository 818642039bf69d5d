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

/// What the ledger knows of the tag that a release is counted from. A tag that somebody slipped in as base would hide
/// all commits before it.
package enum BaseEvidence: Hashable, Sendable {
    /// The base was named for this release, there is none, or it was there before the ledger; where decisions need no
    /// signature, also one that is older than all releases that the ledger tagged.
    case notNeeded
    /// The tag is on the commit that the gate was opened for.
    case released
    /// The gate was opened for another commit of that release.
    case moved(from: ObjectID)
    /// It did not go through the gate, and should have.
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
        guard let base = scope.base, scope.rule != .ownBase, let version = policy.version(ofTag: base.revision) else {
            return .notNeeded
        }
        if let adopted = try ledger.adoptedTags()[tag: base.revision] {
            return adopted == base.commit ? .notNeeded : .moved(from: adopted)
        }
        let tagged = plans.filter { !$0.manifests.isEmpty }
        guard let release = tagged.first(where: { $0.version == version }) else {
            let isSuspect = policy.requiredSignatures != .none || tagged.contains { $0.version < version }
            return isSuspect ? .ungated : .notNeeded
        }
        let candidates = release.manifests.map(\.candidate)
        return candidates.contains(base.commit) ? .released : .moved(from: candidates[0])
    }
}
