package import Changes
package import Git
package import Ledger

/// Everything that a check of commits before their merge looks at.
package struct CheckFacts: ChangeFacts {
    package let proposal: MergeProposal
    package let policy: Policy
    /// The commits that the merge would bring.
    package let contents: ReleaseContents
    package let items: ItemFacts
    package let configuration: ConfigurationFacts
    package let mergeLosses: [ObjectID: [MergeLoss]]
    /// The releases that would have the commits. Lowest version first.
    package let landings: [Landing]
    /// The items of the commits that a squash commit replaces, each once, in the order of the commits.
    package let squashedItems: [ItemID]
    package let ledger: LedgerEnd

    package var release: Version? { nil }

    /// The ledger that was read.
    package struct LedgerEnd: Hashable, Sendable {
        package let branch: String
        package let tip: ObjectID

        package init(branch: String, tip: ObjectID) {
            self.branch = branch
            self.tip = tip
        }
    }

    package init(
        _ proposal: MergeProposal, policy: Policy, contents: ReleaseContents, items: ItemFacts,
        configuration: ConfigurationFacts, mergeLosses: [ObjectID: [MergeLoss]] = [:], landings: [Landing] = [],
        squashedItems: [ItemID] = [], ledger: LedgerEnd
    ) {
        self.proposal = proposal
        self.policy = policy
        self.contents = contents
        self.items = items
        self.configuration = configuration
        self.mergeLosses = mergeLosses
        self.landings = landings
        self.squashedItems = squashedItems
        self.ledger = ledger
    }
}

/// A planned release as the merge would leave it.
package struct Landing: Sendable {
    package let facts: GateFacts
    /// The commits of the base that the release would lose by the merge, and does not lose without it.
    package let lost: Set<ObjectID>

    package init(_ facts: GateFacts, lost: Set<ObjectID> = []) {
        self.facts = facts
        self.lost = lost
    }

    package var version: Version { facts.version }
}

extension FactsGatherer {
    /// The facts about a merge that nobody has made yet.
    ///
    /// - Parameter named: the release that the commits go to; nil for those that are planned on the branch.
    /// - Throws: as `facts`; `ScopeProblem.unknownRelease` for a named release that is not planned.
    package func facts(on proposal: MergeProposal, landingIn named: Version? = nil) throws -> CheckFacts {
        let landings = try landings(of: proposal, in: named)
        let contents = try contents(of: proposal, isLanding: !landings.isEmpty)
        let items = try checkedItems(of: contents)
        return CheckFacts(
            proposal, policy: policy, contents: contents, items: items,
            configuration: try configurationFacts(
                of: items, SignOffFacts([:], on: items, in: contents, policy: policy), in: contents),
            mergeLosses: try mergeLosses(in: contents), landings: landings,
            squashedItems: try squashedItems(of: proposal),
            ledger: .init(branch: ledger.branch, tip: ledger.tip))
    }

    /// The commits that the merge would bring. Where no release is planned, those do not count that only take back what no release
    /// has: the gate of the next one will let them pass.
    private func contents(of proposal: MergeProposal, isLanding: Bool) throws -> ReleaseContents {
        let finder = try ScopeFinder(repository, policy: policy)
        let contents = try finder.contents(
            of: proposal.last, without: [proposal.without], by: linker, evidence: .changes,
            asksFiles: { !$0.unlinked.isEmpty })
        guard !isLanding, contents.unlinked.contains(where: { !$0.reading.relations.reverts.isEmpty }) else {
            return contents
        }
        let released = try finder.tags.all.filter { $0.targetKind == .commit }.map(\.target)
        let gone = try finder.contents(
            of: proposal.last, without: released, by: linker, evidence: .changes, asksFiles: { _ in false }
        ).gone
        return ReleaseContents(
            contents.commits.filter { !gone.contains($0.commit.id) }, fates: contents.fates, evidence: .changes)
    }

    /// Where decisions are signed, the RfC of a task has to be planned: that is asked of the release, and not here.
    private func checkedItems(of contents: ReleaseContents) throws -> ItemFacts {
        var known = try ledger.items(Set(contents.items))
        known.merge(try ledger.items(Set(known.values.flatMap(\.rfcs).compactMap(\.self)))) { own, _ in own }
        return ItemFacts(planned: known.values.filter(\.isRfC).map(\.id).sorted(), known: known, in: contents)
    }

    private func squashedItems(of proposal: MergeProposal) throws -> [ItemID] {
        guard proposal.squashMessage != nil else { return [] }
        let commits = try CommitRange.commits(
            of: [proposal.head.commit], without: [proposal.base.commit], in: repository, messages: linker.messages)
        return commits.reversed().flatMap { $0.reading.links.map(\.item) }.unique(by: \.self)
    }

    /// The commits go to the next release of each component that is planned on their branch.
    private func landings(of proposal: MergeProposal, in named: Version?) throws -> [Landing] {
        guard let result = proposal.result, !proposal.isEmpty else { return [] }
        let plans = try ledger.releases()
        if let named, !plans.contains(where: { $0.version == named }) { throw try ledger.unknownRelease(named) }
        let tags = try ReleaseTags(repository, policy: policy)
        let open = try plans.filter { plan in
            if let named { return plan.version == named }
            return try tags[plan.version] == nil && isTarget(plan.target, of: proposal)
        }
        let next = Dictionary(grouping: open, by: \.version.component).compactMap { $1.map(\.version).min() }
        return try next.sorted().map { try landing(in: $0, of: proposal, result) }
    }

    /// A base that names no branch is of each branch that has it.
    private func isTarget(_ target: String, of proposal: MergeProposal) throws -> Bool {
        if let branch = proposal.branch { return target == "refs/heads/" + branch }
        let tip = try? ScopeFinder(repository, policy: policy).commit(ofTarget: target)
        return try tip.map { try repository.isAncestor(proposal.base.commit, of: $0) } ?? false
    }

    private func landing(in version: Version, of proposal: MergeProposal, _ result: ObjectID) throws -> Landing {
        let after = try facts(of: version, candidate: (proposal.head.revision, result))
        let goes = try goes(after, touchedBy: proposal, result)
        guard !goes.isEmpty else { return Landing(after) }
        let before = try facts(of: version, candidate: (proposal.base.revision, proposal.base.commit))
        let lost = goes.filter { going in
            let known = before.contents.fates.going(going.commit.commit.id)?.paths ?? []
            return !Set(known).isSuperset(of: going.paths)
        }
        return Landing(after, lost: Set(lost.map(\.commit.commit.id)))
    }

    /// What goes at files that the merge changes: nothing else can be lost by it.
    private func goes(_ facts: GateFacts, touchedBy proposal: MergeProposal, _ result: ObjectID) throws -> [Going] {
        guard !facts.contents.fates.goes.isEmpty else { return [] }
        let trees = try [proposal.base.commit, result].map { try repository.commit($0).tree }
        let touched = Set(try repository.changes(from: trees[0], to: trees[1]).map(\.path))
        return facts.contents.fates.goes.filter { !touched.isDisjoint(with: $0.paths) }
    }
}
