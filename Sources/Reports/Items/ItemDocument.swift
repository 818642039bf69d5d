package import Changes
import Git
package import Ledger

/// An item in JSON. Stable: keys may be added, none is taken away.
package struct ItemDocument: JSONConvertible, Sendable {
    package var json: JSONValue { .object(JSONObject(members: members)) }
    fileprivate let members: [JSONObject.Member]

    /// Attributes stand beside the rest, under the names that they have as options.
    package init(_ item: Item) {
        let own: [(String, any JSONConvertible)] = [
            ("id", item.id), ("noun", item.noun), ("added", item.added), ("added-by", item.addedBy),
            ("changed", item.changed),
        ]
        let shown = item.id.display.map { [JSONObject.Member(name: "display", value: $0.json)] } ?? []
        let attributes = item.attributes.map { JSONObject.Member(name: $0.key.rawValue, value: $0.value.json) }
        members = own.map { JSONObject.Member(name: $0, value: $1.json) } + shown + attributes
    }
}

/// An item with all that hangs together with it, in JSON: the item's own keys, then `tasks`, `releases`, `journal`.
package struct ItemSheetDocument: JSONConvertible, Sendable {
    package let json: JSONValue

    package init(_ sheet: ItemSheet) {
        let lists = [
            JSONObject.Member(name: "tasks", value: sheet.tasks.map(ItemDocument.init).json),
            JSONObject.Member(name: "releases", value: sheet.releases.map(Self.release).json),
            JSONObject.Member(name: "journal", value: sheet.journal.entries.map(JournalDocument.init).json),
        ]
        json = .object(JSONObject(members: ItemDocument(sheet.item).members + lists))
    }

    private static func release(_ release: ItemSheet.Appearance) -> JSONValue {
        .object([
            "version": release.version, "tag": release.tag.orNull, "sign-offs": release.decisions.map(decision),
        ])
    }

    private static func decision(_ decision: Decision) -> JSONValue {
        let statement = decision.statement
        return .object([
            "role": statement.role, "decision": statement.decision.rawValue, "at": decision.at, "by": decision.by,
            "commits": statement.content, "note": statement.note,
        ])
    }
}
