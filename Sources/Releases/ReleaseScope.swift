package import Git
package import Ledger

/// From where to where a release goes, and how that was decided.
package struct ReleaseScope: Hashable, Sendable {
    package struct Base: Hashable, Sendable {
        /// How people name it: a tag, or what the release's record gives.
        package let revision: String
        package let commit: ObjectID
    }

    package let version: Version
    /// Nil for the first release.
    package let base: Base?
    package let rule: BaseRule
    package let candidate: ObjectID
    /// What named the candidate: a tag, a branch or a commit.
    package let candidateRevision: String
    /// The tag that the release has already; nil while it is pending.
    package let tag: ReleaseTag?
    /// The tag that the version would have chosen as base, had it not been made without the ledger's knowledge.
    package var passedOver: ReleaseTag?
    /// Tags that the ledger has manifests of, that are not here, and of which one would have been the base. Sorted.
    package var missingTags: [String] = []
    /// What the branch lacks that named the candidate; nil where that is nothing, and where something else named it.
    package var lag: BranchLag?

    /// The same, counted from another base.
    func counted(from base: Base) -> ReleaseScope {
        ReleaseScope(
            version: version, base: base, rule: rule, candidate: candidate, candidateRevision: candidateRevision,
            tag: tag)
    }
}

/// Why the ends of a release cannot be found. Data only.
package enum ScopeProblem: Error, Equatable, Sendable {
    /// Neither a tag nor a plan tells of this release; those that are known.
    case unknownRelease(Version, known: [Version])
    /// The release's own base names nothing here.
    case unknownBase(String)
    /// Tags that are names of one release and mark different commits.
    case severalTags([String])
    /// Releases that the ledger says were tagged, and whose tags are not in this clone.
    case missingTags([String])
    /// The release was tagged with this base, and no tag of a lower version marks it in this clone.
    case baseNotHere(tag: String, base: ObjectID)
    /// No release tag at all, in a clone that was told not to fetch tags.
    case tagsNotFetched(remote: String)
    /// Base and candidate are one commit, or the base contains the candidate.
    case emptyRange(base: String, candidate: String)
}

extension LedgerReader {
    /// The problem of a release that is not planned.
    package func unknownRelease(_ version: Version) throws -> ScopeProblem {
        .unknownRelease(version, known: try releases().map(\.version))
    }
}

/// Finds the ends of releases in one repository.
package struct ScopeFinder {
    package let repository: Repository
    package let policy: Policy
    let source: HistorySource
    /// Release tags that the ledger has manifests of, and that are not here. Sorted.
    package let missingTags: [String]
    /// Which tags can be a base; all where nothing is asked.
    package var isKnown: (ReleaseTag) -> Bool = { _ in true }
    package let planned: [Version]
    private let reader: TagReader

    /// The release tags; read when they are first asked for, as many are much to read and a range may need none.
    package var tags: ReleaseTags { get throws { try reader.tags() } }

    /// - Throws: `ScopeProblem.tagsNotFetched`.
    /// - Parameters:
    ///   - pending: tags that a push or transaction would make.
    ///   - source: knows what tags mark; nil to read them all.
    ///   - adopted: the names of tags that are older than the ledger; nil to take no tag for a floating one.
    package init(
        _ repository: Repository, policy: Policy, plans: [ReleasePlan] = [], pending: [Reference] = [],
        source: HistorySource? = nil, adopted: [String]? = nil
    ) throws {
        self.repository = repository
        self.policy = policy
        planned = plans.map(\.version)
        self.source = source ?? HistorySource(repository, indexes: nil)
        let recorded = adopted.map { Set($0 + plans.flatMap(\.manifests).map(\.tag)) }
        reader = TagReader {
            try ReleaseTags(repository, policy: policy, pending: pending, source: source, recorded: recorded)
        }
        let tagged = plans.compactMap(\.manifests.first?.tag)
        missingTags = tagged.isEmpty ? [] : try Set(tagged).subtracting(reader.tags().names).sorted()
        if let remote = try Self.remoteWithoutTags(repository), try tags.all.isEmpty {
            throw ScopeProblem.tagsNotFetched(remote: remote)
        }
    }

    /// For what is shown and decides nothing: a base that was chosen without the missing tags could be wrong. A gate is not
    /// stopped by them, as a manifest whose tag never comes would be enough to shut it.
    ///
    /// - Throws: `ScopeProblem.missingTags`.
    package func refuseMissingTags() throws {
        guard missingTags.isEmpty else { throw ScopeProblem.missingTags(missingTags) }
    }

    /// - Throws: `ScopeProblem.missingTags` where a release was tagged and its tag is not here.
    func refuseMissingTag(of plan: ReleasePlan?) throws {
        let names = (plan?.manifests ?? []).map(\.tag)
        guard let name = names.first, try !tags.all.contains(where: { names.contains($0.name) }) else { return }
        throw ScopeProblem.missingTags([name])
    }

    private static func remoteWithoutTags(_ repository: Repository) throws -> String? {
        let setting = try repository.configuration().entries().first {
            $0.name.hasPrefix("remote.") && $0.name.hasSuffix(".tagopt") && $0.value == "--no-tags"
        }
        return setting.map { String($0.name.dropFirst("remote.".count).dropLast(".tagopt".count)) }
    }

    /// The ends of a release. The candidate is the one given, or else the tag's commit, or else the plan's target. A
    /// release that is tagged keeps the base of its manifest, whatever was tagged since and by whatever rule.
    ///
    /// - Parameter name: what somebody typed for the release, as the full name of a tag is that tag.
    /// - Throws: `ScopeProblem.severalTags`.
    package func scope(
        of version: Version, plan: ReleasePlan?, candidate given: (revision: String, commit: ObjectID)? = nil,
        named name: String? = nil
    ) throws -> ReleaseScope {
        let named = try name.flatMap { name in try tags.all.first { $0.name == name && $0.version == version } }
        let end =
            try given.map { End(revision: $0.revision, commit: $0.commit) }
            ?? named.flatMap { $0.targetKind == .commit ? End(revision: $0.name, commit: $0.target) : nil }
            ?? candidate(of: version, plan: plan)
        // A tag that is still to be judged is judged by the base that is right today.
        let tag = try (named ?? tags[version]).flatMap { $0.isPending ? nil : $0 }
        let manifest = plan?.manifests.first { $0.tag == tag?.name && $0.candidate == end.commit }
        if manifest == nil, name == nil || name == version.text || name != tag?.name {
            try refuseNamesakes(of: version, on: end.commit)
        }
        let kept = try plan?.base == nil ? recordedBase(of: version, manifest) : nil
        let (base, rule) = try kept ?? base(of: version, own: plan?.base)
        let isChosen = plan?.base == nil && kept == nil
        return ReleaseScope(
            version: version, base: base, rule: rule, candidate: end.commit, candidateRevision: end.revision,
            tag: tag,
            passedOver: isChosen ? try passedOver(for: version) : nil,
            missingTags: isChosen ? try missingTags(before: version) : [], lag: end.lag)
    }

    /// The candidate, and what its branch lacks where one named it.
    private struct End {
        let revision: String
        let commit: ObjectID
        var lag: BranchLag?
    }

    /// Nil where no tag of a release before marks the base here.
    private func recordedBase(
        of version: Version, _ manifest: RecordedManifest?
    ) throws -> (base: ReleaseScope.Base?, rule: BaseRule)? {
        guard let commit = manifest?.base, let tag = try tags.lower(than: version, on: commit, where: isKnown)
        else { return nil }
        return (.init(revision: tag.name, commit: commit), BaseRule(from: tag.version, to: version))
    }

    /// Tags that the ledger does not know are no names of a release: anybody can make one.
    private func refuseNamesakes(of version: Version, on commit: ObjectID) throws {
        let tags = try tags
        let others = tags.namesakes(of: version, besides: commit).filter(isKnown)
        guard !others.isEmpty else { return }
        throw ScopeProblem.severalTags([tags[version]?.name ?? version.text] + others.map(\.name))
    }

    /// Empty where none of them would have been the base.
    private func missingTags(before version: Version) throws -> [String] {
        let missing = missingTags.compactMap { policy.version(ofTag: $0) }
        guard !missing.isEmpty else { return [] }
        let all = BaseChoice(for: version, tagged: try tags.versions + missing)
        return all.base.map(missing.contains) == true ? missingTags : []
    }

    private func passedOver(for version: Version) throws -> ReleaseTag? {
        let tags = try tags
        return BaseChoice(for: version, tagged: tags.versions).base.flatMap { tags[$0] }.flatMap {
            isKnown($0) ? nil : $0
        }
    }

    private func candidate(of version: Version, plan: ReleasePlan?) throws -> End {
        let tags = try tags
        if let commit = try tags.commit(of: version), let tag = tags[version] {
            return End(revision: tag.name, commit: commit)
        }
        guard let plan else {
            throw ScopeProblem.unknownRelease(version, known: planned + tags.versions)
        }
        let branch = ObjectID(plan.target) == nil ? try repository.reference(plan.target) : nil
        return End(
            revision: Reference.shortName(of: plan.target), commit: try commit(ofTarget: plan.target),
            lag: try branch.flatMap(repository.lag))
    }

    /// A planned target is a full branch name or a commit ID; in a fresh clone a branch may exist at the remote only.
    package func commit(ofTarget target: String) throws -> ObjectID {
        if let id = ObjectID(target) { return try repository.commitID(peeling: id, named: target) }
        if let branch = try repository.reference(target) {
            return try repository.commitID(peeling: branch.target, named: target)
        }
        let short = Reference.shortName(of: target)
        guard let remote = try repository.reference("refs/remotes/origin/" + short) else {
            throw RepositoryProblem.unknownRevision(short)
        }
        return try repository.commitID(peeling: remote.target, named: remote.name)
    }

    /// The known versions of the release's line. Tags of another pattern are of another line if they are used side by side
    /// with the release's own, and the own ones have a release before.
    private func versionsOfLine(with version: Version) throws -> [Version] {
        let tags = try tags
        let known = tags.versions.filter { tags[$0].map(isKnown) ?? false }
        guard let patterns = policy.component(of: version)?.tagPatterns, patterns.count > 1,
            let base = BaseChoice(for: version, tagged: known).base, let name = tags[base]?.name,
            let own = patterns.first(where: { $0.covers(tags[version]?.name ?? policy.tag(for: version) ?? "") }),
            !own.covers(name)
        else { return known }
        let all = tags.all.filter { isKnown($0) && $0.version.component == version.component }
        let families = try TagFamilies(all, of: patterns, in: repository)
        let foreign = patterns.filter { families.areSideBySide($0, own) }
        let others = Set(all.filter { tag in foreign.contains { $0.covers(tag.name) } }.map(\.version))
        let line = known.filter { !others.contains($0) }
        return BaseChoice(for: version, tagged: line).base == nil ? known : line
    }

    /// Whether a release is of the line of another one, by its tag, which need not be here, and its version.
    func isOfLine(with version: Version) throws -> (String, Version) -> Bool {
        let tags = try tags
        let line = try Set(versionsOfLine(with: version))
        let others = Set(tags.versions.filter { tags[$0].map(isKnown) ?? false }).subtracting(line)
        guard !others.isEmpty else { return { _, _ in true } }
        let foreign = (policy.component(of: version)?.tagPatterns ?? []).filter { pattern in
            others.contains { tags[$0].map { pattern.covers($0.name) } ?? false }
        }
        return { name, version in !others.contains(version) && !foreign.contains { $0.covers(name) } }
    }

    /// What came before a release; `own` is a version, a tag or a commit that its plan names.
    package func base(of version: Version, own: String?) throws -> (base: ReleaseScope.Base?, rule: BaseRule) {
        let tags = try tags
        let choice = BaseChoice(for: version, tagged: try versionsOfLine(with: version))
        if let own {
            let named = policy.releases(named: own).first { $0.component == version.component }
            let revision = named.flatMap { tags[$0]?.name } ?? own
            do {
                let name = tags.all.contains { $0.name == revision } ? "refs/tags/" + revision : revision
                return (.init(revision: revision, commit: try repository.commitID(ofRevision: name)), .ownBase)
            } catch RepositoryProblem.unknownRevision {
                throw ScopeProblem.unknownBase(own)
            }
        }
        guard let base = choice.base, let tag = tags[base], let commit = try tags.commit(of: base) else {
            return (nil, choice.rule)
        }
        try refuseNamesakes(of: base, on: commit)
        return (.init(revision: tag.name, commit: commit), choice.rule)
    }
}

/// Reads the release tags once.
private final class TagReader {
    private let read: () throws -> ReleaseTags
    private var known: ReleaseTags?

    init(_ read: @escaping () throws -> ReleaseTags) { self.read = read }

    func tags() throws -> ReleaseTags {
        if let known { return known }
        let tags = try read()
        known = tags
        return tags
    }
}
