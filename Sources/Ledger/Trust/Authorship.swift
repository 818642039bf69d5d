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
        /// The person's OpenPGP key has expired or was revoked, or the signature has expired.
        case endedKey(person: String)
        /// The policy in force does not let its author say it.
        case noRight
        /// The policy under which it entered the ledger did not let its author say it.
        case noRightThen(policy: Int)
        /// Others than the person by whom it says to be signed the same line.
        case severalSigners
        /// It opens, and is dated after now.
        case early
    }

    /// Whether it decides nothing because its author may not say it, however that is known.
    var lacksRight: Bool {
        switch self {
        case .discounted(.noRight), .discounted(.noRightThen): true
        default: false
        }
    }

    package var counts: Bool { if case .discounted = self { false } else { true } }
}
