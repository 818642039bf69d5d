package import Changes

/// What one row says of an item, in the ledger's own words.
package struct ImportedItem: Equatable, Sendable {
    package let line: Int
    package let id: ItemID
    package let noun: ItemNoun
    /// Attributes without a value in the row are left out: an import takes nothing away.
    package let values: [ItemAttribute: String]
}

/// Reads rows as items by the rules of a policy. Attributes that the item's noun does not have are left out.
package struct ImportReader {
    private let policy: Policy
    private let columns: ImportColumns
    private let numberKey: String?

    /// What is wrong with values, when they could not be understood.
    package private(set) var badValues: [RowProblem] = []
    /// What is wrong with rows, which therefore give no item.
    package private(set) var badRows: [RowProblem] = []
    package private(set) var items: [ImportedItem] = []
    private var lines: [ItemID: Int] = [:]

    /// - Parameter numberKey: the key of IDs that are bare numbers (`12`, `#12`); nil: such are no IDs.
    package init(_ rows: [ImportedRow], columns: ImportColumns, policy: Policy, numberKey: String? = nil) {
        self.policy = policy
        self.columns = columns
        self.numberKey = numberKey
        for row in rows { read(row) }
    }

    private mutating func read(_ row: ImportedRow) {
        let values = columns.values(in: row)
        guard let text = values[.id] else { return badRows.append(RowProblem(line: row.line, fault: .noID)) }
        guard let id = id(text), let noun = policy.noun(of: id) else {
            return badRows.append(RowProblem(line: row.line, fault: .unknownID(text)))
        }
        if let line = lines[id] {
            return badRows.append(RowProblem(line: row.line, fault: .repeated(id, firstLine: line)))
        }
        lines[id] = row.line
        let attributes = noun.attributes.compactMap { attribute in
            value(of: attribute, in: values, line: row.line).map { (attribute, $0) }
        }
        items.append(
            ImportedItem(line: row.line, id: id, noun: noun, values: Dictionary(uniqueKeysWithValues: attributes)))
    }

    private func id(_ text: String) -> ItemID? {
        let text = text.trimmingCharacters(where: \.isWhitespace)
        let digits = text.utf8.first == UInt8(ascii: "#") ? text.dropFirst() : text[...]
        return policy.itemID(named: text) ?? numberKey.flatMap { policy.itemID(named: "\($0)-\(digits)") }
    }

    private mutating func value(
        of attribute: ItemAttribute, in values: [ImportTarget: String], line: Int
    ) -> String? {
        guard let text = values[.attribute(attribute)] else { return nil }
        do {
            return switch attribute {
            case .rfc: try rfc(text)
            case .dependsOn, .fixedBy: try attribute.imported(items(text))
            default: try attribute.imported(text)
            }
        } catch {
            badValues.append(RowProblem(line: line, fault: .value(error)))
            return nil
        }
    }

    /// Items in the forms that the policy allows, as the ledger has them.
    private func items(_ text: String) -> String {
        text.split(separator: ",").map { part in
            let name = String(part).trimmingCharacters(where: \.isWhitespace)
            return id(name)?.description ?? name
        }.joined(separator: ", ")
    }

    private func rfc(_ text: String) throws(AttributeProblem) -> String {
        guard let id = policy.itemID(named: text), policy.noun(of: id) == .rfc else {
            throw AttributeProblem(.rfc, text, .noItem)
        }
        return id.description
    }
}
