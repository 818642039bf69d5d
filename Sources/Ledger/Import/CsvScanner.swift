/// Reads comma-separated records as RFC 4180 has them, one at a time; any separator byte, lines ending in CR LF or LF.
///
/// Empty lines are no records. A quote is only allowed around a whole field, doubled inside it: guessing what else was
/// meant would move values to other columns.
struct CsvScanner {
    private let bytes: ArraySlice<UInt8>
    private let separator: UInt8
    private let limits: ImportLimits
    private var position: Int

    /// The line that is read next, from 1.
    private(set) var line = 1

    init(_ bytes: ArraySlice<UInt8>, separator: UInt8, limits: ImportLimits) {
        self.bytes = bytes
        self.separator = separator
        self.limits = limits
        position = bytes.startIndex
    }

    /// The next record and the line that it begins at, or nil at the end.
    mutating func next() throws(ImportError) -> (line: Int, fields: [String])? {
        while endLine() {}
        guard position < bytes.endIndex else { return nil }
        let start = line
        var fields: [String] = []
        repeat {
            guard fields.count < limits.columns else { throw fault(.tooManyColumns(limit: limits.columns)) }
            fields.append(try field())
        } while take(separator)
        _ = endLine()
        return (start, fields)
    }

    private mutating func field() throws(ImportError) -> String {
        let start = line
        let content = take(UInt8(ascii: "\"")) ? try quoted() : try plain()
        guard content.count <= limits.fieldBytes else {
            throw ImportError(line: start, fault: .fieldTooLong(limit: limits.fieldBytes))
        }
        guard let text = String(validating: content, as: UTF8.self) else {
            throw ImportError(line: start, fault: .notUTF8)
        }
        return text
    }

    private mutating func plain() throws(ImportError) -> ArraySlice<UInt8> {
        let start = position
        while position < bytes.endIndex, bytes[position] != separator, !isLineEnd {
            if bytes[position] == UInt8(ascii: "\"") { throw fault(.quoteInsideField) }
            position += 1
        }
        return bytes[start..<position]
    }

    /// What stands between quotes; the opening one is already taken.
    private mutating func quoted() throws(ImportError) -> ArraySlice<UInt8> {
        let start = line
        var content: ArraySlice<UInt8> = []
        repeat {
            guard let quote = bytes[position...].firstIndex(of: UInt8(ascii: "\"")) else {
                throw ImportError(line: start, fault: .unclosedQuote)
            }
            let piece = bytes[position...quote]
            line += piece.count { $0 == UInt8(ascii: "\n") }
            content += piece
            position = quote + 1
        } while take(UInt8(ascii: "\""))
        guard position == bytes.endIndex || bytes[position] == separator || isLineEnd else {
            throw fault(.textAfterQuote)
        }
        return content.dropLast()
    }

    private func fault(_ fault: ImportError.Fault) -> ImportError { ImportError(line: line, fault: fault) }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard position < bytes.endIndex, bytes[position] == byte else { return false }
        position += 1
        return true
    }

    private var isLineEnd: Bool {
        guard position < bytes.endIndex else { return false }
        guard bytes[position] == UInt8(ascii: "\r") else { return bytes[position] == UInt8(ascii: "\n") }
        return position + 1 == bytes.endIndex || bytes[position + 1] == UInt8(ascii: "\n")
    }

    private mutating func endLine() -> Bool {
        guard isLineEnd else { return false }
        _ = take(UInt8(ascii: "\r"))
        _ = take(UInt8(ascii: "\n"))
        line += 1
        return true
    }
}
