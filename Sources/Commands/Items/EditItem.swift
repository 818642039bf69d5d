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
        let author = try workspace.author()
        var writer = try workspace.writer(by: author)
        let (endsHolds, corrects) = try (endsHolds(workspace.ledger()), correctsRequesters(workspace, author))
        writer.signsAll = endsHolds || corrects
        let written = try writer.append("\(noun.rawValue): change \(id)") { ledger in
            let policy = try ledger.policy()
            let item = try ledger.knownItem(policy.item(named: id, as: noun), noun: noun)
            let values = values.merging(resolution(of: item, at: author.time)) { given, _ in given }
            var changes = item.changes(to: try ledger.checked(values, policy: policy))
            if endsHolds {
                try refuseStranger(workspace, ledger, policy, item)
                changes[.state] = values[.state]
            }
            if corrects { changes[.requester] = values[.requester] }
            return changes.isEmpty ? [] : [.item(.init(item: item.id, noun: noun, set: changes, reason: reason))]
        }
        try tell(written, workspace.ledger(), console, asJSON)
        return .yes
    }

    /// Whether it closes what holds a release, where that takes a signature.
    private func endsHolds(_ ledger: LedgerReader) throws -> Bool {
        let policy = try ledger.policy()
        guard values[.state] == "closed", policy.requiredSignatures != .none, let item = policy.itemID(named: id) else {
            return false
        }
        return try ledger.releases().contains { plan in
            try plan.holds.contains(item) && ledger.holds(of: plan).contains { $0.id == item && $0.isOpen }
        }
    }

    /// Whether an administrator, by their key, says who asked for it, where records without a key name somebody else.
    private func correctsRequesters(_ workspace: Workspace, _ author: Author) throws -> Bool {
        let ledger = try workspace.ledger()
        let policy = try ledger.policy()
        guard let name = values[.requester], policy.requiredSignatures == .decisions,
            let item = try policy.itemID(named: id).flatMap(ledger.item),
            item.requesters.contains(where: { requester in
                !requester.isVouched && requester.name != name
                    && !requester.corrections.contains { policy.isMember($0, of: Policy.administrators) }
            }),
            let person = try? workspace.signatory(author, policy: policy)
        else { return false }
        return policy.isMember(person, of: Policy.administrators)
    }

    /// Who closes it for one release closes it for all that it holds.
    private func refuseStranger(
        _ workspace: Workspace, _ ledger: LedgerReader, _ policy: Policy, _ item: Item
    ) throws {
        let person = try workspace.signatory(workspace.author(), policy: policy)
        let held = try ledger.releases().filter { $0.holds.contains(item.id) }
        guard let other = held.first(where: { !policy.mayEnd(item.id, heldBy: $0.holders, person) }) else { return }
        throw Failure(
            .refused, "\(item.id.shown) holds release \(other.version), and \(person) may not close it",
            hints: [policy.endsHolds])
    }

    /// An incident or a problem that is closed is resolved at that time, unless somebody said when; one that is opened
    /// again is not resolved.
    private func resolution(of item: Item, at time: Timestamp) -> [ItemAttribute: String] {
        guard noun.attributes.contains(.resolved) else { return [:] }
        switch values[.state] {
        case "closed" where item.isOpen && item[.resolved] == nil: return [.resolved: time.description]
        case "open" where !item.isOpen: return [.resolved: ""]
        default: return [:]
        }
    }

    private func tell(_ written: [StoredRecord], _ ledger: LedgerReader, _ console: Console, _ asJSON: Bool) throws {
        let records = try ledger.records(of: .item(ledger.policy().item(named: id)))
        guard let item = Item(records) else { return }
        if written.isEmpty { console.note("\(item.id.shown): nothing changes, it is so already.") }
        if asJSON { return console.write(JSONText.document(ItemDocument(item))) }
        let names = Set(written.map(\.name))
        for entry in Journal([records]).entries where names.contains(entry.record) {
            console.print(SafeText.line("Changed \(item.id.shown): \(entry.sentence())"))
        }
    }
}
