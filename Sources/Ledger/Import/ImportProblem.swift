package import Changes

/// Why the rows of a table cannot become items. Data only.
package enum ImportProblem: Error, Sendable {
    /// A column was named that the table lacks.
    case noSuchColumn(String, among: [String])
    /// No column looks as if it held IDs.
    case noIDColumn(among: [String])
    /// Rows that are wrong, by their places: nothing is imported.
    ///
    /// - fitting: the preset of the tracker whose columns these are, where none was named.
    case badRows([RowProblem], fitting: ImportPreset? = nil)
}

/// What is wrong with one row.
package struct RowProblem: Error, Equatable, Sendable {
    package enum Fault: Equatable, Sendable {
        /// The row itself could not be read.
        case unreadable(ImportError.Fault)
        case noID
        /// The ID's key is none of the policy's, or it is no ID at all.
        case unknownID(String)
        case repeated(ItemID, first: RowPlace)
        case value(AttributeProblem, column: String)
        /// A new item without a title.
        case noTitle(ItemID)
        /// The RfC of a task is neither in the ledger nor in the table.
        case unknownRfc(ItemID)
    }

    package let place: RowPlace
    package let fault: Fault
}
