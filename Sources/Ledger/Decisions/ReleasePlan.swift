package import Changes

/// A release as its records plan it, and its manifest once it is tagged: a pure fold.
package struct ReleasePlan: Hashable, Sendable {
    package private(set) var version: Version
    /// A full reference name or a commit ID: the candidate is what it names now.
    package private(set) var target = ""
    /// The release's own base, as it was given; nil where the version decides.
    package private(set) var base: String?
    package private(set) var items: Set<ItemID> = []
    /// Items that were planned once, and are no longer.
    package private(set) var dropped: Set<ItemID> = []
    /// Planned items that somebody dropped whose word only shuts the gate: they stay planned, and are none at the same time.
    package private(set) var doubtfullyDropped: Set<ItemID> = []
    /// Planned items declared to need no commits.
    package private(set) var withoutCommits: Set<ItemID> = []
    /// Planned items that are to go: the release does without commits that its base has.
    package private(set) var removed: Set<ItemID> = []
    package private(set) var manager: String?
    /// When it is to go into production.
    package private(set) var from: Timestamp?
    package private(set) var until: Timestamp?
    package private(set) var type = ReleaseType.normal
    /// Whether it was an emergency when it was frozen for its tag, or at any time since: it has to be reviewed.
    package let wasEmergency: Bool
    /// Whether some record freezes it for a tag, whoever made that.
    package let hasManifest: Bool
    /// Who holds the release by which incidents and problems.
    package let holders: Holders
    /// The order in which people want to see the items; those that are not in it come after, by their IDs.
    package private(set) var order: [ItemID] = []
    /// What was frozen for a tag: of those manifests that may be, whether or not their tag is here. The latest first, behind
    /// the one that the tag names.
    package private(set) var manifests: [RecordedManifest] = []
    /// Manifests by people who might tag when they made them, and may not now: they make no base, and what their releases have may
    /// not be lost.
    package private(set) var doubtfulManifests: [RecordedManifest] = []
    package let waivers: Waivers
    /// When it was tagged, as its latest manifest says.
    package private(set) var tagged: Timestamp?
    /// False where nobody planned it whose word counts for that: some review of it may be due all the same.
    package let isPlanned: Bool
    package let planned: Timestamp
    package let plannedBy: Person

    /// - Parameter mayBe: which manifests count; one by somebody who may not tag, or for a tag that is not the release's, is
    ///   none.
    /// - Parameter evenUnplanned: whether it is wanted for what it owes, whoever planned it.
    /// - Returns: nil where no record plans the release.
    package init?(
        _ sequence: RecordSequence, evenUnplanned: Bool = false,
        manifests mayBe: (RecordedManifest) -> Bool = { _ in true }
    ) {
        let plans = sequence.records.compactMap { stored -> (statement: PlanStatement, opens: Bool)? in
            guard case .plan(let statement) = stored.record.statement else { return nil }
            return (statement, stored.opens)
        }
        // What may not open a gate plans no release.
        let counting = sequence.records.filter { $0.opens || $0.record.statement.kind != .plan }
        isPlanned = counting.contains { $0.record.statement.kind == .plan }
        guard isPlanned || evenUnplanned, let stored = (isPlanned ? counting : sequence.records).first,
            case .release(let version) = stored.record.statement.subject
        else { return nil }
        self.version = version
        planned = stored.record.at
        plannedBy = stored.author
        waivers = Waivers(sequence)
        holders = Holders(sequence)
        wasEmergency = sequence.wasEmergency
        hasManifest = sequence.all.contains { $0.record.statement.kind == .manifest }
        for (statement, opens) in plans {
            if opens { apply(statement) } else { applyDemands(of: statement) }
        }
        for stored in sequence.records.reversed() {
            guard let manifest = RecordedManifest(stored, files: sequence.files(of: stored.name)) else { continue }
            guard stored.opens, mayBe(manifest) else {
                doubtfulManifests.append(manifest)
                continue
            }
            manifests.append(manifest)
            tagged = tagged ?? stored.record.at
        }
    }

    /// What of a statement counts where it may not open a gate, besides its holds (`Holders`).
    private mutating func applyDemands(of statement: PlanStatement) {
        add(statement.add ?? [])
        doubtfullyDropped.formUnion(items.intersection(statement.drop ?? []))
    }

    private mutating func add(_ added: [ItemID]) {
        items.formUnion(added)
        dropped.subtract(added)
        doubtfullyDropped.subtract(added)
        withoutCommits.subtract(added)
        removed.subtract(added)
    }

    private mutating func apply(_ statement: PlanStatement) {
        target = statement.target ?? target
        if let base = statement.base { self.base = base.isEmpty ? nil : base }
        add(statement.add ?? [])
        dropped.formUnion(items.intersection(statement.drop ?? []))
        items.subtract(statement.drop ?? [])
        doubtfullyDropped.formIntersection(items)
        withoutCommits.formUnion(statement.withoutCommits ?? [])
        withoutCommits.formIntersection(items)
        removed.formUnion(statement.removed ?? [])
        removed.formIntersection(items)
        order = statement.order ?? order
        if let manager = statement.manager { self.manager = manager.isEmpty ? nil : manager }
        type = statement.type ?? type
        if let from = statement.from, let until = statement.until, from < until {
            (self.from, self.until) = (from, until)
        }
    }

    /// Incidents and problems that are held against the release. Sorted.
    package var holds: [ItemID] { holders.items }

    /// The same, with its version as the policy reads it.
    func read(under policy: Policy) -> ReleasePlan {
        var plan = self
        plan.version = policy.read(version)
        return plan
    }

    /// Puts the manifest first that counts.
    package mutating func prefer(_ manifest: RecordedManifest) {
        manifests = [manifest] + manifests.filter { $0 != manifest }
    }

    /// The planned items as people have put them.
    package var orderedItems: [ItemID] {
        let placed = order.filter(items.contains).unique(by: \.self)
        return placed + items.subtracting(placed).sorted()
    }
}
