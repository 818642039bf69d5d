package import Changes
package import Ledger
package import Releases

/// Moves an item of a release to another status, or up and down among the items of its status.
package struct Move: Sendable {
    package let item: ItemID
    /// `right`, `left`, `up`, `down`, or a status: its ID, its label, or how one of them begins.
    package let place: String
    package let reason: String?

    package init(_ item: ItemID, to place: String, reason: String? = nil) {
        (self.item, self.place, self.reason) = (item, place, reason)
    }

    /// Why an item stays where it is.
    package enum Refusal: Error, Hashable, Sendable {
        case notPlanned(ItemID, Version)
        /// It is rejected or withdrawn, and `initial` is where it would begin again.
        case offLadder(ItemID, ReleaseStatus, initial: ReleaseStatus)
        case atEnd(ItemID, ReleaseStatus, isLast: Bool)
        /// - matching: the statuses that begin like this; none where there is no such status. `all` are the names of all.
        case unclear(place: String, matching: [ReleaseStatus], all: [String])
        case withoutReason(ItemID, place: String, end: ReleaseStatus, Version)
        case notAllowed(Person, ReleaseStatus)
        /// - missing: what the status asks for and the item lacks, in the policy's order. Signing off is for `role`.
        case lacks(ItemID, ReleaseStatus, missing: [StatusGuard], Version, role: String)
    }

    /// - Throws: `Refusal`.
    package func decide(in facts: GateFacts, _ plan: ReleasePlan, by person: Person) throws(Refusal)
        -> LedgerWriter.Decided<MovedItem>
    {
        guard plan.items.contains(item) else { throw .notPlanned(item, facts.version) }
        let from = facts.statuses.status(of: item, in: facts.policy)
        let moved = { MovedItem(item, in: facts.version, from: from, way: $0, isChanged: $1) }
        if let isUp = ["up": true, "down": false][place] {
            let order = order(isUp: isUp, from, facts, plan)
            return (moved(isUp ? .up : .down, order != nil), order.map { [.plan($0)] } ?? [])
        }
        let through = try through(from, facts, by: person)
        guard !through.isEmpty else { return (moved(.through([]), false), []) }
        let statement = MoveStatement(
            release: facts.version, item: item, from: from.id, through: through.map(\.id), reason: reason)
        return (moved(.through(through), true), [.move(statement)])
    }

    /// The new order of the release's items, where this one changes places with the next one of its status; nil at the end.
    private func order(
        isUp: Bool, _ status: ReleaseStatus, _ facts: GateFacts, _ plan: ReleasePlan
    ) -> PlanStatement? {
        var items = plan.orderedItems
        let others = items.filter { facts.statuses.status(of: $0, in: facts.policy) == status }
        guard let own = others.firstIndex(of: item), others.indices.contains(isUp ? own - 1 : own + 1),
            let here = items.firstIndex(of: item), let there = items.firstIndex(of: others[isUp ? own - 1 : own + 1])
        else { return nil }
        items.swapAt(here, there)
        var statement = PlanStatement(release: facts.version)
        (statement.order, statement.reason) = (items, reason)
        return statement
    }

    /// The statuses that it passes, the last one being where it ends; none where it is there already.
    private func through(
        _ status: ReleaseStatus, _ facts: GateFacts, by person: Person
    ) throws(Refusal) -> [ReleaseStatus] {
        let engine = facts.policy.statuses
        let end = try end(from: status, engine)
        guard end != status else { return [] }
        let steps = engine.steps(from: status, to: end)
        guard !steps.isEmpty else {
            guard reason != nil else { throw .withoutReason(item, place: place, end: end, facts.version) }
            return [end]
        }
        for step in steps {
            guard facts.policy.mayMove(person, into: step) else { throw .notAllowed(person, step) }
            let missing = facts.statuses.missing(item, for: step, by: person)
            guard missing.isEmpty else {
                let role = facts.policy.signOffRoles.first ?? "qa"
                throw .lacks(item, step, missing: missing, facts.version, role: role)
            }
        }
        return steps
    }

    private func end(from status: ReleaseStatus, _ engine: StatusEngine) throws(Refusal) -> ReleaseStatus {
        if place == "right" || place == "left" {
            guard status.statusClass.isOnLadder else { throw .offLadder(item, status, initial: engine.initial) }
            let isRight = place == "right"
            guard let end = isRight ? engine.next(after: status) : engine.previous(before: status) else {
                throw .atEnd(item, status, isLast: isRight)
            }
            return end
        }
        let named = engine.statuses(named: place)
        guard named.count == 1 else {
            throw .unclear(place: place, matching: named, all: (engine.rungs + ReleaseStatus.ends).map(\.id))
        }
        // What comes back onto the ladder begins anew.
        return status.statusClass.isOnLadder || engine.rung(of: named[0]) == nil ? named[0] : engine.initial
    }
}

/// What a move did.
package struct MovedItem: Hashable, Sendable {
    package enum Way: Hashable, Sendable {
        case up, down
        /// The statuses passed, the last one being where it ends.
        case through([ReleaseStatus])
    }

    package let release: Version
    package let item: ItemID
    package let from: ReleaseStatus
    package let way: Way
    /// False where it was there already.
    package let isChanged: Bool

    init(_ item: ItemID, in release: Version, from: ReleaseStatus, way: Way, isChanged: Bool) {
        (self.item, self.release, self.from, self.way, self.isChanged) = (item, release, from, way, isChanged)
    }
}
