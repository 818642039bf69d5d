/// Whose word a record is.
package enum Authorship: Hashable, Sendable {
    /// Of whom Git was told: a claim.
    case claimed
    /// Of the person of the policy, by its ID, whose key signed it.
    case signed(by: String)
    /// Nobody's: it stands in the ledger, but decides nothing.
    case discounted(Discount)

    package enum Discount: Hashable, Sendable {
        /// The policy wants such records signed.
        case unsigned
        /// The policy knows no such key.
        case unknownKey
        /// The person's key does not count at the record's time.
        case outOfTime(person: String)
        /// It opens, and is dated after now.
        case early
    }

    package var counts: Bool { if case .discounted = self { false } else { true } }
}
