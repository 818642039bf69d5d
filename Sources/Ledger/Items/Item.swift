package import Changes

/// An item as its records tell it: a pure fold, later records change what earlier ones said.
package struct Item: Hashable, Sendable {
    package let id: ItemID
    package let noun: ItemNoun
    package let attributes: [ItemAttribute: String]
    /// When and by whom it was first recorded.
    package let added: Timestamp
    package let addedBy: Person
    /// The latest change.
    package let changed: Timestamp
    /// The titles under which it was added more than once, by writers who had not seen each other, as long as nobody who
    /// has seen all of them has said what it is: two clones can give one number to two items. Else empty.
    package let rivalTitles: [String]
    /// All who were ever recorded to have asked for it, in their order: a correction makes nobody independent.
    package let requesters: [String]
    /// When each attribute was set last.
    package let set: [ItemAttribute: Timestamp]
    /// The items without which it cannot be released. Sorted.
    package let dependencies: [ItemID]
    /// All dependencies that were ever recorded. Sorted.
    package let dependenciesEver: [ItemID]
    /// Whether any record says that it is an RfC.
    package let wasRfC: Bool

    /// Nil where no record tells of an item.
    package init?(_ sequence: RecordSequence) {
        var attributes: [ItemAttribute: String] = [:]
        var requesters: [String] = []
        var set: [ItemAttribute: Timestamp] = [:]
        // Those that only a record adds which may not open a gate, until another one says what it depends on.
        var (doubtful, ever): (Set<ItemID>, Set<ItemID>) = ([], [])
        var first: (statement: ItemStatement, stored: StoredRecord)?
        for stored in sequence.records {
            guard case .item(let statement) = stored.record.statement else { continue }
            let dependencies = statement.set[ItemAttribute.dependsOn.rawValue].map { ItemList($0)?.items ?? [] }
            if let dependencies {
                doubtful = stored.opens ? [] : doubtful.union(dependencies)
                ever.formUnion(dependencies)
            }
            // Besides that, what may not open a gate can open the item again, and nothing else.
            guard stored.opens || first != nil else { continue }
            first = first ?? (statement, stored)
            for (name, value) in statement.set {
                guard let attribute = ItemAttribute(rawValue: name) else { continue }
                guard stored.opens || attribute == .state && value == "open" else { continue }
                attributes[attribute] = value.isEmpty ? nil : value
                set[attribute] = stored.record.at
                if attribute == .requester, !value.isEmpty { requesters.append(value) }
            }
        }
        guard let first else { return nil }
        id = first.statement.item
        noun = first.statement.noun
        self.attributes = attributes
        dependencies = doubtful.union(attributes[.dependsOn].flatMap { ItemList($0)?.items } ?? []).sorted()
        dependenciesEver = ever.sorted()
        wasRfC = sequence.records.contains { $0.isOfRfC }
        added = first.stored.record.at
        addedBy = first.stored.author
        changed = sequence.records.map(\.record.at).max() ?? added
        self.set = set
        self.requesters = requesters.unique(by: \.self)
        rivalTitles = Self.rivalTitles(sequence)
    }

    private static func rivalTitles(_ sequence: RecordSequence) -> [String] {
        let beginnings = sequence.records.filter { $0.record.after.isEmpty }
        guard beginnings.count > 1 else { return [] }
        let isSettled = RecordSight(sequence).isAnyoneAware(of: beginnings.map(\.name), among: sequence.records)
        let titles = beginnings.map(\.title)
        return isSettled || Set(titles).count == 1 ? [] : titles
    }

    package subscript(_ attribute: ItemAttribute) -> String? { attributes[attribute] }

    package var title: String { attributes[.title] ?? "" }

    package var isOpen: Bool { attributes[.state] != "closed" }

    /// Those of the values that differ from what is recorded; an empty value takes an attribute away. Where there are rival
    /// titles, any title says something new.
    package func changes(to values: [ItemAttribute: String]) -> [ItemAttribute: String] {
        values.filter { (attributes[$0.key] ?? "") != $0.value || $0.key == .title && !rivalTitles.isEmpty }
    }

    /// The RfC that a task implements.
    package var rfc: ItemID? { attributes[.rfc].flatMap { ItemID($0) } }

    /// What it came from.
    package var cause: Cause? { attributes[.causedBy].flatMap { Cause($0) } }

    /// The names of the configuration items that it is about. Sorted.
    package var affects: [String] { attributes[.affects].map { ItemList.names(in: $0) } ?? [] }

    /// When it was noticed, and when it was solved.
    package var opened: ItemTime? { attributes[.opened].flatMap { ItemTime($0) } }
    package var resolved: ItemTime? { attributes[.resolved].flatMap { ItemTime($0) } }

    /// The items that put it right. Sorted.
    package var fixes: [ItemID] { attributes[.fixedBy].flatMap { ItemList($0)?.items } ?? [] }
}

extension StoredRecord {
    fileprivate var isOfRfC: Bool {
        if case .item(let statement) = record.statement { statement.noun == .rfc } else { false }
    }

    fileprivate var title: String {
        guard case .item(let statement) = record.statement else { return "" }
        return statement.set[ItemAttribute.title.rawValue] ?? ""
    }
}
