import Changes
package import Git
package import Ledger

/// Reads everything that the gate needs to know of one release.
package struct FactsGatherer {
    package let repository: Repository
    package let ledger: LedgerReader
    package let policy: Policy
    package let finder: ScopeFinder
    let linker: CommitLinker

    /// - Throws: `LedgerProblem`, `ScopeProblem`, `RepositoryProblem`: what makes a decision impossible here.
    package init(_ repository: Repository) throws {
        try repository.verifyHashes(true)
        try self.init(repository, ledger: LedgerReader(repository))
    }

    /// - Parameters:
    ///   - ledger: the ledger to judge by, where it is not the repository's own (as in a push that brings one).
    ///   - pending: tags that a push or transaction would make.
    package init(_ repository: Repository, ledger: LedgerReader, pending: [Reference] = []) throws {
        self.repository = repository
        self.ledger = ledger
        policy = try ledger.policy()
        finder = try ScopeFinder(repository, policy: policy, plans: try ledger.releases(), pending: pending)
        linker = try CommitLinker(repository, policy: policy, ledger: ledger)
    }

    /// - Parameter candidate: the commit to be judged where it is not the tag's or the plan's.
    package func facts(
        of version: Version, candidate: (revision: String, commit: ObjectID)? = nil
    ) throws -> GateFacts {
        let plan = try ledger.release(version)
        let scope = try finder.scope(of: version, plan: plan, candidate: candidate)
        try refuseOtherBase(scope, plan: plan)
        let contents = try finder.contents(of: scope, ledger: ledger)
        let planned = plan?.items ?? []
        let items = try knownItems(planned.union(contents.items))
        let content = Self.content(of: planned.union(contents.items), contents: contents, items: items)
        return GateFacts(
            version: version, policy: policy, ledger: try ledgerState(), plan: plan, scope: scope,
            baseEvidence: try baseEvidence(scope), contents: contents,
            items: items, content: content,
            outside: scope.tag == nil ? try outside(planned, scope: scope, contents: contents) : [:],
            signOffs: try signOffs(of: planned, in: version))
    }

    private func knownItems(_ ids: Set<ItemID>) throws -> [ItemID: Item] {
        var items: [ItemID: Item] = [:]
        for id in ids { items[id] = try ledger.item(id) }
        return items
    }

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

    private func signOffs(of planned: Set<ItemID>, in version: Version) throws -> [ItemID: [SignOffs]] {
        var result: [ItemID: [SignOffs]] = [:]
        for item in planned {
            let sequence = try ledger.records(of: .releaseItem(version, item))
            result[item] = policy.signOffRoles.map { role in
                SignOffs(role: role, in: sequence) { policy.mayAct($0, as: role) }
            }
        }
        return result
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

    private func ledgerState() throws -> LedgerState {
        let beyond = try finder.tags.all.compactMap { tag -> LedgerState.TagBeyond? in
            guard tag.isAnnotated, let tip = Self.ledgerTip(named: try repository.tag(tag.object).message),
                try !contains(tip)
            else { return nil }
            return .init(tag: tag.name, tip: tip)
        }
        return LedgerState(
            branch: ledger.branch, tip: ledger.tip, policyVersion: policy.version, tagsBeyond: beyond)
    }

    private func contains(_ tip: ObjectID) throws -> Bool {
        guard repository.contains(tip) else { return false }
        return try repository.isAncestor(tip, of: ledger.tip)
    }

    private static func ledgerTip(named message: [UInt8]) -> ObjectID? {
        trailers(in: message)
            .last { String(decoding: $0.name, as: UTF8.self).lowercased() == TagTrailer.ledger.lowercased() }
            .flatMap { ObjectID(hex: $0.value) }
    }
}

/// The trailers of a release tag's message (DESIGN, "At the tag").
package enum TagTrailer {
    /// The path of the manifest's record in the ledger.
    package static let manifest = "Sluice-Manifest"
    /// The tip of the ledger that holds the manifest.
    package static let ledger = "Sluice-Ledger"
}
