import Changes
import Ledger

/// A board as text: side by side where the terminal is wide enough, else one status below the other.
package struct BoardText {
    private let board: Board

    package init(_ board: Board) { self.board = board }

    /// - Parameter width: the columns of the terminal; nil where there is none.
    package func text(width: Int?, palette: Palette) -> String {
        let body =
            grid(width: width).map { $0.lines(palette: palette).map { $0 + "\n" }.joined() }
            ?? list(width: width, palette: palette)
        let isMoved = board.columns.flatMap(\.cards).contains { !$0.returns.isEmpty || !$0.goes.isEmpty }
        let moved = isMoved ? Self.movedLegend : ""
        let legend = board.count == 0 ? "" : "\n" + palette(Self.legend + moved, .dim) + "\n"
        return SafeText.line(board.scope) + "\n\n" + body + losses + legend
    }

    private func grid(width: Int?) -> BoardGrid? {
        guard let width, board.count > 0 else { return nil }
        return BoardGrid(board, width: width, isCrowded: false)
            ?? BoardGrid(board.occupied, width: width, isCrowded: false)
    }

    static let legend = "✓ approved  ✗ rejected  ~ stale  ? not decided  ! does not count"
    private static let movedLegend = "  ↩ commits that come back  ↪ commits that go"

    /// What goes with the release and is on no card.
    private var losses: String {
        let items = board.unplannedGoes.map(\.shown)
        let others = board.itemlessGoes == 0 ? [] : [counted(board.itemlessGoes, "commit") + " without an item"]
        guard !(items + others).isEmpty else { return "" }
        return "\nnot planned, and goes with the release: \(SafeText.line((items + others).joined(separator: ", ")))\n"
    }

    private func list(width: Int?, palette: Palette) -> String {
        let occupied = board.columns.filter { !$0.cards.isEmpty }
        guard !occupied.isEmpty else { return "no item is planned\n" }
        let columns: [Table.Column] = [.init(), .init(shrinks: true), .init(), .init(), .init("", .right)]
        let table = Table(columns, rows: occupied.flatMap(\.cards).map(row)).text(width: width, palette: palette)
        var lines = table.split(separator: "\n")[...]
        return occupied.map { column in
            let heading = palette(SafeText.line("\(column.status.label) (\(column.cards.count))"), .bold)
            let cards = lines.prefix(column.cards.count)
            lines = lines.dropFirst(cards.count)
            return ([heading] + cards.map(String.init)).map { $0 + "\n" }.joined()
        }.joined()
    }

    private func row(_ card: Board.Card) -> [Table.Cell] {
        [
            .init("  \(card.item.shown)"), .init(card.title), .init(card.assignee ?? ""), .init(card.marks, card.paint),
            .init(card.ageText),
        ]
    }
}
