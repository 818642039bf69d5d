import Changes
import Git
import Ledger
import Releases
import System

/// What is to be said of what was found: pure, one function a check.
package enum Diagnosis {
    package static func checks(of found: Examination) -> [Check] {
        [repository(found)] + programs(found) + [ledger(found)] + checkout(found) + memory(found) + format(found)
            + files(found)
            + tags(found) + [
                sharing(found), clock(found),
            ]
            + keys(found) + administrators(found) + [hooks(found), protection(found)] + locks(found) + [
                unfinished(found)
            ] + modes(found)
    }

    private static func repository(_ found: Examination) -> Check {
        if found.isShallow {
            return Check(
                "repository", .warning, "\(found.place) is shallow: releases beyond its end cannot be judged",
                mend: ["git fetch --unshallow --tags"])
        }
        if let promisor = found.promisor {
            return Check(
                "repository", .warning,
                "\(found.place) is a partial clone: objects may have to be fetched from \(promisor)",
                mend: ["git fetch --refetch --no-filter \(promisor)"])
        }
        return Check("repository", .ok, found.place)
    }

    /// Nothing where nothing is known of them.
    private static func programs(_ found: Examination) -> [Check] {
        let missing = found.programs.filter { !$0.isInstalled }
        guard missing.isEmpty else {
            return missing.map { needed in
                Check(
                    "programs", needed.isRequired ? .problem : .warning,
                    "this machine does not have \(needed.program.name), which \(needed.purpose)",
                    mend: [needed.program.installation])
            }
        }
        guard !found.programs.isEmpty else { return [] }
        return [Check("programs", .ok, "all are here: \(found.programs.map(\.program.name).joined(separator: ", "))")]
    }

    private static func ledger(_ found: Examination) -> Check {
        if let (reference, last) = found.broken { return broken(reference, last) }
        if let loss = found.loss {
            return Check(
                "ledger", .problem, "\(loss.path): \(loss.fault)",
                mend: ["sluice doctor --fix"] + (loss.remote.map { [$0.push(loss.branch)] } ?? []))
        }
        return switch found.ledger {
        case .absent:
            Check(
                "ledger", .problem, "none is here", mend: (found.remote == nil ? [] : ["sluice sync"]) + ["sluice init"]
            )
        case .unreadable(let reason, let hints):
            Check("ledger", .problem, reason, mend: hints.map { ShellCommand(verbatim: $0.text) })
        case .readable(let location, let policy, let fingerprint):
            Check("ledger", .ok, "\(place(of: location)), policy version \(policy), fingerprint \(fingerprint)")
        }
    }

    private static func broken(_ reference: BrokenReference, _ last: ObjectID?) -> Check {
        Check(
            "ledger", .problem,
            "\(reference.file) names no commit" + (last.map { ": it was \($0.abbreviated)" } ?? ""),
            mend: last == nil ? ["git fsck --lost-found"] : ["sluice doctor --fix"])
    }

    /// Nothing where no work tree has the ledger's branch.
    private static func checkout(_ found: Examination) -> [Check] {
        guard let place = found.workPlace else { return [] }
        return [
            Check(
                "checkout", .problem,
                "the ledger's branch is checked out in \(place): a commit there would take out what is recorded meanwhile",
                mend: ["git -C \(place) switch --detach"])
        ]
    }

    /// Nothing where it can be read, or nothing was remembered yet.
    private static func memory(_ found: Examination) -> [Check] {
        guard let file = found.unreadableMemory else { return [] }
        return [
            Check(
                "memory", .problem, "\(file) cannot be read: this clone would not notice a ledger that went back",
                mend: ["sluice doctor --fix"])
        ]
    }

    /// Nothing where the ledger cannot be read.
    private static func format(_ found: Examination) -> [Check] {
        guard let format = found.format else { return [] }
        let newest = Record.newestFormat
        guard format < newest else { return [Check("format", .ok, "\(format), the newest")] }
        return [
            Check(
                "format", .warning,
                "the ledger has format \(format): an administrator can raise it to \(newest), which every clone then needs",
                mend: [
                    "{ sluice policy show; printf '[ledger]\\n\\tneeds = %d\\n' \(newest); } | "
                        + "sluice policy edit --file - --reason \"format \(newest)\""
                ])
        ]
    }

    /// Nothing where all files are records, or belong to one.
    private static func files(_ found: Examination) -> [Check] {
        guard let first = found.strangeFiles.first else { return [] }
        return [
            Check(
                "files", .warning,
                found.strangeFiles.count == 1
                    ? "\(first) decides nothing"
                    : "\(counted(found.strangeFiles.count, "file")) decide nothing, the first is \(first)",
                mend: ["sluice audit", "sluice set-aside \(first) --reason \"…\""])
        ]
    }

    private static func place(of location: LedgerLocation) -> String {
        if let unjoined = location.unjoined {
            return "branch \(location.branch), read together with \(unjoined.shortName)"
        }
        return location.isRemoteTracking
            ? "remote-tracking branch \(location.remote?.shortName ?? location.branch)" : "branch \(location.branch)"
    }

    /// Nothing where no policy says what a release tag is.
    private static func tags(_ found: Examination) -> [Check] {
        guard let reading = found.tags else { return [] }
        let (all, namesakes) = (reading.tags.all, reading.tags.namesakes)
        let lists = [
            ("floating", reading.tags.floating.map(\.name)), ("no releases", reading.tags.unread),
            ("one release on different commits", namesakes),
        ].filter { !$0.1.isEmpty }.map { "; \($0): \(TagNames.listed($1))" }.joined()
        let text = "\(counted(all.count, "release tag")), \(reading.scheme.rawValue) versions\(lists)"
        let check =
            namesakes.isEmpty
            ? Check("tags", .ok, text)
            : Check("tags", .warning, text, mend: ["sluice release new <version> --base <tag>"])
        guard !reading.sideBySide.isEmpty else { return [check] }
        let patterns = reading.sideBySide.joined(separator: ", ")
        return [
            check,
            Check(
                "tags", .warning,
                "\(patterns): their versions do not follow each other, as if they were of several components",
                mend: ["sluice policy edit  (to add a [component \"…\"] with its tag and path for each)"]),
        ]
    }

    private static func sharing(_ found: Examination) -> Check {
        guard let remote = found.remote else { return Check("sharing", .ok, "there is no remote") }
        let heard = found.lastHeard.map { "last heard \($0) ago" } ?? "never heard"
        guard found.isLedgerSound else {
            return Check("sharing", .warning, "\(remote): nothing can be shared until the ledger is well (\(heard))")
        }
        guard let distance = found.distance else {
            return Check("sharing", .warning, "\(remote): its ledger is not here (\(heard))", mend: ["sluice sync"])
        }
        if distance.here == 0, distance.there == 0 {
            return Check("sharing", .ok, "\(remote): the same on both sides (\(heard))")
        }
        return Check(
            "sharing", .warning,
            "\(remote): \(counted(distance.here, "commit")) only here, \(distance.there) only there (\(heard))",
            mend: ["sluice sync"])
    }

    private static func clock(_ found: Examination) -> Check {
        let (ahead, behind) = (found.unshared?.ahead.count ?? 0, found.unshared?.behind.count ?? 0)
        let kinds = [(ahead, "dated after now"), (behind, "dated before what was seen")]
        let counts = kinds.filter { $0.0 > 0 }.map { "\(counted($0.0, "record")) \($0.1)" }
        guard !counts.isEmpty else { return Check("clock", .ok, "no date is wrong") }
        return Check(
            "clock", .problem, "\(counts.joined(separator: ", ")), which only this clone has: its clock was wrong",
            mend: ["sluice doctor --fix"])
    }

    /// Nothing where no key that has ended signed what others are to take.
    private static func keys(_ found: Examination) -> [Check] {
        guard let signed = found.unshared?.ofEndedKeys, !signed.isEmpty else { return [] }
        return [
            Check(
                "keys", .problem,
                "\(counted(signed.count, "record")) that only this clone has, signed with a key that has ended: "
                    + "a server refuses them",
                mend: ["git config user.signingkey <another key>", "sluice doctor --fix"])
        ]
    }

    /// Nothing where an administrator has a key without an end.
    private static func administrators(_ found: Examination) -> [Check] {
        guard let end = found.endOfAdministration else { return [] }
        return [
            Check(
                "policy", .warning,
                "from \(end.shown) UTC on nobody can change the policy: no administrator has a key that counts longer",
                mend: ["sluice policy edit  (to add a key of an administrator without until=, before that)"])
        ]
    }

    private static func hooks(_ found: Examination) -> Check {
        if let fault = found.hookFolderFault { return Check("hooks", .warning, fault.sentence, mend: [fault.fix]) }
        let absent = found.hooks.filter { !$0.isInPlace }
        guard !absent.isEmpty else {
            let callers = Set(found.hooks.compactMap(\.caller)).sorted().map { ", called by \($0)" }.joined()
            return Check("hooks", .ok, "all \(found.hooks.count) are in place\(callers)")
        }
        return Check(
            "hooks", .warning, absent.map { "\($0.hook) \($0.sentence)" }.joined(separator: ", "),
            mend: ["sluice hooks install"])
    }

    private static func protection(_ found: Examination) -> Check {
        let remote = found.remote ?? ""
        switch found.protection {
        case .own: return Check("protection", .ok, "others push here: see hooks")
        case .noRemote: return Check("protection", .ok, "there is no remote to protect")
        case .host:
            return Check(
                "protection", .warning, "what \(remote) protects cannot be seen from here",
                mend: [
                    "protect the ledger's branch and the release tags there, as the article \"Hosts\" of the documentation shows"
                ])
        case .unreadable(let path, let reason):
            return Check(
                "protection", .warning, "\(path) cannot be looked into: \(reason)", mend: ["git ls-remote \(remote)"])
        case .local(let path, let hooks, let denyNonFastForwards, let denyDeletes):
            let absent = hooks.filter { !$0.isInPlace }.map(\.hook)
            let isRewindable = !denyNonFastForwards || !denyDeletes
            if absent.isEmpty { return Check("protection", .ok, "\(path): the hooks of a server are in place") }
            let rest = isRewindable ? "; branches can be rewound or deleted" : "; branches only go forward"
            // Not `receive.denyDeletes`: it would keep the branches of merged requests as well.
            return Check(
                "protection", isRewindable ? .problem : .warning,
                "\(path): no \(absent.joined(separator: ", "))\(rest)",
                mend: ["sluice -C \(path) hooks install --server"])
        }
    }

    private static func locks(_ found: Examination) -> [Check] {
        let looked =
            "\(found.visibleProcesses) processes were looked at"
            + (found.hiddenProcesses == 0 ? "" : ", \(found.hiddenProcesses) more are not this user's")
        guard !found.locks.isEmpty else { return [Check("locks", .ok, "none")] }
        return found.locks.map { lock in
            let age = "\(lock.path), \(TimeSpan(seconds: lock.age)) old"
            let holders = (lock.holders + found.workers).map(String.init).joined(separator: ", ")
            if !holders.isEmpty { return Check("locks", .warning, "\(age): held by process \(holders)") }
            guard found.isStale(lock) else {
                return Check("locks", .warning, "\(age): nobody seems to hold it, but it is young (\(looked))")
            }
            return Check("locks", .problem, "\(age): left behind (\(looked))", mend: ["sluice doctor --fix"])
        }
    }

    private static func unfinished(_ found: Examination) -> Check {
        let stale = found.stale.filter { found.unfinished.contains($0) }
        guard stale.isEmpty else {
            return Check(
                "objects", .warning, "\(counted(stale.count, "unfinished file")) of writers that ended",
                mend: ["sluice doctor --fix"])
        }
        guard let pack = found.doubtful.first else { return Check("objects", .ok, "nothing unfinished") }
        let holders = (pack.holders + found.workers).map(String.init).joined(separator: ", ")
        let reason =
            holders.isEmpty
            ? "its owner has processes that this user cannot see" : "process \(holders) may be writing it"
        return Check("objects", .warning, "\(pack.path) is unfinished, \(TimeSpan(seconds: pack.age)) old: \(reason)")
    }

    /// None where nobody shares the repository.
    private static func modes(_ found: Examination) -> [Check] {
        guard found.isShared else { return [] }
        guard let first = found.modeFaults.first else { return [Check("modes", .ok, "as core.sharedRepository says")] }
        let more = found.modeFaults.count > 1 ? " and \(found.modeFaults.count - 1) more are" : " is"
        return [
            Check(
                "modes", .problem,
                "\(first.path)\(more) not shared as core.sharedRepository says: pushes of others can fail",
                mend: ["sluice doctor --fix", "chmod \(String(first.wanted, radix: 8)) \(first.path)"])
        ]
    }
}
