import Changes
import Ledger

/// A board side by side: statuses as columns that fit a width, each card on three lines.
package struct BoardGrid {
    /// A card by its column and its place there.
    package struct Place: Hashable, Sendable {
        package var column: Int
        package var row: Int

        package init(column: Int, row: Int) {
            self.column = column
            self.row = row
        }
    }

    private let board: Board
    private let columnWidth: Int
    /// The columns of the board that are shown.
    private let shown: Range<Int>

    static let narrowest = 16
    private static let gap = "  "

    /// - Parameters:
    ///   - isCrowded: whether columns that do not fit may be left out, around the one that is looked at.
    /// - Returns: nil where not all columns fit, and none may be left out.
    package init?(_ board: Board, width: Int, isCrowded: Bool, around column: Int = 0) {
        let room = max(1, (width + Self.gap.utf8.count) / (Self.narrowest + Self.gap.utf8.count))
        let count = board.columns.count
        guard room >= count || isCrowded else { return nil }
        let fitting = min(room, count)
        let first = min(max(0, column - fitting / 2), count - fitting)
        self.board = board
        shown = first..<(first + fitting)
        columnWidth = max(1, (width - Self.gap.utf8.count * (fitting - 1)) / max(1, fitting))
    }

    /// The rows of the grid without their line ends.
    ///
    /// - Parameters:
    ///   - height: at most so many lines, around the selected card; nil for all.
    package func lines(palette: Palette, selected: Place? = nil, isHeld: Bool = false, height: Int? = nil) -> [String] {
        let headings = board.columns[shown].enumerated().map { offset, column in
            heading(column, isFirst: offset == 0, isLast: offset == shown.count - 1)
        }
        let head = (0..<Self.headHeight).map { line in join(headings.map { ($0[line], .bold) }, palette) }
        let columns = shown.map { number in
            board.columns[number].cards.enumerated().map { row, card in
                cell(card, isSelected: selected == Place(column: number, row: row), isHeld: isHeld)
            }
        }
        let rows = columns.map(\.count).max() ?? 0
        let visible = visibleRows(of: rows, selected: selected?.row ?? 0, height: height)
        let body = visible.flatMap { row in
            (0..<Self.cardHeight).map { line in
                join(columns.map { row < $0.count ? $0[row][line] : ("", nil) }, palette)
            }
        }
        return head + body
    }

    private static let headHeight = 2
    private static let cardHeight = 4

    private func visibleRows(of count: Int, selected: Int, height: Int?) -> Range<Int> {
        guard let height else { return 0..<count }
        let fitting = min(count, max(1, (height - Self.headHeight) / Self.cardHeight))
        let first = min(max(0, selected - fitting / 2), count - fitting)
        return first..<(first + fitting)
    }

    /// Arrows tell that there are more columns than are shown.
    private func heading(_ column: Board.Column, isFirst: Bool, isLast: Bool) -> [String] {
        let before = isFirst && shown.lowerBound > 0 ? "‹ " : ""
        let after = isLast && shown.upperBound < board.columns.count ? " ›" : ""
        let text = SafeText.line("\(before)\(column.status.label) (\(column.cards.count))\(after)")
        let lines = TextWrap.lines(of: text, width: columnWidth)
        return [lines.first ?? "", lines.dropFirst().joined(separator: " ")]
    }

    private func cell(_ card: Board.Card, isSelected: Bool, isHeld: Bool) -> [(String, Paint?)] {
        let mark = isSelected ? (isHeld ? "⇄ " : "▸ ") : "  "
        let head = TextWidth.padded("\(mark)\(card.item.shown)", to: max(0, columnWidth - 5)) + " " + card.ageText
        let foot = [card.marks, card.assignee.map { SafeText.line($0) } ?? ""].filter { !$0.isEmpty }
        return [
            (head, isSelected ? .cyan : nil), ("  " + SafeText.line(card.title), isSelected ? .bold : nil),
            ("  " + foot.joined(separator: "  "), card.paint), ("", nil),
        ]
    }

    private func join(_ cells: [(text: String, paint: Paint?)], _ palette: Palette) -> String {
        let last = cells.lastIndex { !$0.text.isEmpty } ?? -1
        return cells.prefix(last + 1).enumerated().map { number, cell in
            let text = TextWidth.truncated(SafeText.line(cell.text), to: columnWidth)
            let padding = number == last ? "" : String(repeating: " ", count: columnWidth - TextWidth.columns(of: text))
            return palette(text, cell.paint) + padding
        }.joined(separator: Self.gap)
    }
}
