import Actions
import Changes
import Git
import Ledger
import Releases
import Reports

extension Workspace {
    /// Moves an item, for the command and for the board.
    ///
    /// - Parameter release: as it was named; nil for the only one that is planned.
    func move(_ item: String, to place: String, release: String?, reason: String?) throws -> MovedItem {
        let author = try author()
        return try writer(by: author).decide("move: \(item) \(place)") { ledger in
            let view = try PlannedRelease(self, ledger, release: release)
            let person = try speaker(author, .move, policy: view.policy)
            let move = Move(try view.policy.item(named: item), to: place, reason: reason)
            return try move.decide(in: view.facts, view.plan, by: person)
        }.decision
    }
}

/// A release and its plan, as the ledger has them now.
struct PlannedRelease {
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
}
