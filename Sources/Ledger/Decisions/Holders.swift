package import Changes

/// Who holds a release by which incidents and problems: a pure fold over the records that count.
package struct Holders: Hashable, Sendable {
    /// The authors of the holds that nobody has ended, in the order of their records; no item without any.
    package private(set) var people: [ItemID: [Person]] = [:]

    package init() {}

    /// - Parameter records: in their order. Those that do not count give nobody a right.
    init(_ records: some Sequence<StoredRecord>) {
        for stored in records where stored.counts {
            if case .plan(let plan) = stored.record.statement { apply(plan, stored) }
        }
    }

    private mutating func apply(_ plan: PlanStatement, _ stored: StoredRecord) {
        for item in plan.hold ?? [] { people[item, default: []].append(stored.author) }
        guard stored.opens else { return }
        for item in plan.unhold ?? [] { people[item] = nil }
    }

    /// Whether a person holds the release by an item.
    package func has(_ person: Person, _ item: ItemID) -> Bool {
        people[item]?.contains { $0.hasAddress(of: person) } ?? false
    }

    /// Who may end the hold by an item: whoever may end each of the holds by it.
    package func right(toEnd item: ItemID, in policy: Policy) -> SpeakingRight {
        .all((people[item] ?? []).unique(by: \.self).map { .author($0, or: policy.signOffRoles) })
    }
}
