import Changes
import Git
import Ledger

extension SharingProblem: FailureConvertible {
    var failure: Failure {
        switch self {
        case .noRemote(let known) where known.isEmpty:
            Failure(
                .cannotDecide, "there is no remote to share the ledger with",
                hints: ["`git remote add origin <url>` names one"])
        case .noRemote(let known):
            Failure(
                .cannotDecide,
                "there are several remotes, and none is named for the ledger: \(known.joined(separator: ", "))",
                hints: ["name one: `git config sluice.remote \(known[0])`"])
        case .unknownRemote(let name, let known):
            Failure(
                .usage, "\(name.quoted) is no remote of this repository",
                hints: [
                    known.isEmpty
                        ? "`git remote add <name> <url>` adds one" : "its remotes: \(known.joined(separator: ", "))"
                ])
        case .noLedger(let remote):
            Failure(
                .cannotDecide, "\(remote) has no ledger",
                hints: ["`sluice init` starts one; `sluice sync` then shares it with \(remote)"])
        case .ledgerElsewhere(let remote, let others):
            Failure(
                .cannotDecide, "\(others.joined(separator: " and ")) has a ledger, and \(remote) has none",
                hints: [
                    "to take it: `git config sluice.remote \(others[0].quotedForShell)`, then `sluice init`",
                    "to begin another one all the same: `sluice init --offline`",
                ])
        case .refused(let remote, let reasons):
            Failure(
                .refused, "\(remote) refuses the push; what is recorded here stays here",
                hints: reasons.map { Hint(verbatim: $0) } + ["`sluice sync \(remote)` tries again, once that is fixed"])
        case .wentBack(let branch, let remote, let known):
            Failure(
                .notVerified, "the ledger of \(remote) went back: it lacks \(known.abbreviated), which it once had",
                hints: [
                    "`git push \(remote) \(known):refs/heads/\(branch)` gives back what it had",
                    "if that is as it should be: `git update-ref -d refs/remotes/\(remote)/\(branch)` forgets it",
                ])
        case .loss(let loss, let remote):
            Failure(
                .notVerified,
                "the ledger of \(remote.name) lost or changed \(loss.path) (commit \(loss.commit.abbreviated)): nothing was taken over",
                hints: [loss.log] + loss.repairs)
        case .misdated(let ahead, let behind):
            Failure(
                .refused,
                "the clock of this machine is or was wrong: of the records that only this clone has, "
                    + [
                        ahead > 0 ? "\(ahead) \(ahead == 1 ? "is" : "are") dated after now" : nil,
                        behind > 0
                            ? "\(behind) \(behind == 1 ? "is" : "are") dated before what the writer had seen" : nil,
                    ].compactMap(\.self).joined(separator: ", "),
                hints: ["set the clock right, then `sluice doctor --fix` records them anew, with right dates"])
        }
    }
}

extension RedatingProblem: FailureConvertible {
    var failure: Failure {
        switch self {
        case .byOther(let record, let person):
            Failure(
                .refused, "\(person) wrote \(record), and nobody else can write it anew",
                hints: [
                    "records that are dated after now open nothing until then; \(person.name) can record them again"
                ])
        case .reliedOn(let record, let deed):
            Failure(
                .refused, "\(record) (\(deed)) is dated wrongly or follows such a record, and cannot be written anew",
                hints: ["record it again by hand, once the clock is right"])
        }
    }
}
