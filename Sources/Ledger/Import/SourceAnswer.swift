import Changes

/// Reads what a source of items answers (Design, "Sources of items"): blocks of `key=value` lines, an empty line between them, as
/// Git's credential helpers write them. A key that is repeated in a block adds a line to its value.
package func importedRows(
    answer bytes: [UInt8], limits: ImportLimits = ImportLimits()
) throws(ImportError) -> [ImportedRow] {
    guard bytes.count <= limits.bytes else { throw ImportError(line: 1, fault: .tooManyBytes(limit: limits.bytes)) }
    var rows: [ImportedRow] = []
    var (block, start): ([(name: String, value: String)], Int) = ([], 1)
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, raw) in lines.enumerated() {
        let line = raw.last == UInt8(ascii: "\r") ? raw.dropLast() : raw
        if line.isEmpty {
            if !block.isEmpty { rows.append(row(block, from: start)) }
            (block, start) = ([], index + 2)
            continue
        }
        guard rows.count < limits.rows else {
            throw ImportError(line: index + 1, fault: .tooManyRows(limit: limits.rows))
        }
        guard block.count < limits.columns else {
            throw ImportError(line: index + 1, fault: .tooManyColumns(limit: limits.columns))
        }
        guard line.count <= limits.fieldBytes else {
            throw ImportError(line: index + 1, fault: .fieldTooLong(limit: limits.fieldBytes))
        }
        block.append(try setting(line, number: index + 1))
    }
    return block.isEmpty ? rows : rows + [row(block, from: start)]
}

private func setting(_ line: ArraySlice<UInt8>, number: Int) throws(ImportError) -> (name: String, value: String) {
    guard let sign = line.firstIndex(of: UInt8(ascii: "=")), sign > line.startIndex else {
        throw ImportError(line: number, fault: .noSetting)
    }
    guard let name = String(validating: line[..<sign], as: UTF8.self),
        let value = String(validating: line[(sign + 1)...], as: UTF8.self)
    else { throw ImportError(line: number, fault: .notUTF8) }
    return (name, value)
}

private func row(_ block: [(name: String, value: String)], from line: Int) -> ImportedRow {
    let values = Dictionary(grouping: block, by: \.name).mapValues { $0.map(\.value).joined(separator: "\n") }
    return ImportedRow(
        place: .line(line),
        fields: values.sorted { $0.key < $1.key }.map { ImportedRow.Field(name: $0.key, value: $0.value) })
}
