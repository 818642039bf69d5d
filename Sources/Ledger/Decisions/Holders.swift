package import Changes

/// Who holds a release by which incidents and problems: a pure fold over the records that count.
package struct Holders: Hashable, Sendable {
    private struct Entry: Hashable {
        let record: RecordName
        let by: Person
    }

    /// The holds that nobody has ended, in the order of their records; no item without any.
    private var entries: [ItemID: [Entry]] = [:]

    /// The items by which somebody holds the release.
    package var items: [ItemID] { entries.keys.sorted() }

    package init() {}

    /// - Parameter sequence: its records in their order. Those that do not count give nobody a right, and a hold is ended by a record
    ///   that has seen it only.
    init(_ sequence: RecordSequence) {
        lazy var sight = RecordSight(sequence)
        for stored in sequence.records where stored.counts {
            guard case .plan(let plan) = stored.record.statement else { continue }
            for item in plan.hold ?? [] {
                entries[item, default: []].append(Entry(record: stored.name, by: stored.author))
            }
            guard stored.opens else { continue }
            for item in plan.unhold ?? [] {
                let rest = (entries[item] ?? []).filter {
                    !sight.hasSeen(stored.name, $0.record) && $0.record != stored.name
                }
                entries[item] = rest.isEmpty ? nil : rest
            }
        }
    }

    /// Whether a person holds the release by an item.
    package func has(_ person: Person, _ item: ItemID) -> Bool {
        entries[item]?.contains { $0.by.hasAddress(of: person) } ?? false
    }

    /// Who may end the hold by an item: whoever may end each of the holds by it.
    package func right(toEnd item: ItemID, in policy: Policy) -> SpeakingRight {
        .all((entries[item] ?? []).map(\.by).unique(by: \.self).map { .author($0, or: policy.signOffRoles) })
    }
}
