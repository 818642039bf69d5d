import Changes
import Ledger
import Reports

struct ListItems: Parameters {
    enum State: String, CaseIterable { case open, closed, all }

    var noun = ItemNoun.rfc
    let words = Argument.any("text", help: "only those whose ID, title or description hold all these words")
    let state = Option.choice("state", default: State.open, help: "which to list (open)")
    let assignee = Option.value("assignee", placeholder: "person", help: "only what this person works on")
    let release = Option.value("release", placeholder: "version", help: "only what this release plans")

    var declarations: [Declaration] {
        [words.declaration, state.declaration, assignee.declaration, release.declaration]
    }

    static func run(_ invocation: Invocation<ListItems>) throws -> ExitStatus {
        let ledger = try Workspace(invocation).ledger()
        let planned = try invocation.release.map { try ledger.plannedItems(ofRelease: $0) }
        let items = try ledger.items().filter { item in
            planned?.contains(item.id) != false && isWanted(item, invocation)
        }
        let console = invocation.console
        if invocation.wantsJSON {
            for item in items { console.write(JSONText.line(ItemDocument(item))) }
        } else if items.isEmpty {
            console.note("There are no such \(invocation.parameters.noun.title)s.")
        } else {
            console.write(ItemTable(items).text(width: console.width, palette: console.palette))
        }
        return .yes
    }

    private static func isWanted(_ item: Item, _ invocation: Invocation<ListItems>) -> Bool {
        guard item.noun == invocation.parameters.noun else { return false }
        guard invocation.state == .all || item.state == invocation.state.rawValue else { return false }
        if let person = invocation.assignee, !(item[.assignee] ?? "").holds(person) { return false }
        let text = [item.id.description, item.id.shown, item.title, item[.description] ?? ""].joined(separator: "\n")
        return invocation.words.allSatisfy { text.holds($0) }
    }
}

extension LedgerReader {
    fileprivate func plannedItems(ofRelease name: String) throws -> Set<ItemID> {
        let version = try release(named: name)
        guard let plan = try release(version) else {
            throw Failure(
                .refused, "release \(version) is not planned", hints: ["`sluice release new \(version)` plans it"])
        }
        return plan.items
    }
}

extension String {
    /// Whether a text stands in this one, whatever the case of letters.
    fileprivate func holds(_ text: String) -> Bool { lowercased().contains(text.lowercased()) }
}
