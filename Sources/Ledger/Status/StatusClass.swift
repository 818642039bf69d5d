/// What a release status is for, whatever it is called: rules look at the class, never at the
/// label (Design, "Release status").
package enum StatusClass: String, CaseIterable, Comparable, Sendable {
    case build, review, integrate, test, accept, approved, deployed, closed
    /// Off the ladder: the release does without the item as it is.
    case rejected, withdrawn

    /// The classes of a ladder, the lowest first.
    package static let ladder: [StatusClass] = [
        .build, .review, .integrate, .test, .accept, .approved, .deployed, .closed,
    ]

    package var isOnLadder: Bool { Self.ladder.contains(self) }

    /// Whether an item of this class may go into production, or is there.
    package var isApproved: Bool { isOnLadder && self >= .approved }

    private var place: Int { Self.allCases.firstIndex(of: self) ?? 0 }

    package static func < (left: StatusClass, right: StatusClass) -> Bool { left.place < right.place }
}
