import Changes
import Git
import Ledger

/// What the ledger holds of the planned items of a release. Where they are many, a thread reads it while the caller reads
/// the commits.
struct PlannedRecords {
    struct Value: Sendable {
        var items: [ItemID: Item] = [:]
        /// The sign-offs of each role whose word may be needed, in the policy's order.
        var signOffs: [ItemID: [SignOffs]] = [:]
    }

    private let reading: Background<Value>?
    private let read: () throws -> Value

    init(of planned: Set<ItemID>, in version: Version, from gatherer: FactsGatherer) throws {
        let (ledger, policy) = (gatherer.ledger, gatherer.policy)
        read = { try ledger.records(of: planned, in: version, policy) }
        guard planned.count >= Self.manyItems else {
            reading = nil
            return
        }
        reading = try gatherer.repository.inBackground { [copy = ledger.copy] repository in
            try LedgerReader(copy, in: repository).records(of: planned, in: version, policy)
        }
    }

    func value() throws -> Value { try reading?.value() ?? read() }

    /// With fewer, opening the repository once more takes longer than reading them.
    private static let manyItems = 16
}

extension LedgerReader {
    fileprivate func records(
        of items: Set<ItemID>, in version: Version, _ policy: Policy
    ) throws -> PlannedRecords.Value {
        var result = PlannedRecords.Value()
        for id in items {
            result.items[id] = try item(id)
            let sequence = try records(of: .releaseItem(version, id))
            result.signOffs[id] = policy.decidingRoles.map { role in
                SignOffs(role: role, in: sequence) { policy.mayAct($0, as: role) }
            }
        }
        return result
    }
}
