package import Changes

/// Why the rows of a table cannot become items. Data only.
package enum ImportProblem: Error, Equatable, Sendable {
    /// A column was named that the table lacks.
    case noSuchColumn(String, among: [String])
    /// No column looks as if it held IDs.
    case noIDColumn(among: [String])
    /// Rows that are wrong, by their lines: nothing is imported.
    case badRows([RowProblem])
}

/// What is wrong with one row.
package struct RowProblem: Error, Equatable, Sendable {
    package enum Fault: Equatable, Sendable {
        case noID
        /// The ID's key is none of the policy's, or it is no ID at all.
        case unknownID(String)
        case repeated(ItemID, firstLine: Int)
        case value(AttributeProblem)
        /// A new item without a title.
        case noTitle(ItemID)
        /// The RfC of a task is neither in the ledger nor in the table.
        case unknownRfc(ItemID)
    }

    package let line: Int
    package let fault: Fault
}
