import Changes
import Git
import Ledger
import Releases
import System

extension IndexKeeper {
    /// The indexes of a repository, for a command: their making is shown on a terminal, and that one had to be kept in
    /// memory is told.
    convenience init?(_ repository: Repository, _ policy: Policy, _ console: Console) throws {
        try self.init(
            repository, rules: IndexRules(links: policy.links), ledgerBranch: repository.ledgerBranch(),
            helper: File.thisProgram(),
            progress: { step in
                switch step {
                case .commits(let done): console.progress.show("reading commits", done)
                case .trees(let done, let total): console.progress.show("comparing trees", done, of: total)
                }
            },
            cannotSave: { error in
                console.note(
                    "the index of the history is kept in memory for this once: cannot \(error.action): \(error.reason)")
            })
    }
}
