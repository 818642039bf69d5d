/// What stands between the fields of a table.
package enum CsvSeparator: UInt8, CaseIterable, Sendable {
    case comma = 0x2C
    case semicolon = 0x3B
    case tab = 0x09
}

/// Reads a table whose first record names the columns (RFC 4180, in UTF-8 or UTF-16 with a byte order mark).
///
/// Without a separator given, it is the one that a first line `sep=;` states, or that the first line holds most of, outside
/// quotes. A row may have fewer fields than columns (spreadsheets leave out empty ones at the end); one with more is bad.
///
/// - Throws: `ImportError` where nobody knows where the next row begins.
package func importedTable(
    csv bytes: [UInt8], separator: CsvSeparator? = nil, limits: ImportLimits = ImportLimits()
) throws(ImportError) -> ImportedTable {
    guard bytes.count <= limits.bytes else { throw ImportError(line: 1, fault: .tooManyBytes(limit: limits.bytes)) }
    let text = try bytes.importText()
    let (stated, lines) = text[...].withoutStatedSeparator
    let separator = separator ?? stated ?? likelySeparator(lines)
    var scanner = CsvScanner(lines, separator: separator.rawValue, limits: limits)
    guard let header = try scanner.next() else { throw ImportError(line: 1, fault: .noHeader) }
    let names = header.fields
    var table = ImportedTable()
    // Behind the line that states the separator.
    let skipped = text.count > lines.count ? 1 : 0
    while let record = try scanner.next() {
        let place = RowPlace.line(record.line + skipped)
        guard table.rows.count + table.badRows.count < limits.rows else {
            throw ImportError(line: record.line + skipped, fault: .tooManyRows(limit: limits.rows))
        }
        guard record.fields.count <= names.count else {
            let fault = ImportError.Fault.tooManyFields(found: record.fields.count, columns: names.count)
            table.badRows.append(RowProblem(place: place, fault: .unreadable(fault)))
            continue
        }
        let fields = zip(names, record.fields).map { ImportedRow.Field(name: $0, value: $1) }
        table.rows.append(ImportedRow(place: place, fields: fields))
    }
    guard !table.rows.isEmpty || !table.badRows.isEmpty else { throw ImportError(line: 1, fault: .noRows) }
    return table
}

private func likelySeparator(_ table: ArraySlice<UInt8>) -> CsvSeparator {
    var counts: [CsvSeparator: Int] = [:]
    var isQuoted = false
    for byte in table {
        if byte == UInt8(ascii: "\n"), !isQuoted { break }
        if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
        if !isQuoted, let separator = CsvSeparator(rawValue: byte) { counts[separator, default: 0] += 1 }
    }
    let most = counts.values.max() ?? 0
    return CsvSeparator.allCases.first { counts[$0, default: 0] == most } ?? .comma
}

extension [UInt8] {
    /// All but the three bytes that some programs put in front of UTF-8.
    var withoutByteOrderMark: ArraySlice<UInt8> { starts(with: [0xEF, 0xBB, 0xBF]) ? dropFirst(3) : self[...] }
}

extension ArraySlice<UInt8> {
    /// The separator that the first line states for spreadsheets, and what follows it: `sep=;`.
    fileprivate var withoutStatedSeparator: (CsvSeparator?, ArraySlice<UInt8>) {
        let line = prefix { $0 != UInt8(ascii: "\n") }
        let text = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
        guard text.count == 5, text.starts(with: "sep=".utf8), let separator = text.last.flatMap(CsvSeparator.init)
        else {
            return (nil, self)
        }
        return (separator, dropFirst(line.count + 1))
    }
}
