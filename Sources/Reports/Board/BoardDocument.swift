package import Changes
import Ledger
import Releases

/// A board in JSON. Stable: keys may be added, none is taken away.
package struct BoardDocument: JSONConvertible, Sendable {
    package let json: JSONValue

    package init(_ board: Board) {
        json = .object([
            "release": board.release,
            "statuses": board.columns.map { column in
                JSONValue.object([
                    "id": column.status.id, "label": column.status.label, "class": column.status.statusClass.rawValue,
                    "items": column.cards.map(Self.item),
                ])
            },
        ])
    }

    private static func item(_ card: Board.Card) -> JSONValue {
        .object([
            "id": card.item, "title": card.title, "assignee": card.assignee, "since": card.since.description,
            "signOffs": JSONValue.object(card.signOffs.map { (key: $0.role, value: $0.state.rawValue) }),
        ])
    }
}
