/// Why a table could not be read.
package struct ImportError: Error, Equatable {
    /// The kinds of faults in tables.
    package enum Fault: Error, Equatable, Sendable {
        case tooManyBytes(limit: Int)
        case tooManyRows(limit: Int)
        case tooManyColumns(limit: Int)
        case fieldTooLong(limit: Int)
        case notUTF8
        case notUTF16
        case noHeader
        case noRows
        /// A server sent a page instead of a table.
        case webPage
        /// Lines that end as on the first Macintosh computers.
        case carriageReturns
        case unclosedQuote
        case quoteInsideField
        case textAfterQuote
        case tooManyFields(found: Int, columns: Int)
        case notJSON
        case notAnObject
        /// No `key=value`.
        case noSetting
    }

    /// The line of the file, from 1; for a quote that is never closed, the line where it is opened.
    package let line: Int
    package let fault: Fault
}

extension ImportError: CustomStringConvertible {
    package var description: String { "line \(line): \(fault)" }
}

extension ImportError.Fault: CustomStringConvertible {
    package var description: String {
        switch self {
        case .tooManyBytes(let limit): "the file has more than \(limit) bytes"
        case .tooManyRows(let limit): "the table has more than \(limit) rows"
        case .tooManyColumns(let limit): "the table has more than \(limit) columns"
        case .fieldTooLong(let limit): "the field has more than \(limit) bytes"
        case .notUTF8: "the text is not UTF-8"
        case .notUTF16: "the text begins like UTF-16 and is none"
        case .noRows: "there is nothing below the names of the columns"
        case .webPage: "this is a web page, and no table"
        case .carriageReturns: "the lines end in a carriage return alone"
        case .noHeader: "there is no line with the names of the columns"
        case .unclosedQuote: "the quote opened here is never closed"
        case .quoteInsideField: "a field that holds a quote must be quoted itself, and its quotes doubled"
        case .textAfterQuote: "text follows a closing quote"
        case .tooManyFields(let found, let columns): "the row has \(found) fields, the table \(columns) columns"
        case .notJSON: "this is not JSON"
        case .notAnObject: "this is not a JSON object"
        case .noSetting: "this is not key=value"
        }
    }
}
