import Git
import Ledger

/// What the commit hooks read of the ledger: little, and of a ledger that cannot be read nothing.
///
/// A commit is not lost by that: the gate names each one that belongs to no item.
struct HookLedger {
    let reader: LedgerReader
    let policy: Policy
    /// What a remote's ledger holds and this one lacks; nil where that is nothing.
    let lag: LedgerProblem?

    /// Nil where there is no ledger, or none that can be read.
    /// - Parameter console: where the latter is told; nil where another hook will tell it.
    init?(_ repository: Repository, tellingOn console: Console? = nil) throws {
        do {
            guard let (reader, lag) = try Self.open(repository) else { return nil }
            self.reader = reader
            self.lag = lag
            policy = try reader.policy()
        } catch let problem as LedgerProblem {
            console?.warn("this commit was not checked: \(problem.failure.message)", hints: problem.failure.hints)
            return nil
        }
    }

    private static func open(_ repository: Repository) throws -> (LedgerReader, LedgerProblem?)? {
        do {
            let location = try repository.ledgerLocation()
            return try location.tip.map { (try reader(repository, location.branch, $0), nil) }
        } catch let problem as LedgerProblem {
            // What the local one lacks can be an item, and is told with a refusal; a message without any needs no more.
            switch problem {
            case .behind(let branch, _), .diverged(let branch, _):
                guard let local = try repository.reference("refs/heads/" + branch) else { throw problem }
                return (try reader(repository, branch, local.target), problem)
            default: throw problem
            }
        }
    }

    private static func reader(_ repository: Repository, _ branch: String, _ tip: ObjectID) throws -> LedgerReader {
        try LedgerReader(repository, branch: branch, tip: tip, remembersSignatures: true)
    }

    /// Whether the policy asks for items on a branch of this full name.
    func covers(branch name: String?) -> Bool {
        guard let name else { return false }
        return policy.hookBranches.contains { $0.matches(branch: Reference.shortName(of: name)) }
    }
}
