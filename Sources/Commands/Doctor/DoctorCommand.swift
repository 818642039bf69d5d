import Git
import Ledger
import Reports
import System

extension Command {
    static let doctor = Command(
        "doctor", summary: "Tell whether all is well with a repository, and mend what can be mended",
        details: """
            Looks at the repository, the programs of the system that it needs, the ledger and
            how it is shared, the hooks, what protects the remote as far as that can be seen,
            and at what writers left behind. One line a check: ok, warning or problem, and
            the commands that fix it. --fix removes locks
            and unfinished files that nobody uses any more: no process has them open, no Git
            works in the repository, and they are old enough. In a repository that several
            users share (core.sharedRepository), it also gives files and folders the modes
            that others need. A ledger that a commit took something out of goes on from before
            that commit, with all that was recorded since; the damaged branch is kept under
            refs/sluice/aside. A branch of the ledger that names no commit, as after a loss of
            power, names its last one again. --fix also records anew, dated now, your own records that nobody
            else has yet and that a wrong clock dated, or that you signed with a key that has
            ended. Exit status 1 if there is a problem, else 0.
            """,
        examples: [
            ("sluice doctor", "one line a check"),
            ("sluice doctor --fix", "remove what writers left behind, then look again"),
        ],
        run: Doctor.run)
}

struct Doctor: Parameters {
    let fix = Option.flag(
        "fix", help: "remove what writers left behind, fix modes, record anew what a wrong clock or key made")

    static func run(_ invocation: Invocation<Doctor>) throws -> ExitStatus {
        let workspace = try Workspace(invocation)
        let examiner = Examiner(workspace)
        if invocation.fix {
            try repair(examiner, workspace, invocation.console)
            let found = examiner.examination()
            try redate(found.unshared, workspace, invocation.console)
            for file in found.stale {
                try File.remove(file.path)
                invocation.console.note("Removed \(file.path).")
            }
            for fault in found.modeFaults {
                do {
                    try fault.fix()
                } catch {
                    // The check below names it again; others can be fixed all the same.
                    invocation.console.report(Failure(error))
                }
            }
        }
        let checks = Diagnosis.checks(of: examiner.examination())
        workspace.tellOfUnjoined()
        if invocation.wantsJSON {
            invocation.console.write(JSONText.document(checks))
        } else {
            invocation.console.write(CheckText(checks, palette: invocation.console.palette).text)
        }
        return checks.contains { $0.state == .problem } ? .refused : .yes
    }

    /// Gives the ledger back what it lost, before anything else looks at it.
    private static func repair(_ examiner: Examiner, _ workspace: Workspace, _ console: Console) throws {
        var found = examiner.examination()
        if case let (reference, last?)? = found.broken {
            try workspace.repository.repair(reference, with: last)
            console.note("\(reference.name) names \(last.abbreviated) again.")
            found = examiner.examination()
        }
        if let file = found.unreadableMemory {
            if File.isFolder(file) { File.removeTree(file) } else { try File.remove(file) }
            if let tips = try? workspace.repository.ledgerPlaces().tips, !tips.isEmpty {
                LedgerMemory(workspace.repository).remember(tips, of: try workspace.repository.ledgerBranch())
            }
            console.note("Removed \(file), and remembered the ledger as it is.")
            found = examiner.examination()
        }
        guard found.needsRestoring else { return }
        do {
            if let restored = try workspace.writer().restore() { report(restored, console) }
        } catch {
            // The checks below name what is wrong with the ledger; other things can be fixed all the same.
            console.report(LedgerDamage.failure(of: error, in: workspace.repository) ?? Failure(error))
        }
    }

    private static func report(_ restored: LedgerRestoration, _ console: Console) {
        console.note(
            "Restored the ledger without \(counted(restored.losses.count, "commit")) that took something out or changed it; "
                + "it begins at \(restored.tip.abbreviated).")
        for name in restored.aside {
            console.note(
                "\(name) keeps it as it was. Sign-offs that were given in view of that have to be given again: the gate names them."
            )
        }
    }

    private static func redate(_ unshared: UnsharedRecords?, _ workspace: Workspace, _ console: Console) throws {
        guard let unshared, !unshared.isInOrder else { return }
        let written = try workspace.writer().redate(unshared)
        console.note("Recorded \(counted(written.count, "record")) anew, dated now.")
    }
}
