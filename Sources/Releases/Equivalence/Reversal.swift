package import Changes
package import Git

/// A commit of a range that takes back another one.
package struct Reversal: Hashable, Sendable {
    package let revert: ObjectID
    /// What it takes back: a commit of the range, or one that an earlier release has.
    package let target: ObjectID
    /// The first line of the target's message.
    package let subject: [UInt8]
    /// The items of the target, and of all that a reverted merge brought in. Sorted.
    package let items: [ItemID]
    /// Whether the target is in the range, so that neither it nor the revert changes anything in the end.
    package let isInRange: Bool
    /// Whether the target takes something back itself: then what it took away from an earlier release comes back.
    package let isRestoring: Bool
    /// Whether the revert changes exactly what the target did, and nothing else. A message alone proves nothing.
    package let isExact: Bool
    /// Whether the candidate still has some of the target's change, or may have: the revert took back a part.
    package let isPartial: Bool
    /// Whether the end of the range lacks what the base has of the target's change. False where the target is in the range.
    package let isFelt: Bool
    /// Whether the two cancel each other out: it is exact, and nothing that was merged in between interferes.
    package internal(set) var isApart: Bool
}
