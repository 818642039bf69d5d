import Changes
package import Git
package import Ledger

/// Reads everything that the gate needs to know of one release.
package struct FactsGatherer {
    package let repository: Repository
    package let ledger: LedgerReader
    package let policy: Policy
    let linker: CommitLinker
    private let pending: [Reference]

    /// - Throws: `LedgerProblem`, `ScopeProblem`, `RepositoryProblem`: what makes a decision impossible here.
    package init(_ repository: Repository) throws {
        try self.init(repository, ledger: LedgerReader(repository))
    }

    /// - Parameters:
    ///   - ledger: the ledger to judge by, where it is not the repository's own (as in a push that brings one).
    ///   - pending: tags that a push or transaction would make.
    package init(_ repository: Repository, ledger: LedgerReader, pending: [Reference] = []) throws {
        self.repository = repository
        self.ledger = ledger
        policy = try ledger.policy()
        self.pending = pending
        linker = try CommitLinker(repository, policy: policy, ledger: ledger, extent: .scope)
    }

    /// - Parameters:
    ///   - candidate: the commit to be judged where it is not the tag's or the plan's.
    ///   - forManifest: whether more is to be found than what decides.
    package func facts(
        of version: Version, candidate: (revision: String, commit: ObjectID)? = nil, forManifest: Bool = false
    ) throws -> GateFacts {
        let plan = try ledger.release(version)
        let planned = plan?.items ?? []
        let reading = try recordsAhead(of: planned, in: version)
        let plans = try ledger.releases()
        let finder = try ScopeFinder(repository, policy: policy, plans: plans, pending: pending)
        try refuseLosses(tags: finder.tags, plans: plans)
        let scope = try finder.scope(of: version, plan: plan, candidate: candidate)
        try refuseOtherBase(scope, plan: plan)
        let contents = try finder.contents(of: scope, by: linker, evidence: forManifest ? .changesTold : .changes)
        var records = try reading?.value() ?? ledger.records(of: planned, in: version, policy)
        for id in contents.items where !planned.contains(id) { records.items[id] = try ledger.item(id) }
        let items = records.items
        let content = Self.content(of: planned.union(contents.items), contents: contents, items: items)
        return GateFacts(
            version: version, policy: policy, ledger: try ledgerState(finder.tags), plan: plan, scope: scope,
            baseEvidence: try baseEvidence(scope), contents: contents,
            items: items, content: content,
            patches: try patches(of: content, decided: records.signOffs, in: contents),
            outside: scope.tag == nil ? try outside(planned, scope: scope, contents: contents, tags: finder.tags) : [:],
            signOffs: records.signOffs,
            configuration: try configuration(of: contents, items: items),
            configurationChanges: forManifest ? try configurationChanges(scope, contents) : nil)
    }

    /// Many records are read while this thread reads the commits.
    private func recordsAhead(of planned: Set<ItemID>, in version: Version) throws -> Background<ItemRecords>? {
        guard planned.count >= Self.manyItems else { return nil }
        let (branch, tip, policy) = (ledger.branch, ledger.tip, policy)
        return try repository.inBackground { repository in
            try LedgerReader(repository, branch: branch, tip: tip).records(of: planned, in: version, policy)
        }
    }

    /// With fewer, opening the repository once more takes longer than reading them.
    private static let manyItems = 16

    private static func content(
        of ids: Set<ItemID>, contents: ReleaseContents, items: [ItemID: Item]
    ) -> [ItemID: [ObjectID]] {
        var result: [ItemID: Set<ObjectID>] = [:]
        for id in ids { result[id] = Set(contents.commitsByItem[id] ?? []) }
        for id in ids {
            guard let rfc = items[id]?.rfc, result[rfc] != nil else { continue }
            result[rfc]?.formUnion(contents.commitsByItem[id] ?? [])
        }
        return result.mapValues { $0.sorted() }
    }

    private func configuration(of contents: ReleaseContents, items: [ItemID: Item]) throws -> ConfigurationFacts {
        let changes = try ConfigurationReader(repository, policy: policy.configuration).facts(of: contents)
        guard !changes.isEmpty else { return .none }
        let named = Set(changes.flatMap(\.items).compactMap { items[$0]?.rfc })
        return ConfigurationFacts(changes: changes, knownRfCs: try Set(ledger.items(named).keys))
    }

    private func configurationChanges(
        _ scope: ReleaseScope, _ contents: ReleaseContents
    ) throws -> ConfigurationChanges {
        try ConfigurationReader(repository, policy: policy.configuration)
            .changes(from: scope.base?.commit, to: scope.candidate, by: contents)
    }

    /// The patches that tell a rebase from a change, where an item's commits are not those that were decided about.
    private func patches(
        of content: [ItemID: [ObjectID]], decided signOffs: [ItemID: [SignOffs]], in contents: ReleaseContents
    ) throws -> [ObjectID: ObjectID] {
        var patches: [ObjectID: ObjectID] = [:]
        for (item, all) in signOffs {
            let current = content[item] ?? []
            let other = Set(all.flatMap(\.decided).filter { $0.patches != nil && $0.content != current })
            for id in current where patches[id] == nil && other.contains(where: { !$0.content.contains(id) }) {
                patches[id] = try contents[id].flatMap { try repository.exactPatch(of: $0.commit) }
            }
        }
        return patches
    }

    /// A release that is tagged has the base of its manifest; where another one is chosen, tags are missing here.
    private func refuseOtherBase(_ scope: ReleaseScope, plan: ReleasePlan?) throws {
        guard let tag = scope.tag, tag.target == scope.candidate, scope.rule != .ownBase,
            let manifest = plan?.manifests.first(where: { $0.tag == tag.name && $0.candidate == tag.target }),
            let base = manifest.base, base != scope.base?.commit
        else { return }
        throw ScopeProblem.baseNotHere(tag: tag.name, base: base)
    }

    private func baseEvidence(_ scope: ReleaseScope) throws -> BaseEvidence {
        guard let base = scope.base, scope.rule != .ownBase, let version = policy.version(ofTag: base.revision) else {
            return .notNeeded
        }
        if let adopted = try ledger.adoptedTags()[tag: base.revision] {
            return adopted == base.commit ? .notNeeded : .moved(from: adopted)
        }
        let tagged = try ledger.releases().filter { !$0.manifests.isEmpty }
        guard let release = tagged.first(where: { $0.version == version }) else {
            return tagged.contains { $0.version < version } ? .ungated : .notNeeded
        }
        let candidates = release.manifests.map(\.candidate)
        return candidates.contains(base.commit) ? .released : .moved(from: candidates[0])
    }

    private func ledgerState(_ tags: ReleaseTags) throws -> LedgerState {
        let beyond = try tags.all.compactMap { tag -> LedgerState.TagBeyond? in
            guard tag.isAnnotated, let tip = Self.ledgerTip(named: try repository.tag(tag.object)),
                try !contains(tip)
            else { return nil }
            return .init(tag: tag.name, tip: tip)
        }
        return LedgerState(
            branch: ledger.branch, tip: ledger.tip, policyVersion: policy.version, tagsBeyond: beyond)
    }

    func contains(_ tip: ObjectID) throws -> Bool {
        guard repository.contains(tip) else { return false }
        return try repository.isAncestor(tip, of: ledger.tip)
    }

    static func ledgerTip(named tag: Tag) -> ObjectID? {
        guard tag.mentions(TagTrailer.ledger) else { return nil }
        return trailers(in: tag.message)
            .last { String(decoding: $0.name, as: UTF8.self).lowercased() == TagTrailer.ledger.lowercased() }
            .flatMap { ObjectID(hex: $0.value[...]) }
    }
}

/// What the ledger holds of planned items.
private struct ItemRecords: Sendable {
    var items: [ItemID: Item] = [:]
    /// The sign-offs of each role whose word may be needed, in the policy's order.
    var signOffs: [ItemID: [SignOffs]] = [:]
}

extension LedgerReader {
    fileprivate func records(of items: Set<ItemID>, in version: Version, _ policy: Policy) throws -> ItemRecords {
        var result = ItemRecords()
        for id in items {
            result.items[id] = try item(id)
            let sequence = try records(of: .releaseItem(version, id))
            result.signOffs[id] = policy.decidingRoles.map { role in
                SignOffs(role: role, in: sequence) { policy.mayAct($0, as: role) }
            }
        }
        return result
    }
}

/// The trailers of a release tag's message (DESIGN, "At the tag").
package enum TagTrailer {
    /// The path of the manifest's record in the ledger.
    package static let manifest = "Sluice-Manifest"
    /// The tip of the ledger that holds the manifest.
    package static let ledger = "Sluice-Ledger"
}
