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
        var moves: [ItemID: StatusMoves] = [:]
        /// Of items of which some test was recorded.
        var tests: [ItemID: TestResults] = [:]
    }

    private let reading: Background<Value>?
    private let read: () throws -> Value

    init(of plan: ReleasePlan?, from gatherer: FactsGatherer) throws {
        let (ledger, policy) = (gatherer.ledger, gatherer.policy)
        guard let plan else {
            (reading, read) = (nil, { Value() })
            return
        }
        let planned = plan.items
        read = { try ledger.records(of: plan, policy) }
        guard planned.count >= Self.manyItems else {
            reading = nil
            return
        }
        reading = try gatherer.repository.inBackground { [copy = ledger.copy] repository in
            try LedgerReader(copy, in: repository).records(of: plan, policy)
        }
    }

    func value() throws -> Value { try reading?.value() ?? read() }

    /// With fewer, opening the repository once more takes longer than reading them.
    private static let manyItems = 16
}

extension LedgerReader {
    /// What was rejected and then dropped stays rejected, so that sign-offs of dropped items are read, too.
    fileprivate func records(of plan: ReleasePlan, _ policy: Policy) throws -> PlannedRecords.Value {
        var result = PlannedRecords.Value()
        for id in plan.items { result.items[id] = try item(id) }
        for id in plan.items.union(plan.dropped) {
            let sequence = try records(of: .releaseItem(plan.version, id))
            result.signOffs[id] = policy.decidingRoles.map { role in
                SignOffs(role: role, in: sequence) { policy.mayAct($0, as: role) }
            }
            guard plan.items.contains(id) else { continue }
            result.moves[id] = StatusMoves(sequence)
            let tests = TestResults(sequence)
            if tests != .none { result.tests[id] = tests }
        }
        return result
    }
}

extension ReleasePlan {
    /// All that the ledger is asked about the planned items. Their signatures are verified before any thread reads them: a
    /// program is started for each, and the environment that it gets may not change meanwhile.
    var subjects: [Subject] {
        items.map { .item($0) } + items.union(dropped).map { .releaseItem(version, $0) }
    }
}
