import Changes
package import Git
import Ledger

/// Where the changes of an item are: which releases and branches have them, by which commits, and which lack some.
package struct ItemSpread: Sendable {
    /// One change: a commit of the item, and all that carry the same.
    package struct Change: Sendable {
        /// The commits that carry it, with how each was recognised; nil for those that name the item themselves and stand
        /// alone or first.
        package let commits: [(commit: ObjectID, rung: Rung?)]
    }

    /// A release or branch, and what it has.
    package struct Place: Sendable {
        package enum Kind: String, Sendable { case release, branch }

        package let kind: Kind
        package let name: String
        /// The commits by which it has each change, in the order of the changes; none for one that it lacks, or took back.
        package let commits: [[ObjectID]]
        /// The commits in it that take back changes of the item.
        package let reverts: [ObjectID]

        /// The places of the changes that it lacks.
        package var missing: [Int] { commits.indices.filter { commits[$0].isEmpty } }
        package var present: Int { commits.count { !$0.isEmpty } }
    }

    /// The latest first.
    package let changes: [Change]
    /// Releases by version from the first one on that has something, then branches by name.
    package let places: [Place]

    package static let none = ItemSpread(changes: [], places: [])
}
