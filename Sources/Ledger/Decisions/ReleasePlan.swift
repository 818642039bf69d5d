package import Changes

/// A release as its records plan it, and its manifest once it is tagged: a pure fold.
package struct ReleasePlan: Hashable, Sendable {
    package let version: Version
    /// A full reference name or a commit ID: the candidate is what it names now.
    package private(set) var target = ""
    /// The release's own base, as it was given; nil where the version decides.
    package private(set) var base: String?
    package private(set) var items: Set<ItemID> = []
    /// Items that were planned once, and are no longer.
    package private(set) var dropped: Set<ItemID> = []
    /// Planned items declared to need no commits.
    package private(set) var withoutCommits: Set<ItemID> = []
    package private(set) var manager: String?
    /// When it is to go into production.
    package private(set) var from: Timestamp?
    package private(set) var until: Timestamp?
    package private(set) var type = ReleaseType.normal
    /// Incidents and problems that are held against the release. Sorted.
    package private(set) var holds: [ItemID] = []
    /// Who held the release by each of them.
    package private(set) var holders: [ItemID: [Person]] = [:]
    /// The order in which people want to see the items; those that are not in it come after, by their IDs.
    package private(set) var order: [ItemID] = []
    /// What was frozen for a tag: of those manifests that may be, whether or not their tag is here. The latest first, behind
    /// the one that the tag names.
    package private(set) var manifests: [RecordedManifest] = []
    package let waivers: Waivers
    /// When it was tagged, as its latest manifest says.
    package private(set) var tagged: Timestamp?
    package let planned: Timestamp
    package let plannedBy: Person

    /// - Parameter mayBe: which manifests count; one by somebody who may not tag, or for a tag that is not the release's, is
    ///   none.
    /// - Returns: nil where no record plans the release.
    package init?(_ sequence: RecordSequence, manifests mayBe: (RecordedManifest) -> Bool = { _ in true }) {
        let plans = sequence.records.compactMap { stored -> PlanStatement? in
            guard case .plan(let statement) = stored.record.statement else { return nil }
            return stored.opens ? statement : statement.withoutPermissions
        }
        // What may not open a gate plans no release.
        let counting = sequence.records.filter { $0.opens || $0.record.statement.kind != .plan }
        guard let first = plans.first, counting.contains(where: { $0.record.statement.kind == .plan }),
            let stored = counting.first
        else { return nil }
        version = first.release
        planned = stored.record.at
        plannedBy = stored.author
        waivers = Waivers(sequence)
        for statement in plans { apply(statement) }
        for stored in sequence.records {
            guard case .plan(let statement) = stored.record.statement else { continue }
            for item in statement.hold ?? [] { holders[item, default: []].append(stored.author) }
        }
        for stored in sequence.records.reversed() {
            guard let manifest = RecordedManifest(stored, files: sequence.files(of: stored.name)), mayBe(manifest)
            else { continue }
            manifests.append(manifest)
            tagged = tagged ?? stored.record.at
        }
    }

    private mutating func apply(_ statement: PlanStatement) {
        target = statement.target ?? target
        if let base = statement.base { self.base = base.isEmpty ? nil : base }
        items.formUnion(statement.add ?? [])
        dropped.formUnion(items.intersection(statement.drop ?? []))
        items.subtract(statement.drop ?? [])
        dropped.subtract(items)
        withoutCommits.subtract(statement.add ?? [])
        withoutCommits.formUnion(statement.withoutCommits ?? [])
        withoutCommits.formIntersection(items)
        order = statement.order ?? order
        if let manager = statement.manager { self.manager = manager.isEmpty ? nil : manager }
        type = statement.type ?? type
        if let from = statement.from, let until = statement.until, from < until {
            (self.from, self.until) = (from, until)
        }
        holds = Set(holds).union(statement.hold ?? []).subtracting(statement.unhold ?? []).sorted()
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

extension PlanStatement {
    /// What of it counts where it may not open a gate: it asks for items, takes some from the plan, and holds.
    fileprivate var withoutPermissions: PlanStatement {
        var plan = PlanStatement(release: release)
        (plan.add, plan.drop, plan.hold) = (add, drop, hold)
        return plan
    }
}
