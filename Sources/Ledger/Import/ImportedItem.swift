package import Changes

/// What one row says of an item, in the ledger's own words.
package struct ImportedItem: Equatable, Sendable {
    package let place: RowPlace
    package let id: ItemID
    package let noun: ItemNoun
    /// Attributes without a value in the row are left out: an import takes nothing away.
    package let values: [ItemAttribute: String]
}

/// How the values of a table are read.
package struct ImportRules: Sendable {
    /// The tracker that wrote the table; nil where nobody said it.
    package var preset: ImportPreset?
    /// The key of IDs that are bare numbers (`12`, `#12`); nil: only those are IDs that a form of the policy reads.
    package var numberKey: String?
    /// How to read days such as `01/02/2026`; nil: these are bad values.
    package var dates: DateOrder?
    /// The meanings of words for states, `open` or `closed`, by the words in lower case. They come before the preset's.
    package var states: [String: String] = [:]

    package init(preset: ImportPreset? = nil, numberKey: String? = nil, dates: DateOrder? = nil) {
        self.preset = preset
        self.numberKey = numberKey
        self.dates = dates
    }

    /// Says what a tracker's word for a state means: `Awaiting CAB`, `open`.
    package mutating func setState(_ word: String, _ state: String) { states[TrackerWords.plain(word)] = state }
}

/// Reads rows as items by the rules of a policy. Attributes that the item's noun does not have are left out.
package struct ImportReader {
    private let policy: Policy
    private let columns: ImportColumns
    private let rules: ImportRules

    /// What is wrong with values, when they could not be understood.
    package private(set) var badValues: [RowProblem] = []
    /// What is wrong with rows, which therefore give no item.
    package private(set) var badRows: [RowProblem] = []
    package private(set) var items: [ImportedItem] = []
    /// How many rows are about something that is no item.
    package private(set) var passedOver = 0
    private var places: [ItemID: RowPlace] = [:]

    package init(_ rows: [ImportedRow], columns: ImportColumns, policy: Policy, rules: ImportRules = ImportRules()) {
        self.policy = policy
        self.columns = columns
        self.rules = rules
        for row in rows { read(row) }
    }

    /// All items that have a row, bad ones included.
    package var named: Set<ItemID> { Set(places.keys) }

    private mutating func read(_ row: ImportedRow) {
        if rules.preset?.passesOver(row) == true {
            passedOver += 1
            return
        }
        let values = columns.values(in: row)
        guard let text = values[.id]?.text else { return badRows.append(RowProblem(place: row.place, fault: .noID)) }
        guard let id = id(text), let noun = policy.noun(of: id) else {
            return badRows.append(RowProblem(place: row.place, fault: .unknownID(text)))
        }
        if let place = places[id] {
            return badRows.append(RowProblem(place: row.place, fault: .repeated(id, first: place)))
        }
        places[id] = row.place
        var (attributes, isBad): ([ItemAttribute: String], Bool) = ([:], false)
        for attribute in noun.attributes {
            guard let value = values[.attribute(attribute)] else { continue }
            do {
                attributes[attribute] = try read(value.text, attribute, of: noun)
            } catch {
                let problem = RowProblem(place: row.place, fault: .value(error, column: value.column))
                // Without one of these an item would ask for less than its tracker says.
                if attribute == .dependsOn || attribute == .rfc {
                    badRows.append(problem)
                    isBad = true
                } else {
                    badValues.append(problem)
                }
            }
        }
        guard !isBad else { return }
        items.append(ImportedItem(place: row.place, id: id, noun: noun, values: attributes))
    }

    private func id(_ text: String) -> ItemID? {
        let text = text.trimmingCharacters(where: \.isWhitespace)
        if let id = policy.itemID(named: text) { return id }
        let digits = text.utf8.first == UInt8(ascii: "#") ? text.dropFirst() : text[...]
        if let key = rules.numberKey { return policy.itemID(named: "\(key)-\(digits)") }
        return rules.preset?.marks.lazy.compactMap { policy.itemID(named: $0 + digits) }.first
    }

    private func read(
        _ text: String, _ attribute: ItemAttribute, of noun: ItemNoun
    ) throws(AttributeProblem) -> String? {
        switch attribute {
        case .rfc: try rfc(text)
        case .dependsOn: try attribute.imported(items(rules.preset?.dependencies(in: text) ?? text), of: noun, rules)
        case .fixedBy: try attribute.imported(items(text), of: noun, rules)
        case .causedBy: try attribute.imported(id(text)?.description ?? text, of: noun, rules)
        default: try attribute.imported(text, of: noun, rules)
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
        guard let id = id(text), policy.noun(of: id) == .rfc else {
            throw AttributeProblem(.rfc, text, .noItem)
        }
        return id.description
    }
}
