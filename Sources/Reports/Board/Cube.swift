package import Changes
import Gate
import Git
import Ledger
package import Releases

/// Items by the open releases that plan them: where each stands in each.
package struct Cube: Sendable {
    package struct Cell: Sendable {
        let status: ReleaseStatus
        let signOffs: [(role: String, state: SignOffStanding.State)]
    }

    package struct Row: Sendable {
        let item: ItemID
        let title: String
        /// By the place of the release; nil where it does not plan the item.
        let cells: [Cell?]
    }

    /// Lowest version first.
    let releases: [Version]
    package let rows: [Row]

    /// - Parameter releases: the facts of each, in any order.
    package init(_ releases: [GateFacts]) {
        let releases = releases.sorted { $0.version < $1.version }
        self.releases = releases.map(\.version)
        let items = Set(releases.flatMap(\.items.planned)).sorted()
        rows = items.map { item in
            Row(
                item: item, title: releases.lazy.compactMap { $0.items[item]?.title }.first ?? "not in the ledger",
                cells: releases.map { Cell(item, in: $0) })
        }
    }
}

extension Cube.Cell {
    fileprivate init?(_ item: ItemID, in facts: GateFacts) {
        guard facts.items.planned.contains(item) else { return nil }
        status = facts.statuses.status(of: item, in: facts.policy)
        signOffs = facts.decisions(on: item)
    }
}

/// The cube for people.
package struct CubeText {
    private let cube: Cube

    package init(_ cube: Cube) { self.cube = cube }

    package func text(width: Int?, palette: Palette) -> String {
        let columns =
            [Table.Column("item"), .init("title", shrinks: true)]
            + cube.releases.map { .init($0.description, shrinks: true) }
        let rows = cube.rows.map { row in
            [Table.Cell(row.item.shown, .bold), .init(row.title)] + row.cells.map(cell)
        }
        return Table(columns, rows: rows).text(width: width, palette: palette)
    }

    private func cell(_ cell: Cube.Cell?) -> Table.Cell {
        guard let cell else { return .init("·", .dim) }
        let marks = cell.signOffs.map { "\($0.role)\($0.state.mark)" }.joined(separator: " ")
        return .init("\(cell.status.label)  \(marks)", cell.status.statusClass.isApproved ? .green : nil)
    }
}

/// The cube in JSON. Stable: keys may be added, none is taken away.
package struct CubeDocument: JSONConvertible, Sendable {
    package let json: JSONValue

    package init(_ cube: Cube) {
        json = .object([
            "releases": cube.releases,
            "items": cube.rows.map { row in
                JSONValue.object([
                    "id": row.item, "display": row.item.display, "title": row.title,
                    "releases": zip(cube.releases, row.cells).compactMap { release, cell in
                        cell.map { Self.cell(release, $0) }
                    },
                ])
            },
        ])
    }

    private static func cell(_ release: Version, _ cell: Cube.Cell) -> JSONValue {
        .object([
            "release": release, "status": cell.status.id, "class": cell.status.statusClass.rawValue,
            "signOffs": JSONValue.object(cell.signOffs.map { (key: $0.role, value: $0.state.rawValue) }),
        ])
    }
}
