package import Changes
package import Ledger

/// Who did what, when: one record, told with what was there before it.
package struct JournalEntry: Sendable {
    /// A value that the record replaced; nil where there was or is none.
    package struct Change: Hashable, Sendable {
        package let name: String
        package let before: String?
        package let after: String?
    }

    package let record: RecordName
    package let at: Timestamp
    package let by: Person
    package let authorship: Authorship
    package let statement: Statement
    package let changes: [Change]
    /// Whether nothing was known of the subject before.
    package let isFirst: Bool

    /// Whether the record tells something of this item.
    package func concerns(_ item: ItemID) -> Bool {
        switch statement {
        case .item(let statement): statement.item == item
        case .link(let statement): statement.item == item
        case .signOff(let statement): statement.item == item
        case .move(let statement): statement.item == item
        case .testResult(let statement): statement.item == item
        case .testCase(let statement):
            ItemList.names(in: statement.set[TestCase.Attribute.scope.rawValue] ?? "").contains(item.description)
        case .plan(let statement):
            [statement.add, statement.drop, statement.withoutCommits, statement.hold, statement.unhold].contains {
                $0?.contains(item) == true
            }
        case .manifest(let statement): statement.items.contains(item)
        case .exemption, .policy, .verdict, .window, .deployment, .clearance, .review, .package, .handover: false
        case .waiver(let statement): statement.items?.contains(item) == true
        }
    }

    /// Why, where the writer said so.
    package var reason: String? {
        switch statement {
        case .item(let statement): statement.reason ?? statement.source.map { "as \($0) says" }
        case .link(let statement): statement.reason
        case .exemption(let statement): statement.reason
        case .plan(let statement): statement.reason
        case .signOff(let statement): statement.note
        case .move(let statement): statement.reason
        case .testResult(let statement): statement.note
        case .testCase(let statement): statement.reason
        case .window(let statement): statement.note
        case .deployment(let statement): statement.reason
        case .clearance(let statement): statement.note
        case .waiver(let statement): statement.reason
        case .review(let statement): statement.note
        case .handover(let statement): statement.note
        case .policy(let statement): statement.reason
        case .manifest, .verdict, .package: nil
        }
    }
}

extension Authorship {
    package var word: String {
        switch self {
        case .claimed: "claimed"
        case .signed: "signed"
        case .discounted(.unsigned): "unsigned"
        case .discounted(.unknownKey): "unknown-key"
        case .discounted(.outOfTime): "out-of-time"
        }
    }
}

extension JournalEntry {
    /// Who did it, and whether that is proven.
    var who: String { if case .signed = authorship { "\(by.name) (signed)" } else { by.name } }

    /// What a reader has to know where the record decides nothing; else empty.
    var remark: String {
        switch authorship {
        case .claimed, .signed: ""
        case .discounted(.unsigned): " [does not count: unsigned]"
        case .discounted(.unknownKey): " [does not count: signed with a key that the policy does not know]"
        case .discounted(.outOfTime(let person)): " [does not count: the key of \(person) was not valid then]"
        }
    }
}
