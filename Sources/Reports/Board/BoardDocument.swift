package import Changes
import Ledger
import Releases

/// A board in JSON. Stable: keys may be added, none is taken away.
package struct BoardDocument: JSONConvertible, Sendable {
    package let json: JSONValue

    package init(_ board: Board) {
        json = .object([
            "release": board.release,
            // What goes with the release and is not in its plan; absent where nothing does.
            "goes": board.unplannedGoes.isEmpty && board.itemlessGoes == 0
                ? nil
                : JSONValue.object(["items": board.unplannedGoes, "commitsWithoutItem": board.itemlessGoes]),
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
            "id": card.item, "display": card.item.display, "title": card.title, "assignee": card.assignee,
            "since": card.since.description,
            // Commits that come back with the release, and that go; absent where there are none.
            "returns": card.returns.isEmpty ? nil : JSONValue.array(card.returns.map(\.json)),
            "goes": card.goes.isEmpty ? nil : JSONValue.array(card.goes.map(\.json)),
            "signOffs": JSONValue.object(card.signOffs.map { (key: $0.role, value: $0.state.rawValue) }),
        ])
    }
}
