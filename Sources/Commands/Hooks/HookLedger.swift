import Changes
import Git
import Ledger

/// What the commit hooks read of the ledger: little, and of a ledger that cannot be read nothing.
///
/// A commit is not lost by that: the gate names each one that belongs to no item.
struct HookLedger {
    let reader: LedgerReader
    let policy: Policy

    /// Nil where there is no ledger, or none that can be read.
    /// - Parameter console: where the latter is told; nil where another hook will tell it.
    init?(_ repository: Repository, tellingOn console: Console? = nil) throws {
        do {
            let location = try repository.ledgerLocation()
            guard !location.tips.isEmpty else { return nil }
            reader = try LedgerReader(repository, at: location, remembersSignatures: true)
            policy = try reader.policy()
        } catch let problem as LedgerProblem {
            console?.warn("this commit was not checked: \(problem.failure.message)", hints: problem.failure.hints)
            return nil
        }
    }

    /// Whether the policy asks for items on a branch of this full name.
    func covers(branch name: String?) -> Bool {
        guard let name else { return false }
        return policy.hookBranches.contains { $0.matches(branch: Reference.shortName(of: name)) }
    }
}
