import Changes
import Git
import Ledger

extension Failure {
    /// Any error as a failure, with what the repository that it was met in says of its cause.
    static func met(_ error: any Error) -> Failure {
        LedgerDamage.failure(of: error, in: try Repository.open()) ?? Failure(error)
    }
}

extension LedgerDamage {
    /// The failure of a command that met a malformed object, with the way back; nil where it is none of the ledger's.
    static func failure(of error: any Error, in repository: @autoclosure () throws -> Repository) -> Failure? {
        guard case RepositoryProblem.corruptObject = error, let damage = try? repository().ledgerDamage() else {
            return nil
        }
        let failure = Failure(error)
        return Failure(
            failure.status, "the ledger is damaged: " + failure.message,
            hints: damage.hints + (damage.isAsMade ? [] : failure.hints))
    }

    private var hints: [Hint] {
        let place: Hint =
            remote.map { "\($0.name) brought it: refs/remotes/\($0.name)/\(branch) is at \($0.tip.abbreviated)" }
            ?? "refs/heads/\(branch) names it"
        guard let repair else { return [place, "whoever has a good copy of the ledger can push it there"] }
        return [place, "`\(repair)` puts back the last commit that can be read"]
    }
}
