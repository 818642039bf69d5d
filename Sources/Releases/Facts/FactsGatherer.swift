import Changes
package import Git
package import Ledger

/// Reads everything that the gate needs to know of one release. Each kind of facts is gathered where it is declared.
package struct FactsGatherer {
    package let repository: Repository
    package let ledger: LedgerReader
    package private(set) var policy: Policy
    let linker: CommitLinker
    private let pending: [Reference]
    /// False for records without the commits that brought them: what was taken out cannot be told by those.
    let hasLedgerHistory: Bool

    /// - Throws: `LedgerProblem`, `ScopeProblem`, `RepositoryProblem`: what makes a decision impossible here.
    package init(_ repository: Repository) throws {
        try self.init(repository, ledger: LedgerReader(repository))
    }

    /// - Parameters:
    ///   - ledger: the ledger to judge by, where it is not the repository's own (as in a push that brings one).
    ///   - pending: tags that a push or transaction would make.
    ///   - isShowing: whether nothing is decided, so that signatures need not be verified again.
    ///   - hasLedgerHistory: false for a ledger that is not a branch with all its commits, but records alone.
    package init(
        _ repository: Repository, ledger: LedgerReader, pending: [Reference] = [], isShowing: Bool = false,
        hasLedgerHistory: Bool = true
    ) throws {
        self.repository = repository
        let ledger = isShowing ? ledger : ledger.verifying
        self.ledger = ledger
        policy = try ledger.policy()
        self.pending = pending
        self.hasLedgerHistory = hasLedgerHistory
        linker = try CommitLinker(repository, policy: policy, ledger: ledger, extent: .scope)
    }

    /// - Parameters:
    ///   - candidate: the commit to be judged where it is not the tag's or the plan's.
    ///   - forManifest: whether more is to be found than what decides.
    ///   - now: the time at which exceptions have to be in force; the clock's else.
    ///   - maxAge: how long ago the ledger's remote may last have been heard; the policy's limit holds beside it.
    package func facts(
        of version: Version, candidate: (revision: String, commit: ObjectID)? = nil, forManifest: Bool = false,
        maxAge: TimeSpan? = nil, at now: Timestamp? = nil
    ) throws -> GateFacts {
        let moment = Moment.now(now ?? ledger.now)
        return try facts(of: version, candidate, forManifest, maxAge, at: moment)
    }

    private func facts(
        of version: Version, _ candidate: (revision: String, commit: ObjectID)?, _ forManifest: Bool,
        _ maxAge: TimeSpan?, at moment: Moment
    ) throws -> GateFacts {
        var gatherer = self
        gatherer.policy.signOffRoles = policy.signOffRoles(of: version)
        return try gatherer.ownFacts(of: version, candidate, forManifest, maxAge, at: moment)
    }

    /// Makes sure that nothing was taken out of the ledger or changed in it, as a gate does.
    ///
    /// - Throws: `LedgerProblem.lost`.
    package func refuseLosses() throws {
        let plans = try ledger.releases(evenUnplanned: true).filter(\.isPlanned)
        var finder = try ScopeFinder(repository, policy: policy, plans: plans, pending: pending)
        finder.isKnown = try knownTags(plans)
        try refuseLosses(GatedTags(finder.tags, plans, in: repository))
    }

    /// By a policy whose roles are those of the release's component.
    private func ownFacts(
        of version: Version, _ candidate: (revision: String, commit: ObjectID)?, _ forManifest: Bool,
        _ maxAge: TimeSpan?, at moment: Moment
    ) throws -> GateFacts {
        let recorded = try ledger.release(version)
        if let recorded { try ledger.verifyAhead(recorded.subjects) }
        let records = try PlannedRecords(of: recorded, from: self)
        let owing = try ledger.releases(evenUnplanned: true)
        let plans = owing.filter(\.isPlanned)
        var finder = try ScopeFinder(repository, policy: policy, plans: plans, pending: pending)
        finder.isKnown = try knownTags(plans)
        let gated = try GatedTags(finder.tags, plans, in: repository)
        let plan = recorded?.frozen(by: gated)
        if hasLedgerHistory { try refuseLosses(gated) }
        if moment.ofItems != nil { try finder.refuseMissingTag(of: recorded) }
        let scope = try finder.scope(of: version, plan: plan, candidate: candidate)
        guard moment.ofItems == nil || scope.missingTags.isEmpty else {
            throw ScopeProblem.missingTags(scope.missingTags)
        }
        let range = try rangeFacts(scope, plan, owing, gated, finder, evidence: forManifest ? .changesTold : .changes)
        let planned = try records.value()
        let items = try itemFacts(planned.items, plan, in: range, tags: finder.tags)
        let signOffs = try signOffFacts(planned.signOffs, on: items, in: range, bindingsAt: moment.ofItems)
        let holds = try plan.map(ledger.holds) ?? []
        let waivers = WaiverFacts(
            plan, owing, policy: policy, at: moment,
            taggings: try taggings(of: owing.filter { $0.version != plan?.version }, finder.tags))
        let vouching = Vouching(on: items, signOffs, waivers, policy)
        let tests = try testFacts(
            planned.tests, on: items, signOffs, vouching, in: range.contents,
            tagged: range.manifest == nil ? nil : plan?.tagged)
        return GateFacts(
            policy: policy, plan: plan,
            ledger: try ledgerFacts(tags: finder.tags, gated, plan, planned, maxAge: maxAge), range: range,
            items: items, signOffs: signOffs,
            tests: tests,
            statuses: StatusFacts(
                planned.moves, plan, on: items, signOffs, tests, isDeployed: try isDeployed(scope),
                isSettled: !holds.contains(where: \.isOpen), policy: policy),
            configuration: try configurationFacts(of: items, signOffs, in: range.contents),
            dependencies: try dependencyFacts(plan, on: items, vouching, plans, gated, in: range),
            mergeLosses: try mergeLosses(in: range.contents), holds: holds,
            waivers: waivers, vouching: vouching, unpulled: try unpulled(range, items),
            manifest: forManifest ? try manifestFacts(of: range, finder) : nil)
    }

    /// The facts of a release that was tagged, with the exceptions that were in force then and the items as they were: what
    /// ended or was edited since does not make the tag a wrong one, and what was made since does not make it a right one.
    ///
    /// - Parameter now: the time at which exceptions that were made since have to be in force to count all the same; nil for
    ///   an answer that does not change with time.
    /// - Throws: `ScopeProblem.missingTags` where its tag, or one that would be its base, is not here.
    package func factsAsTagged(of version: Version, now: Timestamp? = nil) throws -> GateFacts {
        guard let tagged = try ledger.release(version)?.tagged else { return try facts(of: version, at: now) }
        return try facts(of: version, nil, false, nil, at: .past(tagged, now: now))
    }

    /// The time of a decision.
    enum Moment {
        case now(Timestamp)
        /// One that is judged afterwards, at a time that may matter, too.
        case past(Timestamp, now: Timestamp?)

        var time: Timestamp {
            switch self {
            case .now(let time), .past(let time, _): time
            }
        }

        /// The time at which items are compared with what was decided about them; nil where that is the present.
        var ofItems: Timestamp? {
            switch self {
            case .now: nil
            case .past(let time, _): time
            }
        }
    }

    /// Whether what is tagged runs in production, or ran there.
    private func isDeployed(_ scope: ReleaseScope) throws -> Bool {
        guard scope.tag != nil else { return false }
        return try policy.environments.filter { policy.isProduction($0.name) }.contains {
            try ledger.deployments(to: $0.name).has(scope.version, on: scope.candidate)
        }
    }
}
