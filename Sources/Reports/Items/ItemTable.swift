import Changes
package import Ledger

/// Items as a table: one a line.
package struct ItemTable {
    private let items: [Item]

    package init(_ items: [Item]) {
        self.items = items
    }

    /// - Parameter width: the columns of the terminal; nil where there is none.
    package func text(width: Int? = nil, palette: Palette = .plain) -> String {
        let columns = [
            Table.Column("id"), .init("state"), .init("priority"), .init("assignee"), .init("title", shrinks: true),
        ]
        let rows = items.map { item in
            [
                Table.Cell(item.id.shown, .bold), Table.Cell(item.state), Table.Cell(item[.priority] ?? ""),
                Table.Cell(item[.assignee] ?? ""), Table.Cell(item.title),
            ]
        }
        return Table(columns, rows: rows).text(width: width, palette: palette)
    }
}
