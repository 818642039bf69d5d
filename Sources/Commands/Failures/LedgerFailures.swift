import Changes
import Git
import Ledger
import Reports

extension LedgerProblem: FailureConvertible {
    var failure: Failure {
        switch self {
        case .noLedger(let branch, nil):
            Failure(
                .cannotDecide, "there is no ledger here (branch \(branch))",
                hints: [
                    "if a remote has it: `sluice setup` brings it, and prepares this clone",
                    "to start one: `sluice init`, which asks the remotes first",
                ])
        case .noLedger(let branch, let remote?):
            Failure(
                .cannotDecide, "the ledger is at \(remote), but not here (branch \(branch))",
                hints: ["`sluice sync \(remote.quotedForShell)` brings it"])
        case .alreadyThere(let branch):
            Failure(
                .refused, "the ledger is already there (branch \(branch))",
                hints: ["`sluice policy show` shows its rules"])
        case .unknownFormat(let branch, let found):
            Failure(
                .cannotDecide, "branch \(branch) is no ledger that this version of Sluice can read: \(found)",
                hints: ["use a newer Sluice, or name the ledger's branch: `git config sluice.ledger <branch>`"])
        case .notVerified(let path, let fault):
            Failure(
                .notVerified, "the ledger does not verify: \(path): \(SafeText.line(fault.description))",
                hints: ["`git log --stat \(LedgerLocation.defaultBranch) -- \(path)` tells who changed it"]
                    + fault.fixes)
        case .lost(let loss):
            Failure(
                .notVerified,
                "the ledger does not verify: \(SafeText.line(loss.path)): \(SafeText.line(loss.fault.description))",
                hints: [loss.log] + loss.repairs)
        case .checkedOut(let branch, let place):
            Failure(
                .refused,
                "branch \(branch) is checked out in \(place): a commit there would take out what is recorded meanwhile",
                hints: ["`git -C \(place) switch --detach` leaves its files as they are, and frees the branch"])
        case .noPolicy:
            Failure(.cannotDecide, "the ledger holds no policy", hints: ["`sluice policy edit` writes one"])
        case .badPolicy(let version, let problem):
            Failure(
                .cannotDecide, "policy version \(version) cannot be used: \(problem.failure.message)",
                hints: problem.failure.hints + ["`sluice policy edit` corrects it"])
        case .policyReplaced(let version):
            Failure(
                .refused, "policy version \(version) was recorded meanwhile by somebody else",
                hints: ["`sluice policy show` shows it; `sluice policy edit` starts from it"])
        case .busy(let branch, nil):
            Failure(.cannotDecide, "other writers kept moving branch \(branch)", hints: ["try again"])
        case .busy(let branch, let lock?):
            Failure(
                .cannotDecide, "branch \(branch) cannot be moved: \(lock.path) is there, \(lock.age.asAge) old",
                hints: [
                    "try again; `sluice doctor` tells who holds the lock, and `--fix` removes one that nobody holds"
                ])
        case .notTrusted(let first, nil):
            Failure(
                .notVerified, "the ledger is signed, but SLUICE_TRUST is empty: nothing names the ledger to trust",
                hints: [
                    "compare this fingerprint with the one that the ledger's owners name, then set `SLUICE_TRUST=\(first)`",
                    "`SLUICE_TRUST=none` reads any ledger, also one that somebody put in its place",
                ])
        case .notTrusted(let first, let expected?):
            Failure(
                .notVerified,
                "the ledger begins with policy \(first), but \(SafeText.line(expected)) is trusted here: it was replaced",
                hints: [
                    "find out who put another ledger in its place; `git fetch` the right one",
                    "if its owners say that \(first) is right: `git config sluice.trust \(first)` (or SLUICE_TRUST)",
                ])
        case .formatTooOld(let format):
            Failure(
                .refused, "this needs a newer format of the ledger than \(format), which is in force",
                hints: [
                    "an administrator writes `needs = \(Record.newestFormat)` under `[ledger]` (`sluice policy edit`); programs older than 0.\(Record.newestFormat) then refuse the ledger"
                ])
        case .cannotSign(let problem): problem.failure
        case .wentBack(let branch, let known, nil):
            Failure(
                .cannotDecide,
                "there is no ledger here any more (branch \(branch)): this clone had it at \(known.abbreviated)",
                hints: Self.putBack(branch, known))
        case .wentBack(let branch, let known, let now?):
            Failure(
                .notVerified,
                "the ledger went back: branch \(branch) at \(now.abbreviated) lacks \(known.abbreviated), which was here",
                hints: Self.putBack(branch, known))
        case .dateOutOfTime(let date, let newest?, _):
            Failure(
                .refused,
                "GIT_COMMITTER_DATE dates this \(date), which is before the newest record of the ledger (\(newest))",
                hints: [Self.unset])
        case .dateOutOfTime(let date, nil, let now):
            Failure(
                .refused, "GIT_COMMITTER_DATE dates this \(date), which is after now (\(now))", hints: [Self.unset])
        case .twoLedgers(let branch, let remote, let isLocalTrusted):
            Failure(
                .notVerified,
                "branch \(branch) and \(remote.name)/\(branch) are two ledgers, made apart: they cannot be joined",
                hints: isLocalTrusted
                    ? [
                        "this clone trusts the one here (sluice.trust): `\(remote.push(branch))` gives it to \(remote.name) again",
                        "only if its owners say that the other one is right: `sluice sync --adopt`",
                    ]
                    : ["if the remote's is the right one: `sluice sync --adopt` takes it, and keeps the one here aside"]
            )
        case .contradiction(let path, let branch, let remote):
            Failure(
                .notVerified, "the local ledger and \(remote) hold different things at \(path): neither is believed",
                hints: [
                    "`git diff \(branch) \(remote) -- \(path)` shows both",
                    "if the remote's is right: `git branch -m \(branch) \(branch)-aside`, then `sluice sync`, and say again "
                        + "what `git log \(remote)..\(branch)-aside` lists",
                ])
        }
    }

    private static let unset: Hint =
        "`unset GIT_COMMITTER_DATE` has the clock date records; the variable may name a time from the newest record to now"

    private static func putBack(_ branch: String, _ known: ObjectID) -> [Hint] {
        [
            "`git update-ref refs/heads/\(branch) \(known)` puts it back; `sluice sync` brings what the remote has",
            "if it was taken back on purpose: `rm \"$(git rev-parse --git-common-dir)/sluice/ledger-seen\"` forgets it",
        ]
    }
}

extension LedgerLoss {
    /// The command that shows who did it.
    var log: Hint { "`git show --stat \(commit.abbreviated)` shows who took it out or changed it, and what else" }

    /// The commands that give the ledger back what it lost, in their order.
    var repairs: [Hint] {
        let here: Hint =
            "`sluice doctor --fix` lets branch \(branch) go on from before that commit, with all that was recorded since"
        guard let remote else { return [here] }
        return [here, "then `\(remote.push(branch))` gives that ledger to \(remote.name)"]
    }
}

extension LedgerProblem.Fault {
    fileprivate var fixes: [Hint] {
        switch self {
        case .removed(let commit, let branch), .changed(let commit, let branch):
            return [
                "`git show --stat \(commit.abbreviated)` shows what that commit did, `git log \(branch) ^\(commit.abbreviated)` what came after it"
            ]
        case .missing:
            return ["`sluice doctor` names the commit that took it out, and the commands that give it back"]
        case .notByAdministrator:
            return ["a policy counts only if an administrator of the one before signed it: `sluice policy edit`"]
        case .several:
            return [
                "where two made it at the same time: `sluice sync --adopt` takes the remote's ledger, and keeps the one here aside"
            ]
        default: return []
        }
    }
}

extension LedgerCollision: FailureConvertible {
    var failure: Failure {
        Failure(
            .notVerified,
            "the ledger holds something else where '\(String(decoding: name, as: UTF8.self))' has to stand")
    }
}

extension Int64 {
    /// A number of seconds as an age: `40 seconds`, `3 hours`.
    fileprivate var asAge: String {
        let units: [(size: Int64, name: String)] = [(86_400, "day"), (3_600, "hour"), (60, "minute"), (1, "second")]
        let unit = units.first { self >= 2 * $0.size } ?? units[units.count - 1]
        let count = self / unit.size
        return "\(count) \(unit.name)\(count == 1 ? "" : "s")"
    }
}
