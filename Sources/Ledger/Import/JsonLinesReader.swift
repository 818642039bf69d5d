import Changes

/// Reads one JSON object a line (JSON Lines, in UTF-8), as issue trackers export them. Empty lines are skipped.
///
/// Nested objects give dotted names (`assignee.name`), lists several fields of one name (`labels`, `labels`), and
/// `null` none; fields are sorted by name.
package func importedRows(
    jsonLines bytes: [UInt8], limits: ImportLimits = ImportLimits()
) throws(ImportError) -> [ImportedRow] {
    guard bytes.count <= limits.bytes else { throw ImportError(line: 1, fault: .tooManyBytes(limit: limits.bytes)) }
    let lines = try bytes.importText().split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    var rows: [ImportedRow] = []
    for (index, line) in lines.enumerated() where !line.allSatisfy(" \t\r".utf8.contains) {
        guard rows.count < limits.rows else {
            throw ImportError(line: index + 1, fault: .tooManyRows(limit: limits.rows))
        }
        rows.append(try importedRow(line, number: index + 1, limits))
    }
    guard !rows.isEmpty else { throw ImportError(line: 1, fault: .noRows) }
    return rows
}

private func importedRow(
    _ text: ArraySlice<UInt8>, number: Int, _ limits: ImportLimits
) throws(ImportError) -> ImportedRow {
    guard let json = try? JSONValue(text) else { throw ImportError(line: number, fault: .notJSON) }
    guard case .object = json else { throw ImportError(line: number, fault: .notAnObject) }
    let fields = json.fields(named: "")
    guard fields.count <= limits.columns else {
        throw ImportError(line: number, fault: .tooManyColumns(limit: limits.columns))
    }
    guard fields.allSatisfy({ $0.value.utf8.count <= limits.fieldBytes }) else {
        throw ImportError(line: number, fault: .fieldTooLong(limit: limits.fieldBytes))
    }
    return ImportedRow(line: number, fields: fields)
}

extension JSONValue {
    /// The scalars in this value, named by the way to them from `name`.
    fileprivate func fields(named name: String) -> [ImportedRow.Field] {
        switch self {
        case .null: []
        case .bool(let value): [ImportedRow.Field(name: name, value: "\(value)")]
        case .number(let text), .string(let text): [ImportedRow.Field(name: name, value: text)]
        case .array(let values): values.flatMap { $0.fields(named: name) }
        case .object(let object):
            object.members.sorted { $0.name < $1.name }.flatMap { member in
                member.value.fields(named: name.isEmpty ? member.name : "\(name).\(member.name)")
            }
        }
    }
}
