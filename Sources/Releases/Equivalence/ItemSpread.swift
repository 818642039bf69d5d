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
        /// Of a release, the one before it; nil for the first one, and for branches.
        package let base: String?
        /// The commits by which it has each change, in the order of the changes; none for one that it lacks, or took back.
        package let commits: [[ObjectID]]
        /// The commits in it that take back changes of the item.
        package let reverts: [ObjectID]

        /// The places of the changes that it lacks.
        package var missing: [Int] { commits.indices.filter { commits[$0].isEmpty } }
        fileprivate var having: [Int] { commits.indices.filter { !commits[$0].isEmpty } }
        package var present: Int { having.count }
    }

    /// A release that lacks changes which its base has, or has them again.
    package struct Move: Equatable, Sendable {
        package enum Kind: String, Sendable { case goes, returns }

        package let kind: Kind
        package let release: String
        package let base: String
        /// The places of the changes.
        package let changes: [Int]
    }

    /// The latest first.
    package let changes: [Change]
    /// Releases by version from the first one on that has something, then branches by name.
    package let places: [Place]

    /// What goes and what comes back, release by release.
    package let moves: [Move]

    init(changes: [Change], places: [Place]) {
        (self.changes, self.places) = (changes, places)
        moves = Self.moves(through: places.filter { $0.kind == .release })
    }

    /// A change comes back where the base lacks it and one of the releases before the base has it; anywhere else it comes for the
    /// first time in that line of releases.
    ///
    /// - Parameter releases: each behind its base.
    private static func moves(through releases: [Place]) -> [Move] {
        var known: [String: (having: Set<Int>, ever: Set<Int>)] = [:]
        return releases.flatMap { place -> [Move] in
            let (here, base) = (Set(place.having), place.base.flatMap { known[$0] })
            known[place.name] = (here, here.union(base?.ever ?? []))
            guard let base, let name = place.base else { return [] }
            let goes = base.having.subtracting(here).sorted()
            let returns = here.subtracting(base.having).intersection(base.ever).sorted()
            return [(Move.Kind.goes, goes), (.returns, returns)].filter { !$1.isEmpty }.map {
                Move(kind: $0, release: place.name, base: name, changes: $1)
            }
        }
    }

    package static let none = ItemSpread(changes: [], places: [])
}
