/// One record of a table that another tool exported, before its columns are given a meaning.
package struct ImportedRow: Equatable, Sendable {
    /// A value and the name of its column.
    package struct Field: Equatable, Sendable {
        package let name: String
        package let value: String
    }

    /// The line of the file that the record begins at, from 1.
    package let line: Int

    /// The fields in the order of the file (of their names for JSON). A column that the table has several times, and a
    /// list in JSON, give several fields of one name.
    package let fields: [Field]

    /// All values in the columns of this name that are not empty.
    package func values(of name: String) -> [String] {
        fields.filter { $0.name == name && !$0.value.isEmpty }.map(\.value)
    }
}

/// What a table to import may at most hold, so that a wrong file ends in a clear error, not in a full memory.
package struct ImportLimits: Sendable {
    package var bytes = 256 << 20
    package var rows = 1_000_000
    package var columns = 4_096
    package var fieldBytes = 1 << 20

    package init() {}
}
