package import Changes
package import Git
package import Ledger

/// A commit with the items that it belongs to, and why it needs none where it has none.
///
/// A class, as it is large, never changes, and is handed about a lot.
package final class LinkedCommit: Sendable {
    package let read: ReadCommit
    /// What the message and the words said by hand come to together, sorted by item.
    package let links: [Link]
    /// The items that somebody took it from whose word only shuts the gate: it belongs to them, and it does not.
    package let doubtful: Set<ItemID>
    package let exemption: Exemption?
    /// For a merge: the paths where it brings in content that no parent has.
    package let mergedContent: [[UInt8]]

    package init(
        _ read: ReadCommit, links: [Link], doubtful: Set<ItemID> = [], exemption: Exemption?, mergedContent: [[UInt8]]
    ) {
        self.read = read
        self.links = links
        self.doubtful = doubtful
        self.exemption = exemption
        self.mergedContent = mergedContent
    }

    package var commit: Commit { read.commit }
    package var reading: MessageReading { read.reading }
    package var items: [ItemID] { links.map(\.item) }
    /// The items that it belongs to beyond doubt.
    package var certainItems: [ItemID] { items.filter { !doubtful.contains($0) } }
    /// Whether somebody declared that it needs no item, which nothing in the commit shows.
    package var isExemptByHand: Bool {
        if case .byHand = exemption { true } else { false }
    }
    /// Neither linked beyond doubt nor exempt: somebody has to say what it is for.
    package var isUnlinked: Bool { certainItems.isEmpty && exemption == nil }
}

/// Why a commit needs no item.
package enum Exemption: Hashable, Sendable {
    /// A merge that brings no content of its own.
    case merge
    /// It touches only paths that the policy exempts.
    case paths
    /// A section of the policy exempts what its author does to these paths.
    case author(String)
    /// A section of the policy exempts imports of a subtree into this folder.
    case subtree(String)
    case byHand(reason: String, by: Person)

    /// The stable name for JSON and manifests.
    package var name: String {
        switch self {
        case .merge: "merge"
        case .paths: "paths"
        case .author(let section): "author:\(section)"
        case .subtree(let section): "subtree:\(section)"
        case .byHand: "by-hand"
        }
    }
}
