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
        case .loss(let path, let remote, let branch):
            Failure(
                .notVerified, "the ledger of \(remote) lost or changed \(path): nothing was taken over",
                hints: ["`git log --stat \(remote)/\(branch) -- \(path)` tells who did it"])
        }
    }
}
