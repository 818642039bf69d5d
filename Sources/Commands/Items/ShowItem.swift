import Changes
import Ledger
import Releases
import Reports

struct ShowItem: Parameters {
    var noun = ItemNoun.rfc
    let id = Argument.required("id", help: "the item")

    var declarations: [Declaration] { [id.declaration] }

    static func run(_ invocation: Invocation<ShowItem>) throws -> ExitStatus {
        let noun = invocation.parameters.noun
        let ledger = try Workspace(invocation).ledger()
        let policy = try ledger.policy()
        let item = try ledger.knownItem(policy.item(named: invocation.id, as: noun), noun: noun)
        let sheet = try ledger.sheet(of: item, policy: policy)
        let console = invocation.console
        console.write(
            invocation.wantsJSON
                ? JSONText.document(ItemSheetDocument(sheet))
                : sheet.text(width: console.width, palette: console.palette, zone: .here))
        return .yes
    }
}

extension LedgerReader {
    private static let shownEntries = 5

    /// Gathers an item with its tasks, the releases that plan it, and the latest of what was done to it.
    fileprivate func sheet(of item: Item, policy: Policy) throws -> ItemSheet {
        let tasks = item.noun == .rfc ? try items().filter { $0.rfc == item.id } : []
        let releases = try releases().filter { $0.items.contains(item.id) }.map { plan in
            let sequence = try records(of: .releaseItem(plan.version, item.id))
            return ItemSheet.Appearance(plan, signOffs: policy.signOffRoles.map { SignOffs(role: $0, in: sequence) })
        }
        let journal = try journal(of: item.id).latest(Self.shownEntries)
        return ItemSheet(item: item, tasks: tasks, releases: releases, journal: journal)
    }
}
