import Changes
import Git
import Ledger

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
    /// The same as earlier versions of the policy read them, for those that the one in force cannot read.
    let earlier: [Earlier]

    init(byVersion: [Version: Release], earlier: [Earlier] = []) {
        (self.byVersion, self.earlier) = (byVersion, earlier)
    }

    /// - Parameters:
    ///   - plans: also those of releases that nobody plans whose word counts for that.
    ///   - versions: all of the policy that hold, the one in force last.
    init(
        _ plans: [ReleasePlan], _ gated: GatedTags, _ adopted: AdoptedTags, _ tags: ReleaseTags, _ policy: Policy,
        versions: PolicyVersions
    ) {
        let byPolicy = Dictionary(grouping: UnreadTags(plans, adopted, policy, versions).all, by: \.policy)
        self.init(
            byVersion: Self.byVersion(plans, gated, adopted, tags, policy, mayTag: policy.mayTag),
            earlier: byPolicy.sorted { $0.key < $1.key }.compactMap { number, unread in
                versions.policy(at: number).map { then in
                    let releases = Self.byVersion(plans, gated, adopted, tags, then, mayTag: policy.mayTag)
                    return Earlier(
                        policy: then, releases: KnownReleases(byVersion: releases), unread: Set(unread.map(\.tag)))
                }
            })
    }

    /// - Parameters:
    ///   - policy: by which tags and releases are read.
    ///   - mayTag: who may tag now.
    private static func byVersion(
        _ plans: [ReleasePlan], _ gated: GatedTags, _ adopted: AdoptedTags, _ tags: ReleaseTags, _ policy: Policy,
        mayTag: (Person) -> Bool
    ) -> [Version: Release] {
        let here = Set(tags.all.filter { $0.targetKind == .commit }.map { TagOnCommit($0.name, $0.target) })
        var releases: [Version: Release] = [:]
        for name in adopted.names {
            guard let version = policy.version(ofTag: name), let commit = adopted[tag: name] else { continue }
            releases[version] = Release(
                tag: name, commits: [commit], isCertain: here.contains(TagOnCommit(name, commit)), isDoubtful: false)
        }
        for plan in plans {
            let manifests = (plan.manifests + plan.doubtfulManifests).filter(policy.reads)
            let version = policy.read(plan.version)
            let adopted = releases[version]
            guard let first = manifests.first, adopted?.isCertain != true else { continue }
            let certain = manifests.lazy.compactMap { gated.manifests[$0.tag] }.first
            let commits = certain.map { [$0.candidate] } ?? manifests.map(\.candidate).unique(by: \.self)
            // What was there before the ledger stays: a manifest of anybody's adds to it.
            let isDoubtful = !manifests.contains { $0.opens && mayTag($0.by) } && adopted == nil
            releases[version] = Release(
                tag: adopted?.tag ?? first.tag, commits: ((adopted?.commits ?? []) + commits).unique(by: \.self),
                isCertain: certain != nil && adopted == nil, isDoubtful: isDoubtful,
                policy: manifests.map(\.policy).max() ?? 1)
        }
        return releases
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

    /// The releases as a version of the policy reads them that was in force before.
    struct Earlier {
        let policy: Policy
        let releases: KnownReleases
        /// The tags of those that the policy in force cannot read.
        let unread: Set<String>
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
        let unread = earlier.flatMap { earlier in
            earlier.releases.chosen(for: earlier.policy.read(version), isOfLine: isOfLine, isUsed: isUsed)
                .filter { earlier.unread.contains($0.release.tag) }
        }
        return chosenByVersion(version, isOfLine, isUsed) + unread.unique(by: \.release.tag)
    }

    private func chosenByVersion(
        _ version: Version, _ isOfLine: (String, Version) -> Bool, _ isUsed: (Version, Release) -> Bool
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

/// Tags of releases that the ledger has and that the policy in force cannot read any more, as an edit of it left out their pattern or
/// changed the scheme. What they have may not be lost all the same.
private struct UnreadTags {
    struct Tag {
        let tag: String
        /// The version of the policy that read it.
        let policy: Int
    }

    let all: [Tag]

    init(_ plans: [ReleasePlan], _ adopted: AdoptedTags, _ policy: Policy, _ versions: PolicyVersions) {
        let before = adopted.names.filter { policy.version(ofTag: $0) == nil }.compactMap { name in
            versions.holding.last { $0.version(ofTag: name) != nil }.map { Tag(tag: name, policy: $0.version) }
        }
        let tagged = plans.lazy.flatMap { $0.manifests + $0.doubtfulManifests }.filter { !policy.reads($0) }
            .compactMap { manifest -> Tag? in
                guard let then = versions.policy(at: manifest.policy), then.reads(manifest) else { return nil }
                return Tag(tag: manifest.tag, policy: then.version)
            }
        all = before + tagged
    }
}

extension Policy {
    /// Whether a manifest is for the tag of its release.
    fileprivate func reads(_ manifest: RecordedManifest) -> Bool {
        version(ofTag: manifest.tag) == read(manifest.release)
    }
}

extension Version {
    /// Whether it is a variant of a plain release (`1.0.0-hotfix` of `1.0.0`), which is released after that, or of one that was
    /// never made, between that and a later one (`1.0.1-hotfix` between `1.0.0` and `1.0.2`).
    fileprivate func isVariant(between base: Version, and release: Version) -> Bool {
        guard component == base.component, base.variant.isEmpty, !variant.isEmpty, !isPreRelease else { return false }
        return hasSamePlace(as: base.final) || base.hasLowerPlace(than: self) && hasLowerPlace(than: release.final)
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
