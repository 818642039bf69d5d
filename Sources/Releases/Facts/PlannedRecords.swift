import Changes
import Git
import Ledger
import System

/// What the ledger holds of the planned items of a release. Where they are many, threads read it while the caller reads
/// the commits.
struct PlannedRecords {
    struct Value: Sendable {
        var items: [ItemID: Item] = [:]
        /// The sign-offs of each role whose word may be needed, in the policy's order.
        var signOffs: [ItemID: [SignOffs]] = [:]
        var moves: [ItemID: StatusMoves] = [:]
        /// Of items of which some test was recorded.
        var tests: [ItemID: TestResults] = [:]
        /// Files where records of theirs have to be, which are none.
        var invalid: [InvalidFile] = []
    }

    private let pieces: [() throws -> Value]

    init(of plan: ReleasePlan?, from gatherer: FactsGatherer) throws {
        let (ledger, policy) = (gatherer.ledger, gatherer.policy)
        guard let plan else {
            pieces = []
            return
        }
        let items = Array(plan.items.union(plan.dropped))
        guard items.count >= Self.manyItems else {
            pieces = [{ try ledger.records(of: items, in: plan, policy) }]
            return
        }
        pieces = try stride(from: 0, to: items.count, by: Self.pieceSize).map { start in
            let piece = Array(items[start..<min(start + Self.pieceSize, items.count)])
            return try gatherer.repository.inBackground { [copy = ledger.copy] repository in
                try LedgerReader(copy, in: repository).records(of: piece, in: plan, policy)
            }.value
        }
    }

    func value() throws -> Value { try pieces.reduce(into: Value()) { try $0.add($1()) } }

    /// With fewer, opening the repository once more takes longer than reading them.
    private static let manyItems = 16
    private static let pieceSize = 128
}

extension PlannedRecords.Value {
    /// Takes in what was read of other items.
    fileprivate mutating func add(_ other: Self) {
        items.merge(other.items) { own, _ in own }
        signOffs.merge(other.signOffs) { own, _ in own }
        moves.merge(other.moves) { own, _ in own }
        tests.merge(other.tests) { own, _ in own }
        invalid += other.invalid
    }
}

extension LedgerReader {
    /// What was rejected and then dropped stays rejected, so that sign-offs of dropped items are read, too.
    fileprivate func records(
        of items: [ItemID], in plan: ReleasePlan, _ policy: Policy
    ) throws -> PlannedRecords.Value {
        var result = PlannedRecords.Value()
        for id in items {
            let sequence = try records(of: .releaseItem(plan.version, id))
            result.invalid += sequence.invalid
            result.signOffs[id] = policy.decidingRoles.map { role in
                SignOffs(role: role, in: sequence) { policy.mayAct($0, as: role) }
            }
            guard plan.items.contains(id) else { continue }
            result.items[id] = try item(id)
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
