import Changes
import Git
package import Ledger

/// An item in JSON. Stable: keys may be added, none is taken away.
package struct ItemDocument: Encodable, Sendable {
    private let id: String
    private let noun: ItemNoun
    private let attributes: [String: String]
    private let added: Timestamp
    private let addedBy: Person
    private let changed: Timestamp

    package init(_ item: Item) {
        id = item.id.description
        noun = item.noun
        attributes = Dictionary(uniqueKeysWithValues: item.attributes.map { ($0.key.rawValue, $0.value) })
        added = item.added
        addedBy = item.addedBy
        changed = item.changed
    }

    private struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    /// Attributes stand beside the rest, under the names that they have as options.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        for (name, value) in attributes { try container.encode(value, forKey: Key(stringValue: name)) }
        try container.encode(id, forKey: Key(stringValue: "id"))
        try container.encode(noun, forKey: Key(stringValue: "noun"))
        try container.encode(added, forKey: Key(stringValue: "added"))
        try container.encode(addedBy, forKey: Key(stringValue: "added-by"))
        try container.encode(changed, forKey: Key(stringValue: "changed"))
    }
}

/// An item with all that hangs together with it, in JSON: the item's own keys, then `tasks`, `releases`, `journal`.
package struct ItemSheetDocument: Encodable, Sendable {
    private let item: ItemDocument
    private let tasks: [ItemDocument]
    private let releases: [ReleaseDocument]
    private let journal: [JournalDocument]

    private enum Key: String, CodingKey { case tasks, releases, journal }

    package init(_ sheet: ItemSheet) {
        item = ItemDocument(sheet.item)
        tasks = sheet.tasks.map(ItemDocument.init)
        releases = sheet.releases.map(ReleaseDocument.init)
        journal = sheet.journal.entries.map(JournalDocument.init)
    }

    package func encode(to encoder: any Encoder) throws {
        try item.encode(to: encoder)
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(tasks, forKey: .tasks)
        try container.encode(releases, forKey: .releases)
        try container.encode(journal, forKey: .journal)
    }
}

private struct ReleaseDocument: Encodable {
    let version: String
    let tag: String?
    let decisions: [DecisionDocument]

    private enum Key: String, CodingKey {
        case version, tag
        case decisions = "sign-offs"
    }

    init(_ release: ItemSheet.Appearance) {
        version = release.version.description
        tag = release.tag
        decisions = release.decisions.map(DecisionDocument.init)
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(version, forKey: .version)
        try container.encode(tag, forKey: .tag)
        try container.encode(decisions, forKey: .decisions)
    }
}

private struct DecisionDocument: Encodable {
    let role: String
    let decision: SignOffStatement.Decision
    let at: Timestamp
    let by: Person
    let commits: [ObjectID]
    let note: String?

    init(_ decision: Decision) {
        role = decision.statement.role
        self.decision = decision.statement.decision
        at = decision.at
        by = decision.by
        commits = decision.statement.content
        note = decision.statement.note
    }
}
