package import Changes

/// Items that another one names: `RFC-3, TASK-7`.
package struct ItemList: Hashable, Sendable, CustomStringConvertible {
    /// Sorted, each once.
    package let items: [ItemID]

    package init(_ items: [ItemID]) { self.items = Set(items).sorted() }

    /// Nil where one of the words is no ID, and where there is none.
    package init?(_ text: String) {
        let names = Self.names(in: text)
        let items = names.compactMap { ItemID($0) }
        guard !items.isEmpty, items.count == names.count else { return nil }
        self.init(items)
    }

    package var description: String { items.map(\.description).joined(separator: ", ") }

    /// The words between commas and blanks.
    package static func names(in text: String) -> [String] {
        text.split { $0 == "," || $0.isWhitespace }.map(String.init)
    }
}

/// What an incident or a problem came from: a release or an item, for sure or perhaps.
package struct Cause: Hashable, Sendable, CustomStringConvertible {
    package enum Origin: Hashable, Sendable {
        case release(Version)
        case item(ItemID)
    }

    package let origin: Origin
    /// Whether somebody confirmed it; it is a suspicion otherwise.
    package let isConfirmed: Bool

    /// Reads `2.4.0`, `RFC-12 suspected`, `2.4.0 confirmed`; nil for anything else.
    package init?(_ text: String) {
        let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
        guard let name = words.first, words.count <= 2 else { return nil }
        switch words.count == 2 ? words[1].lowercased() : Self.suspected {
        case Self.suspected: isConfirmed = false
        case Self.confirmed: isConfirmed = true
        default: return nil
        }
        if let item = ItemID(name) {
            origin = .item(item)
        } else if let version = Version(name) {
            origin = .release(version)
        } else {
            return nil
        }
    }

    package var description: String {
        let name =
            switch origin {
            case .release(let version): version.description
            case .item(let item): item.description
            }
        return "\(name) \(isConfirmed ? Self.confirmed : Self.suspected)"
    }

    private static let suspected = "suspected"
    private static let confirmed = "confirmed"
}
