import Changes
package import Git
package import Ledger

/// From where to where the release goes, how far that can be trusted, and what lies between.
package struct RangeFacts: Sendable {
    package let scope: ReleaseScope
    package let baseEvidence: BaseEvidence
    package let contents: ReleaseContents
    /// The manifest that the release's own tag names, where that is on its candidate; nil for any other tag, and without one.
    package let manifest: RecordedManifest?
    /// Releases before this one, besides the base, of which nothing may be lost.
    package let otherBases: [OtherBase]
    /// The version of the plan's own base, if it is not a lower one of the same component, or is a candidate of the release itself.
    package let higherBase: Version?
    /// Tags next to which Git cannot make the release's tag. Sorted.
    package let tagsInTheWay: [String]

    package init(
        scope: ReleaseScope, baseEvidence: BaseEvidence, contents: ReleaseContents,
        manifest: RecordedManifest? = nil, otherBases: [OtherBase] = [], higherBase: Version? = nil,
        tagsInTheWay: [String] = []
    ) {
        self.tagsInTheWay = tagsInTheWay
        self.otherBases = otherBases
        self.higherBase = higherBase
        self.manifest = manifest
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
    /// The tag is on the commit that the gate was opened for, and names the manifest.
    case released
    /// The gate was opened for another commit of that release.
    case moved(from: ObjectID)
    /// The gate was opened for the commit, and the tag is a lightweight one that took the place of the annotated one.
    case lightweight
    /// No gate was opened for it.
    case ungated
}

extension FactsGatherer {
    /// - Throws: `ScopeProblem.baseNotHere`.
    func rangeFacts(
        _ scope: ReleaseScope, _ plan: ReleasePlan?, _ owing: [ReleasePlan], _ gated: GatedTags, _ finder: ScopeFinder,
        evidence: CommitFates.Evidence
    ) throws -> RangeFacts {
        try refuseOtherBase(scope, plan: plan)
        let manifest = scope.tag.flatMap { gated.manifests[$0.name] }
        let linker = try linker(for: manifest)
        var contents = try finder.contents(
            of: scope, by: linker, evidence: evidence, isRelease: isRelease(gated), planned: plan?.items ?? [])
        var others: [OtherBase] = []
        let known = KnownReleases(
            owing, gated, try ledger.adoptedTags(), try finder.tags, policy, versions: try ledger.policyVersions())
        // What was lost or came back when a release was tagged is in its manifest, and nothing that was found since.
        if manifest.map({ $0.hasMore(than: contents) }) ?? true {
            others = try otherBases(besides: scope, known, finder)
            for other in others where other.isHere {
                let base = ReleaseScope.Base(revision: other.tag, commit: other.commit)
                let fates = try finder.contents(
                    of: scope.counted(from: base), by: linker, evidence: evidence, isRelease: isRelease(gated)
                ).fates
                contents = contents.adding(fates, of: other, evidence)
            }
        }
        return RangeFacts(
            scope: scope, baseEvidence: try baseEvidence(scope, owing.filter(\.isPlanned), gated, finder.tags),
            contents: try manifest.map { try frozen(contents, by: $0, evidence) } ?? contents,
            manifest: manifest, otherBases: manifest == nil ? others : [],
            higherBase: manifest == nil ? higherBase(of: scope, known) : nil,
            tagsInTheWay: try tagsInTheWay(of: scope, finder.tags))
    }

    /// None where the release has its tag, or a push would make it.
    private func tagsInTheWay(of scope: ReleaseScope, _ tags: ReleaseTags) throws -> [String] {
        guard scope.tag == nil, let name = policy.tag(for: scope.version) else { return [] }
        return tags.inTheWay(of: name)
    }

    /// A manifest from before going was recorded cannot name what goes and comes back. A later one has to: what it leaves out was
    /// there to be found, and nobody says otherwise by a manifest.
    private func frozen(
        _ contents: ReleaseContents, by manifest: RecordedManifest, _ evidence: CommitFates.Evidence
    ) throws -> ReleaseContents {
        guard contents.hasMore(than: manifest), try !ledger.recordedGoing(in: manifest) else { return contents }
        return contents.frozen(by: manifest, evidence)
    }

    /// A release that was tagged when exemptions named no release keeps those that it had.
    private func linker(for manifest: RecordedManifest?) throws -> CommitLinker {
        guard let manifest, let before = try ledger.policyVersions().policy(at: manifest.policy) else { return linker }
        var linker = linker
        linker.acceptsOlderExemptions = !before.recordsReleaseOfExemptions
        return linker
    }

    /// Whether a gate was opened for a tag, or it was there before the ledger: what anybody else tagged says nothing of what is
    /// released.
    private func isRelease(_ gated: GatedTags) throws -> (ReleaseTag) -> Bool {
        let adopted = try ledger.adoptedTags()
        return { gated.manifests[$0.name] != nil || adopted[tag: $0.name] == $0.target }
    }

    /// A release that is tagged has the base of its manifest; where another one is chosen, tags are missing here.
    private func refuseOtherBase(_ scope: ReleaseScope, plan: ReleasePlan?) throws {
        guard let tag = scope.tag, tag.target == scope.candidate, scope.rule != .ownBase,
            let manifest = plan?.manifests.first(where: { $0.tag == tag.name && $0.candidate == tag.target }),
            let base = manifest.base, base != scope.base?.commit
        else { return }
        throw ScopeProblem.baseNotHere(tag: tag.name, base: base)
    }

    private func baseEvidence(
        _ scope: ReleaseScope, _ plans: [ReleasePlan], _ gated: GatedTags, _ tags: ReleaseTags
    ) throws -> BaseEvidence {
        guard let base = scope.base, !policy.acceptedBases.contains(base.commit) else { return .notNeeded }
        let adopted = try ledger.adoptedTags()
        let isOfComponent = { [policy] (tag: String) in
            policy.version(ofTag: tag).map { $0.component == scope.version.component } ?? true
        }
        // A tag that the ledger knows has its own commit: another one's is no excuse.
        if gated.manifests[base.revision]?.candidate == base.commit { return .released }
        if let commit = adopted[tag: base.revision] { return commit == base.commit ? .notNeeded : .moved(from: commit) }
        if let manifest = plans.flatMap(\.manifests).first(where: { $0.tag == base.revision }) {
            guard manifest.candidate == base.commit else { return .moved(from: manifest.candidate) }
            let isAnnotated = tags.all.contains { $0.name == base.revision && $0.isAnnotated }
            return isAnnotated ? .ungated : .lightweight
        }
        if adopted.names.contains(where: { adopted[tag: $0] == base.commit && isOfComponent($0) }) { return .notNeeded }
        let isGated = gated.manifests.contains { $1.candidate == base.commit && isOfComponent($0) }
        return isGated ? .released : .ungated
    }

    /// Tags of which the ledger knows nothing are passed over as bases: anybody can make one. More commits than there should be in a
    /// range open nothing, and of what the ledger does not know nothing can be lost.
    func knownTags(_ plans: [ReleasePlan]) throws -> (ReleaseTag) -> Bool {
        let adopted = try ledger.adoptedTags()
        let names = Set(adopted.names + plans.flatMap(\.manifests).map(\.tag))
        return { [accepted = policy.acceptedBases] in names.contains($0.name) || accepted.contains($0.target) }
    }
}

extension RecordedManifest {
    /// Whether it names commits that go or come back and that are not found from the release's own base.
    fileprivate func hasMore(than contents: ReleaseContents) -> Bool {
        let known = Set(contents.commits.map(\.commit.id) + contents.fates.goes.map(\.commit.commit.id))
        return !known.isSuperset(of: statement.commits.map(\.commit) + (statement.goes ?? []))
    }
}
