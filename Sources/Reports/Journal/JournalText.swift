package import Changes
package import Ledger

extension Journal {
    /// The journal as a table, newest first.
    /// - Parameters:
    ///   - width: the columns of the terminal; nil where there is none.
    ///   - zone: whose clocks tell the times.
    package func text(width: Int? = nil, palette: Palette = .plain, zone: ZoneRules = .utc) -> String {
        let columns = [Table.Column("time"), .init("who"), .init("about"), .init("what", shrinks: true)]
        let rows = entries.map { entry in
            [
                Table.Cell(entry.at.shownToSecond(in: zone)), Table.Cell(entry.who), Table.Cell(entry.about),
                Table.Cell(entry.sentence(in: zone, on: item) + entry.remark),
            ]
        }
        return Table(columns, rows: rows).text(width: width, palette: palette)
    }

    /// The newest entries alone.
    package func latest(_ count: Int) -> Journal { Journal(entries: Array(entries.prefix(count)), on: item) }

    /// The entries that tell something of an item.
    package func entries(on item: ItemID) -> Journal {
        Journal(entries: entries.filter { $0.concerns(item) }, on: item)
    }
}
