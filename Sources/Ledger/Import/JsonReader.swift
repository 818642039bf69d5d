import Changes

/// Reads JSON as issue trackers export it, in UTF-8: one object a line (JSON Lines), a list of objects, or the answer of a REST
/// API, an object with such a list in it. Empty lines are skipped.
///
/// Nested objects give dotted names (`assignee.name`), lists several fields of one name (`labels`, `labels`), and
/// `null` none; fields are sorted by name.
///
/// - Throws: `ImportError` where the first record is none; later ones are bad rows.
package func importedTable(
    json bytes: [UInt8], limits: ImportLimits = ImportLimits()
) throws(ImportError) -> ImportedTable {
    guard bytes.count <= limits.bytes else { throw ImportError(line: 1, fault: .tooManyBytes(limit: limits.bytes)) }
    let text = try bytes.importText()
    var table = ImportedTable()
    if let entries = (try? JSONValue(text[...]))?.entries {
        for (index, entry) in entries.enumerated() {
            try table.append(at: .entry(index + 1), line: 1, limits) { () throws(ImportError.Fault) in
                try entry.importedFields(limits)
            }
        }
    } else {
        let lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() where !line.allSatisfy(" \t\r".utf8.contains) {
            try table.append(at: .line(index + 1), line: index + 1, limits) { () throws(ImportError.Fault) in
                try JSONValue(importedLine: line).importedFields(limits)
            }
        }
    }
    guard !table.rows.isEmpty else { throw ImportError(line: 1, fault: .noRows) }
    return table
}

extension ImportedTable {
    fileprivate mutating func append(
        at place: RowPlace, line: Int, _ limits: ImportLimits,
        _ read: () throws(ImportError.Fault) -> [ImportedRow.Field]
    ) throws(ImportError) {
        guard rows.count + badRows.count < limits.rows else {
            throw ImportError(line: line, fault: .tooManyRows(limit: limits.rows))
        }
        do {
            rows.append(ImportedRow(place: place, fields: try read()))
        } catch {
            // A file of another kind has no end of bad rows.
            guard !rows.isEmpty else { throw ImportError(line: line, fault: error) }
            badRows.append(RowProblem(place: place, fault: .unreadable(error)))
        }
    }
}

extension JSONValue {
    /// The members in which REST APIs answer with lists: Jira and Redmine, ServiceNow and its exports, Bugzilla, Azure DevOps.
    private static let lists = ["issues", "result", "records", "bugs", "value"]

    /// The records of a list, or of an answer with a list; nil for any other value.
    fileprivate var entries: [JSONValue]? {
        switch self {
        case .array(let values): return values
        case .object(let object):
            let lists = Self.lists.compactMap { object[$0] }
            guard lists.count == 1, case .array(let values) = lists[0], values.allSatisfy(\.isObject) else {
                return nil
            }
            return values
        default: return nil
        }
    }

    private var isObject: Bool { if case .object = self { true } else { false } }

    fileprivate init(importedLine line: ArraySlice<UInt8>) throws(ImportError.Fault) {
        do {
            self = try JSONValue(line)
        } catch {
            throw error.reason == .notUTF8 ? .notUTF8 : .notJSON
        }
    }

    fileprivate func importedFields(_ limits: ImportLimits) throws(ImportError.Fault) -> [ImportedRow.Field] {
        guard isObject else { throw .notAnObject }
        let fields = fields(named: "")
        guard fields.count <= limits.columns else { throw .tooManyColumns(limit: limits.columns) }
        guard fields.allSatisfy({ $0.value.utf8.count <= limits.fieldBytes }) else {
            throw .fieldTooLong(limit: limits.fieldBytes)
        }
        return fields
    }
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
