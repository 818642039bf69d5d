package import Actions
package import Changes
import Ledger

extension MovedItem {
    /// For people.
    package var sentence: String {
        switch way {
        case .through(let through):
            guard let end = through.last else { return "\(item.shown): nothing changes, it is \(label(from)) already." }
            return "\(item.shown) in \(release): \(label(from)) → \(label(end))."
        case .up: return order("up", end: "first")
        case .down: return order("down", end: "last")
        }
    }

    private func order(_ way: String, end: String) -> String {
        isChanged
            ? "\(item.shown) went \(way) in \(label(from))."
            : "\(item.shown): nothing changes, it is the \(end) one in \(label(from))."
    }

    private func label(_ status: ReleaseStatus) -> String { SafeText.line(status.label) }
}

/// The same in JSON.
package struct MoveDocument: JSONConvertible, Sendable {
    package let json: JSONValue

    package init(_ moved: MovedItem) {
        let (through, order): ([ReleaseStatus], String?) =
            switch moved.way {
            case .through(let through): (through, nil)
            case .up: ([], "up")
            case .down: ([], "down")
            }
        json = .object([
            "release": moved.release, "item": moved.item, "from": moved.from.id,
            "to": through.last?.id ?? moved.from.id,
            "through": through.map(\.id), "order": order, "changed": moved.isChanged,
        ])
    }
}
