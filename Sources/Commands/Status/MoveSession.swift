import Changes
import Git
import Ledger
import Releases
import Reports

/// Moves items of a release, for the command and for the board.
struct MoveSession {
    let workspace: Workspace
    /// As it was named; nil for the only one that is planned.
    let release: String?
    let reason: String?

    /// - Parameter place: `right`, `left`, `up`, `down`, or a status.
    func move(_ item: String, to place: String) throws -> MovedItem {
        let author = try workspace.author()
        let writer = try workspace.writer(by: author)
        return try writer.decide("move: \(item) \(place)") { ledger in
            let view = try StatusView(workspace, ledger, release: release)
            let person = try workspace.speaker(author, .move, policy: view.policy)
            let id = try view.planned(item)
            if let isUp = ["up": true, "down": false][place] {
                let order = try order(id, isUp: isUp, view)
                return (
                    view.moved(id, isUp ? .up : .down, isChanged: order != nil), order.map { [.plan($0)] } ?? []
                )
            }
            let way = try StatusWay(id, to: place, view, by: person, reason: reason)
            let moved = view.moved(id, .through(way.through), isChanged: !way.through.isEmpty)
            return (moved, way.statement.map { [.move($0)] } ?? [])
        }.decision
    }

    /// The new order of the release's items, which changes places with the next one of the same status; nil at the end.
    private func order(_ item: ItemID, isUp: Bool, _ view: StatusView) throws -> PlanStatement? {
        var items = view.plan.orderedItems
        let status = view.status(of: item)
        let others = items.filter { view.status(of: $0) == status }
        guard let own = others.firstIndex(of: item), others.indices.contains(isUp ? own - 1 : own + 1),
            let here = items.firstIndex(of: item), let there = items.firstIndex(of: others[isUp ? own - 1 : own + 1])
        else { return nil }
        items.swapAt(here, there)
        var statement = PlanStatement(release: view.version)
        statement.order = items
        statement.reason = reason
        return statement
    }
}

/// A release with where its items stand, as the ledger has it now.
struct StatusView {
    let facts: GateFacts
    let plan: ReleasePlan

    var policy: Policy { facts.policy }
    var version: Version { facts.version }

    init(_ workspace: Workspace, _ ledger: LedgerReader, release: String?) throws {
        let version = try workspace.release(release, ledger: ledger, policy: ledger.policy())
        facts = try workspace.facts(of: version, in: ledger)
        guard let plan = facts.plan else { throw try ledger.unknownRelease(version) }
        self.plan = plan
    }

    func moved(_ item: ItemID, _ way: MovedItem.Way, isChanged: Bool) -> MovedItem {
        MovedItem(item, in: version, from: status(of: item), way: way, isChanged: isChanged)
    }

    func status(of item: ItemID) -> ReleaseStatus { facts.statuses.status(of: item, in: policy) }

    /// The planned item that is named.
    func planned(_ text: String) throws -> ItemID {
        let item = try policy.item(named: text)
        guard plan.items.contains(item) else {
            throw Failure(
                .refused, "\(item.shown) is not planned in release \(version)",
                hints: ["`sluice release add \(version) \(item)` plans it"])
        }
        return item
    }
}
