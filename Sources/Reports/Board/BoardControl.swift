package import Changes
import Ledger

/// A board that somebody works on: what is selected, what is asked, and what a key does. A value; nothing is drawn here.
package struct BoardControl: Sendable {
    /// What is asked of the user.
    package enum Mode: Hashable, Sendable {
        case browse, help
        /// Why the item is to go there; with what was typed so far.
        case reason(item: ItemID, place: String, typed: String)
    }

    /// What a key asks for.
    package enum Wish: Hashable, Sendable {
        case move(ItemID, to: String, reason: String?)
        case approve(ItemID)
        case readAgain
        case leave
    }

    package private(set) var board: Board
    package private(set) var selected = BoardGrid.Place(column: 0, row: 0)
    /// Whether the arrows move the selected item instead of the selection.
    package private(set) var isHeld = false
    package private(set) var mode = Mode.browse

    package init(_ board: Board) {
        self.board = board
        if let column = board.columns.firstIndex(where: { !$0.cards.isEmpty }) {
            selected = .init(column: column, row: 0)
        }
    }

    package var card: Board.Card? {
        let cards = board.columns[selected.column].cards
        return cards.indices.contains(selected.row) ? cards[selected.row] : nil
    }

    /// Takes the board as it is now; what was selected stays so, wherever it went.
    package mutating func show(_ board: Board) {
        let item = card?.item
        self.board = board
        for (column, cards) in board.columns.map(\.cards).enumerated() {
            if let row = cards.firstIndex(where: { $0.item == item }) {
                selected = .init(column: column, row: row)
                return
            }
        }
        isHeld = false
        selected.column = min(selected.column, board.columns.count - 1)
        selected.row = max(0, min(selected.row, board.columns[selected.column].cards.count - 1))
    }

    /// What a key asks for; nil where it changes only what is shown.
    package mutating func press(_ key: BoardKey) -> Wish? {
        switch mode {
        case .help:
            mode = .browse
            return key == .interrupt ? .leave : nil
        case .reason(let item, let place, let typed): return type(key, item, place, typed)
        case .browse: return browse(key)
        }
    }

    private mutating func browse(_ key: BoardKey) -> Wish? {
        switch key {
        case .arrow(let direction, let isShifted):
            if isHeld || isShifted { return move(direction) }
            select(direction)
        case .character("q"), .interrupt: return .leave
        case .escape: isHeld = false
        case .character(" "), .enter: isHeld = card != nil && !isHeld
        case .character("a"): return card.map { .approve($0.item) }
        case .character("r"): return .readAgain
        case .character("?"): mode = .help
        default: break
        }
        return nil
    }

    private mutating func select(_ direction: BoardKey.Direction) {
        switch direction {
        case .left, .right:
            let step = direction == .left ? -1 : 1
            let column = min(max(0, selected.column + step), board.columns.count - 1)
            selected = .init(
                column: column, row: min(selected.row, max(0, board.columns[column].cards.count - 1)))
        case .up: selected.row = max(0, selected.row - 1)
        case .down: selected.row = min(selected.row + 1, max(0, board.columns[selected.column].cards.count - 1))
        }
    }

    /// To the left, a reason is asked for first.
    private mutating func move(_ direction: BoardKey.Direction) -> Wish? {
        guard let item = card?.item else { return nil }
        guard direction == .left else { return .move(item, to: direction.rawValue, reason: nil) }
        mode = .reason(item: item, place: direction.rawValue, typed: "")
        return nil
    }

    private mutating func type(_ key: BoardKey, _ item: ItemID, _ place: String, _ typed: String) -> Wish? {
        switch key {
        case .enter:
            mode = .browse
            return typed.isEmpty ? nil : .move(item, to: place, reason: typed)
        case .escape: mode = .browse
        case .interrupt: return .leave
        case .backspace: mode = .reason(item: item, place: place, typed: String(typed.dropLast()))
        case .character(let character): mode = .reason(item: item, place: place, typed: typed + String(character))
        case .arrow: break
        }
        return nil
    }
}
