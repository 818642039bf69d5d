import Changes
import Ledger
import Reports

struct EditItem: Parameters {
    var noun = ItemNoun.rfc
    let id = Argument.required("id", help: "the item")
    let note = Option.value("note", short: "m", placeholder: "text", help: "why it is changed")
    var attributes: AttributeOptions { AttributeOptions(noun: noun) }

    var declarations: [Declaration] { [id.declaration] + attributes.declarations + [note.declaration] }

    static func run(_ invocation: Invocation<EditItem>) throws -> ExitStatus {
        let noun = invocation.parameters.noun
        let values = try invocation.attributes.given()
        guard !values.isEmpty else { throw nothingGiven(noun, invocation.id) }
        for attribute in [ItemAttribute.title, .state] where values[attribute]?.isEmpty == true {
            throw Failure(.usage, "\(noun.titleWithArticle) needs a \(attribute.rawValue)")
        }
        let change = ItemChange(noun: noun, id: invocation.id, values: values, reason: invocation.note)
        return try change.make(in: Workspace(invocation), telling: invocation.console, asJSON: invocation.wantsJSON)
    }

    private static func nothingGiven(_ noun: ItemNoun, _ id: String) -> Failure {
        let options = noun.attributes.map { "--\($0.rawValue)" }.joined(separator: ", ")
        return Failure(.usage, "what is to change in \(id.quoted)?", hints: ["say it with one of: \(options)"])
    }
}

struct CloseItem: Parameters {
    var noun = ItemNoun.rfc
    let id = Argument.required("id", help: "the item")
    let reason = Option.value("reason", short: "m", placeholder: "text", help: "why it is closed")

    var declarations: [Declaration] { [id.declaration, reason.declaration] }

    static func run(_ invocation: Invocation<CloseItem>) throws -> ExitStatus {
        let change = ItemChange(
            noun: invocation.parameters.noun, id: invocation.id, values: [.state: "closed"], reason: invocation.reason)
        return try change.make(in: Workspace(invocation), telling: invocation.console, asJSON: invocation.wantsJSON)
    }
}

/// Attributes of one item that are to be as given; only what differs is recorded.
private struct ItemChange {
    let noun: ItemNoun
    let id: String
    let values: [ItemAttribute: String]
    let reason: String?

    func make(in workspace: Workspace, telling console: Console, asJSON: Bool) throws -> ExitStatus {
        let written = try workspace.writer().append("\(noun.rawValue): change \(id)") { ledger in
            let policy = try ledger.policy()
            let item = try ledger.knownItem(policy.item(named: id, as: noun), noun: noun)
            let changes = item.changes(to: try ledger.checked(values, policy: policy))
            return changes.isEmpty ? [] : [.item(.init(item: item.id, noun: noun, set: changes, reason: reason))]
        }
        try tell(written, workspace.ledger(), console, asJSON)
        return .yes
    }

    private func tell(_ written: [StoredRecord], _ ledger: LedgerReader, _ console: Console, _ asJSON: Bool) throws {
        let records = try ledger.records(of: .item(ledger.policy().item(named: id)))
        guard let item = Item(records) else { return }
        if written.isEmpty { console.note("\(item.id): nothing changes, it is so already.") }
        if asJSON { return console.write(JSONText.document(ItemDocument(item))) }
        let names = Set(written.map(\.name))
        for entry in Journal([records]).entries where names.contains(entry.record) {
            console.print(SafeText.line("Changed \(item.id): \(entry.sentence())"))
        }
    }
}
