/// One record of a table that another tool exported, before its columns are given a meaning.
package struct ImportedRow: Equatable, Sendable {
    /// A value and the name of its column.
    package struct Field: Equatable, Sendable {
        package let name: String
        package let value: String
    }

    package let place: RowPlace

    /// The fields in the order of the file (of their names for JSON). A column that the table has several times, and a
    /// list in JSON, give several fields of one name.
    package let fields: [Field]

    /// All values in the columns of this name that are not empty.
    package func values(of name: String) -> [String] {
        fields.filter { $0.name == name && !$0.value.isEmpty }.map(\.value)
    }
}

/// Where a record is in its file, from 1.
package enum RowPlace: Hashable, Comparable, Sendable {
    /// The line that it begins at.
    case line(Int)
    /// Its number in a list of JSON, which is often a single line.
    case entry(Int)
}

/// The records of a file.
package struct ImportedTable: Sendable {
    package internal(set) var rows: [ImportedRow] = []
    /// Records that could not be read, though those after them could.
    package internal(set) var badRows: [RowProblem] = []

    package init(rows: [ImportedRow] = []) { self.rows = rows }

    /// The names of the columns. Sorted.
    package var columns: [String] { Set(rows.flatMap { $0.fields.map(\.name) }).sorted() }
}

/// What a table to import may at most hold, so that a wrong file ends in a clear error, not in a full memory.
package struct ImportLimits: Sendable {
    package var bytes = 256 << 20
    package var rows = 1_000_000
    package var columns = 4_096
    package var fieldBytes = 1 << 20

    package init() {}
}
