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

    /// Whether the record names this item.
    package func concerns(_ item: ItemID) -> Bool { statement.body.named.contains(item) }

    /// Why, where the writer said so.
    package var reason: String? { statement.body.remark }
}

extension Authorship {
    package var word: String {
        switch self {
        case .claimed: "claimed"
        case .signed: "signed"
        case .discounted(.unsigned): "unsigned"
        case .discounted(.unknownKey): "unknown-key"
        case .discounted(.outOfTime): "out-of-time"
        case .discounted(.endedKey): "ended-key"
        case .discounted(.noRight), .discounted(.noRightThen): "no-right"
        case .discounted(.severalSigners): "several-signers"
        case .discounted(.early): "early"
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
        case .discounted(.noRight): " [does not count: the policy does not let its author say it]"
        case .discounted(.noRightThen(let policy)):
            " [does not count: policy \(policy), under which it was recorded, did not let its author say it]"
        case .discounted(.outOfTime(let person)): " [does not count: the key of \(person) was not valid then]"
        case .discounted(.endedKey(let person)):
            " [does not count: the OpenPGP key of \(person) has expired or was revoked]"
        case .discounted(.severalSigners): " [does not count: several people signed it, and its author did not]"
        case .discounted(.early): " [does not count yet: it is dated after now]"
        }
    }
}
