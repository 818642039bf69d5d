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

/// The releases that the ledger knows, whether or not their tags are here: those with manifests, and those that were tagged before
/// the ledger.
struct KnownReleases {
    struct Release {
        let tag: String
        /// Those that the ledger has for it: one, or those of several manifests of which no tag says which one counts.
        var commits: [ObjectID]
        /// Whether its tag is here, as the ledger knows it.
        var isCertain: Bool
        /// Whether only people say so who may not tag any more.
        let isDoubtful: Bool
        /// The version of the policy under which it was tagged.
        var policy = 1
    }

    let byVersion: [Version: Release]

    init(byVersion: [Version: Release]) { self.byVersion = byVersion }

    /// - Parameter plans: also those of releases that nobody plans whose word counts for that.
    init(_ plans: [ReleasePlan], _ gated: GatedTags, _ adopted: AdoptedTags, _ tags: ReleaseTags, _ policy: Policy) {
        let here = Set(tags.all.filter { $0.targetKind == .commit }.map { TagOnCommit($0.name, $0.target) })
        var releases: [Version: Release] = [:]
        for name in adopted.names {
            guard let version = policy.version(ofTag: name), let commit = adopted[tag: name] else { continue }
            releases[version] = Release(
                tag: name, commits: [commit], isCertain: here.contains(TagOnCommit(name, commit)), isDoubtful: false)
        }
        for plan in plans {
            let manifests = (plan.manifests + plan.doubtfulManifests).filter {
                policy.version(ofTag: $0.tag) == policy.read($0.release)
            }
            let adopted = releases[plan.version]
            guard let first = manifests.first, adopted?.isCertain != true else { continue }
            let certain = manifests.lazy.compactMap { gated.manifests[$0.tag] }.first
            let commits = certain.map { [$0.candidate] } ?? manifests.map(\.candidate).unique(by: \.self)
            // What was there before the ledger stays: a manifest of anybody's adds to it.
            releases[plan.version] = Release(
                tag: adopted?.tag ?? first.tag, commits: ((adopted?.commits ?? []) + commits).unique(by: \.self),
                isCertain: certain != nil && adopted == nil, isDoubtful: plan.manifests.isEmpty && adopted == nil,
                policy: manifests.map(\.policy).max() ?? 1)
        }
        byVersion = releases
    }

    private struct TagOnCommit: Hashable {
        let name: String
        let commit: ObjectID

        init(_ name: String, _ commit: ObjectID) { (self.name, self.commit) = (name, commit) }
    }

    /// The releases that are on a commit.
    func versions(on commit: ObjectID) -> [Version] {
        byVersion.filter { $0.value.commits.contains(commit) }.keys.sorted()
    }

    /// The releases that version choice takes as the base over all that are known, down to the first one whose tag is here as the
    /// ledger knows it, or to the base that is used; each with the variants that followed it and came before the release.
    ///
    /// - Parameters:
    ///   - isOfLine: whether a release, by its tag and version, is of the same line.
    ///   - isUsed: whether a release is the one that the range is counted from.
    func chosen(
        for version: Version, isOfLine: (String, Version) -> Bool, isUsed: (Version, Release) -> Bool
    ) -> [(version: Version, release: Release)] {
        var open = byVersion.filter { isOfLine($0.value.tag, $0.key) }
        var chosen: [(version: Version, release: Release)] = []
        while let base = BaseChoice(for: version, tagged: open.keys).base, let release = open.removeValue(forKey: base)
        {
            let variants = open.filter { other, _ in
                version.variant.isEmpty
                    ? other.isVariant(between: base, and: version) : other.isEarlierVariant(than: version)
            }
            let used = isUsed(base, release)
            if !used { chosen.append((base, release)) }
            chosen += variants.sorted { $0.key < $1.key }.filter { !isUsed($0.key, $0.value) }.map {
                ($0.key, $0.value)
            }
            if used || release.isCertain { break }
        }
        return chosen
    }
}

extension Version {
    /// Whether it is a variant of a plain release (`1.0.0-hotfix` of `1.0.0`), which is released after that, or of one that was
    /// never made, between that and a later one (`1.0.1-hotfix` between `1.0.0` and `1.0.2`).
    fileprivate func isVariant(between base: Version, and release: Version) -> Bool {
        guard component == base.component, base.variant.isEmpty, !variant.isEmpty, !isPreRelease else { return false }
        return hasSamePlace(as: base.final) || base.hasLowerPlace(than: self) && hasLowerPlace(than: release.final)
    }

    /// Whether it can be the base of another one: of the same component, and never of its own final version, which a candidate is
    /// a part of.
    package func canBeBase(of release: Version) -> Bool {
        guard component == release.component, !isPreRelease || final.identity != release.final.identity else {
            return false
        }
        return self < release || release.final.follows(self)
    }

    /// Whether it is a variant of one name with another one, which came before: `1.0.0-hotfix1`, `1.0.0-hotfix.2`.
    fileprivate func isEarlierVariant(than other: Version) -> Bool {
        guard component == other.component, !isPreRelease, let name = countedVariant, name == other.countedVariant
        else {
            return false
        }
        return self < other
    }

    /// The word of a variant that has nothing but a number behind it; nil for any other.
    private var countedVariant: Substring? {
        let text = variant.drop { !$0.isLetter }
        let word = text.prefix { $0.isLetter }
        let rest = text.dropFirst(word.count)
        let number = rest.first.map { $0 == "." || $0 == "-" } == true ? rest.dropFirst() : rest
        return !word.isEmpty && number.allSatisfy(\.isNumber) ? word : nil
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
