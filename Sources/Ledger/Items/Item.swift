package import Changes

/// An item as its records tell it: a pure fold, later records change what earlier ones said.
package struct Item: Hashable, Sendable {
    package let id: ItemID
    package let noun: ItemNoun
    /// The nouns that it can have: its own, and those of doubtful records before.
    private let nouns: Set<ItemNoun>
    private let values: RecordedValues<ItemAttribute>
    /// When and by whom it was first recorded.
    package let added: Timestamp
    package let addedBy: Person
    /// The latest change.
    package let changed: Timestamp
    /// The titles under which it was added more than once, by writers who had not seen each other, as long as nobody who
    /// has seen all of them has said what it is: two clones can give one number to two items. Else empty.
    package let rivalTitles: [String]
    /// All who were ever recorded to have asked for it, in their order: a correction alone makes nobody independent.
    package let requesters: [Requester]
    /// When each attribute was set last.
    package let set: [ItemAttribute: Timestamp]
    /// All dependencies that were ever recorded. Sorted.
    package let dependenciesEver: [ItemID]
    /// All RfCs that it was ever said to carry out. Sorted.
    package let rfcsEver: [ItemID]
    /// Whether any record says that it is an RfC.
    package let wasRfC: Bool

    /// - Parameter kind: what the policy says that items of an ID's key are. Where some record agrees, others say nothing against it:
    ///   anybody can write one, and date it before all others.
    /// - Returns: nil where no record is about an item.
    package init?(_ sequence: RecordSequence, kind: (ItemID) -> ItemNoun? = { _ in nil }) {
        var values = ValueRecords<ItemAttribute>()
        var set: [ItemAttribute: Timestamp] = [:]
        var nouns: Set<ItemNoun> = []
        var (ever, rfcs): (Set<ItemID>, Set<ItemID>) = ([], [])
        var first: (statement: ItemStatement, stored: StoredRecord)?
        for stored in sequence.records {
            guard case .item(let statement) = stored.record.statement else { continue }
            if first == nil { nouns.insert(statement.noun) }
            // What may not open a gate makes no item.
            if stored.opens { first = first ?? (statement, stored) }
            for (name, value) in statement.set {
                guard let attribute = ItemAttribute(rawValue: name) else { continue }
                // That an item is open again asks for nothing less.
                let isCertain = stored.opens || first != nil && attribute == .state && value == "open"
                values.set(attribute, to: value, by: stored.name, isCertain: isCertain)
                if isCertain { set[attribute] = stored.record.at }
                if attribute == .rfc { rfcs.formUnion([ItemID(value)].compactMap(\.self)) }
                if attribute == .dependsOn { ever.formUnion(ItemList(value)?.items ?? []) }
            }
        }
        guard let first else { return nil }
        id = first.statement.item
        let agreed = kind(first.statement.item).flatMap { noun in
            sequence.records.contains { $0.isOf(noun) } ? noun : nil
        }
        noun = agreed ?? first.statement.noun
        self.nouns = agreed.map { [$0] } ?? nouns
        self.values = values.values(in: sequence)
        dependenciesEver = ever.sorted()
        rfcsEver = rfcs.sorted()
        wasRfC = sequence.records.contains { $0.isOf(.rfc) }
        added = first.stored.record.at
        addedBy = first.stored.author
        changed = sequence.records.map(\.record.at).max() ?? added
        self.set = set
        requesters = Requester.all(in: sequence)
        rivalTitles = Self.rivalTitles(sequence)
    }

    private static func rivalTitles(_ sequence: RecordSequence) -> [String] {
        let beginnings = sequence.records.filter { $0.record.after.isEmpty }
        guard beginnings.count > 1 else { return [] }
        let isSettled = RecordSight(sequence).isAnyoneAware(of: beginnings.map(\.name), among: sequence.records)
        let titles = beginnings.map(\.title)
        return isSettled || Set(titles).count == 1 ? [] : titles
    }

    package var attributes: [ItemAttribute: String] { values.certain }

    package subscript(_ attribute: ItemAttribute) -> String? { values[attribute] }

    /// All values that an attribute can have, the certain one first; nil stands for none. What the gate asks for because of a
    /// value, it asks for because of each of them.
    package subscript(all attribute: ItemAttribute) -> [String?] { values[all: attribute] }

    package var title: String { values[.title] ?? "" }

    package var isOpen: Bool { values[.state] != "closed" }

    /// Those of the values that differ from what is recorded, or besides which another one is possible; an empty value takes an
    /// attribute away. Where there are rival titles, any title says something new.
    package func changes(to new: [ItemAttribute: String]) -> [ItemAttribute: String] {
        var changes = values.changes(to: new)
        if !rivalTitles.isEmpty { changes[.title] = new[.title] }
        return changes
    }

    /// Whether it is an RfC beyond doubt, and whether it can be one.
    package var isRfC: Bool { nouns == [.rfc] }
    package var canBeRfC: Bool { nouns.contains(.rfc) }

    /// The types that it can have, the certain one first.
    package var types: [ReleaseType] {
        self[all: .type].map { $0.flatMap { ReleaseType(rawValue: $0) } ?? .normal }.unique(by: \.self)
    }

    /// The items without which it cannot be released. Sorted.
    package var dependencies: [ItemID] {
        Set(self[all: .dependsOn].compactMap { $0.flatMap { ItemList($0)?.items } }.joined()).sorted()
    }

    /// The RfC that a task implements.
    package var rfc: ItemID? { values[.rfc].flatMap { ItemID($0) } }

    /// The RfCs that a task can implement, the certain one first; nil stands for none.
    package var rfcs: [ItemID?] { self[all: .rfc].map { $0.flatMap { ItemID($0) } } }

    /// What it came from.
    package var cause: Cause? { values[.causedBy].flatMap { Cause($0) } }

    /// The names of the configuration items that it is about. Sorted.
    package var affects: [String] { values[.affects].map { ItemList.names(in: $0) } ?? [] }

    /// When it was noticed, and when it was solved.
    package var opened: ItemTime? { values[.opened].flatMap { ItemTime($0) } }
    package var resolved: ItemTime? { values[.resolved].flatMap { ItemTime($0) } }

    /// The items that put it right. Sorted.
    package var fixes: [ItemID] { values[.fixedBy].flatMap { ItemList($0)?.items } ?? [] }
}

extension StoredRecord {
    fileprivate func isOf(_ noun: ItemNoun) -> Bool {
        if case .item(let statement) = record.statement { statement.noun == noun } else { false }
    }

    fileprivate var title: String {
        guard case .item(let statement) = record.statement else { return "" }
        return statement.set[ItemAttribute.title.rawValue] ?? ""
    }
}
