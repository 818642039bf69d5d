import Changes
package import Git
package import Ledger

/// Why two commits are taken for the same change, the most certain reason first (Design, "What a release
/// contains").
package enum Rung: String, CaseIterable, Sendable {
    /// One names the other, or both name a third one (`cherry picked from commit`).
    case pickedFrom = "cherry-picked"
    /// Gerrit knows both by one `Change-Id`.
    case changeID = "change-id"
    /// They make the same patch.
    case patch
    /// One author, one author date, one subject: picked, and touched up on the way.
    case authorship

    /// As people read it.
    package var name: String {
        switch self {
        case .pickedFrom: "cherry picked from"
        case .changeID: "Change-Id"
        case .patch: "same patch"
        case .authorship: "author, author date and subject"
        }
    }
}

/// A commit that carries the same change as another one.
package struct Equivalent: Hashable, Sendable {
    package let commit: ObjectID
    package let rung: Rung
    /// The lowest version that contains it; nil where no release of those that were looked at does.
    package let release: Version?
}
