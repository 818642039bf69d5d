/// Rows of text in aligned columns, for a terminal or a file.
///
/// Cells are made harmless here, so that foreign text can be put in as it is.
package struct Table: Sendable {
    /// One column: its heading (all empty: no heading line), where its text stands, and whether it gives way when the
    /// terminal is narrow.
    package struct Column: Sendable {
        /// Where the text of a column stands.
        package enum Alignment: Sendable { case left, right }

        let heading: String
        let alignment: Alignment
        let shrinks: Bool
        /// Cells that are wider widen no other one, and push to the right what follows them; nil for no limit.
        let limit: Int?

        package init(
            _ heading: String = "", _ alignment: Alignment = .left, shrinks: Bool = false, limit: Int? = nil
        ) {
            self.heading = heading
            self.alignment = alignment
            self.shrinks = shrinks
            self.limit = limit
        }
    }

    /// One cell: its text, on one line, and how it is painted.
    package struct Cell: Sendable {
        let text: String
        let paint: Paint?

        package init(_ text: String, _ paint: Paint? = nil) {
            self.text = SafeText.line(text)
            self.paint = paint
        }
    }

    private let columns: [Column]
    private let rows: [[Cell]]

    /// A table; a row may be shorter than the columns, and what is longer is left out.
    package init(_ columns: [Column], rows: [[Cell]]) {
        let hasHeadings = columns.contains { !$0.heading.isEmpty }
        self.columns = columns
        self.rows = (hasHeadings ? [columns.map { Cell($0.heading, .dim) }] : []) + rows
    }

    /// The table, one line a row.
    /// - Parameter width: the columns of the terminal, to which cells are cut; nil where there is none, and nothing is.
    package func text(width: Int? = nil, palette: Palette = .plain) -> String {
        let widths = columnWidths(within: width)
        return rows.map { row in
            line(row, widths: self.widths(of: row, in: widths, within: width), palette: palette) + "\n"
        }.joined()
    }

    private static let gap = "  "
    private static let narrowest = 8

    private func columnWidths(within limit: Int?) -> [Int] {
        let widths = columns.indices.map { column in
            rows.map { column < $0.count ? TextWidth.columns(of: $0[column].text) : 0 }
                .filter { $0 <= columns[column].limit ?? .max }.max() ?? 0
        }
        return shrunk(widths, to: limit)
    }

    /// A row with cells beyond the limits of their columns has widths of its own.
    private func widths(of row: [Cell], in widths: [Int], within limit: Int?) -> [Int] {
        let own = zip(columns, widths).enumerated().map { position, column in
            guard column.0.limit != nil, position < row.count else { return column.1 }
            let width = TextWidth.columns(of: row[position].text)
            return width > column.0.limit ?? .max ? max(width, column.1) : column.1
        }
        return own == widths ? widths : shrunk(own, to: limit)
    }

    private func shrunk(_ widths: [Int], to limit: Int?) -> [Int] {
        var widths = widths
        let gaps = Self.gap.utf8.count * max(0, columns.count - 1)
        var excess = widths.reduce(gaps, +) - (limit ?? .max)
        while excess > 0, let column = widestToShrink(widths) {
            widths[column] -= 1
            excess -= 1
        }
        return widths
    }

    private func widestToShrink(_ widths: [Int]) -> Int? {
        columns.indices
            .filter { columns[$0].shrinks && widths[$0] > Self.narrowest }
            .max { widths[$0] < widths[$1] }
    }

    private func line(_ row: [Cell], widths: [Int], palette: Palette) -> String {
        let filled = row.lastIndex { !$0.text.isEmpty } ?? -1
        let cells = zip(row, zip(columns, widths)).enumerated().prefix(filled + 1).map { position, cell in
            let (column, width) = cell.1
            let text = TextWidth.truncated(cell.0.text, to: width)
            let padding = String(repeating: " ", count: width - TextWidth.columns(of: text))
            let painted = palette(text, cell.0.paint)
            if column.alignment == .right { return padding + painted }
            return position == filled ? painted : painted + padding
        }
        return cells.joined(separator: Self.gap)
    }
}
