import Changes
package import Git
package import Ledger

/// A release before this one that the range is not counted from, and of which nothing may be lost all the same: its tag is missing
/// or is not what the ledger knows, its tagger has left, the plan names another base, or it is a variant of the base.
package struct OtherBase: Hashable, Sendable {
    package let version: Version
    /// The name of its tag, whether or not that is here.
    package let tag: String
    /// The commit that the ledger has for it.
    package let commit: ObjectID
    /// Whether this clone has the commit.
    package let isHere: Bool

    package init(version: Version, tag: String, commit: ObjectID, isHere: Bool) {
        self.version = version
        self.tag = tag
        self.commit = commit
        self.isHere = isHere
    }
}

extension Version {
    /// Whether it can be the base of another one: of the same component, and never of its own final version, which a candidate is
    /// a part of.
    package func canBeBase(of release: Version) -> Bool {
        guard component == release.component, !isPreRelease || final.identity != release.final.identity else {
            return false
        }
        return self < release || release.final.follows(self)
    }
}

extension FactsGatherer {
    /// The releases of which nothing may be lost besides the base. None where versions and the plan agree, and where all of them are
    /// part of the release or of its base.
    func otherBases(
        besides scope: ReleaseScope, _ known: KnownReleases, _ finder: ScopeFinder
    ) throws -> [OtherBase] {
        let used = scope.base
        let isAccepted = used.map { policy.acceptedBases.contains($0.commit) } ?? false
        let usedVersion = used.flatMap { policy.version(ofTag: $0.revision) }
        let chosen = known.chosen(for: scope.version, isOfLine: try finder.isOfLine(with: scope.version)) {
            guard let used else { return false }
            // Where the tag of the base is not what the ledger knows, the policy can accept the commit that it is on now.
            return $1.commits == [used.commit] || isAccepted && $0 == usedVersion
        }
        var bases: [OtherBase] = []
        var covering = [scope.candidate] + [used?.commit].compactMap(\.self)
        for (version, release) in chosen {
            for commit in release.commits {
                guard repository.contains(commit) else {
                    // Of a commit that nobody has, neither a former tagger nor anybody whom the policy overrules may shut gates.
                    guard try !release.isDoubtful && !isOverruled(release, by: used) else { continue }
                    bases.append(OtherBase(version: version, tag: release.tag, commit: commit, isHere: false))
                    continue
                }
                guard try !covering.contains(where: { try repository.isAncestor(commit, of: $0) }) else { continue }
                bases.append(OtherBase(version: version, tag: release.tag, commit: commit, isHere: true))
                if release.commits.count == 1, !release.isDoubtful { covering.append(commit) }
            }
        }
        return bases
    }

    /// Whether an administrator accepted the base that is used after a release was tagged: in view of that.
    private func isOverruled(_ release: KnownReleases.Release, by used: ReleaseScope.Base?) throws -> Bool {
        guard let used, policy.acceptedBases.contains(used.commit) else { return false }
        guard release.policy <= policy.version else { return true }
        return try ledger.policyVersions().policy(at: release.policy)?.acceptedBases.contains(used.commit) == false
    }

    /// The version that a base of the plan's own has, if it is not lower than the release: its commits would count as released.
    func higherBase(of scope: ReleaseScope, _ known: KnownReleases) -> Version? {
        guard scope.rule == .ownBase, let base = scope.base else { return nil }
        let versions = known.versions(on: base.commit) + [policy.version(ofTag: base.revision)].compactMap(\.self)
        // A candidate is a base only where no final release came before.
        let hasFinal = known.byVersion.keys.contains { !$0.isPreRelease && $0.canBeBase(of: scope.version) }
        let isBase = versions.contains { $0.canBeBase(of: scope.version) && !($0.isPreRelease && hasFinal) }
        return isBase ? nil : versions.max()
    }
}

extension ReleaseContents {
    /// The same with what is lost of another base, and what comes back of it.
    func adding(_ fates: CommitFates, of base: OtherBase, _ evidence: CommitFates.Evidence) -> ReleaseContents {
        let (going, coming) = (Set(self.fates.goes.map(\.commit.commit.id)), Set(commits.map(\.commit.id)))
        let goes = fates.goes.filter { !going.contains($0.commit.commit.id) }.map { $0.lost(of: base.version) }
        let returns = fates.returns.filter { !coming.contains($0.commit.commit.id) }.map { $0.taken(by: base.version) }
        guard !goes.isEmpty || !returns.isEmpty else { return self }
        return ReleaseContents(
            commits, fates: self.fates.adding(goes: goes, returns: returns), evidence: evidence, unowned: unowned)
    }
}

extension Going {
    fileprivate func lost(of base: Version) -> Going {
        Going(commit: commit, release: release ?? base, paths: paths, proposal: proposal, base: base)
    }
}

extension Return {
    fileprivate func taken(by base: Version) -> Return {
        Return(commit: commit, revert: revert, release: release ?? base)
    }
}
