import Git
import Ledger
import Reports

extension Command {
    static let doctor = Command(
        "doctor", summary: "Tell whether all is well with a repository, and mend what can be mended",
        details: """
            Looks at the repository, the ledger and how it is shared, the hooks, what protects
            the remote as far as that can be seen, and at what writers left behind. One line a
            check: ok, warning or problem, and the commands that mend it. --fix removes locks
            and unfinished files that nobody uses any more: no process has them open, no Git
            works in the repository, and they are old enough. In a repository that several
            users share (core.sharedRepository), it also gives files and folders the modes
            that others need. It also records anew, dated now, your own records that nobody
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
        if invocation.wantsJSON {
            invocation.console.write(JSONText.document(checks))
        } else {
            invocation.console.write(CheckText(checks, palette: invocation.console.palette).text)
        }
        return checks.contains { $0.state == .problem } ? .refused : .yes
    }

    private static func redate(_ unshared: UnsharedRecords?, _ workspace: Workspace, _ console: Console) throws {
        guard let unshared, !unshared.isInOrder else { return }
        let written = try workspace.writer().redate(unshared)
        console.note("Recorded \(counted(written.count, "record")) anew, dated now.")
    }
}
