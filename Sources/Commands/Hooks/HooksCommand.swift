import Changes
import Git
import Ledger
import Reports

extension Command {
    static let hooks = Command(
        "hooks", summary: "Install, remove or look at the hooks of Git",
        details: """
            The hooks add the item of the branch to messages, refuse commits that belong to no
            open item, and refuse release tags whose gate is shut. In a bare repository, which
            others push to, and with --server in any, they guard the ledger and the release
            tags, and record the verdict on each tag that was pushed.
            """,
        verbs: [
            Command(
                "install", summary: "Install the hooks; hooks that are there stay in the chain",
                examples: [
                    ("sluice hooks install", "install what is not in place yet"),
                    ("sluice -C /srv/git/shop.git hooks install --server", "guard what is pushed to this repository"),
                ],
                run: InstallHooks.run),
            Command(
                "status", summary: "Tell how the hooks stand",
                details: "Exit status 0 if all are in place, else 1.",
                examples: [("sluice hooks status", "one line a hook")], run: HooksStatus.run),
            Command(
                "uninstall", summary: "Remove the hooks, and restore what stood there before",
                examples: [("sluice hooks uninstall", "the hooks as they were before")], run: UninstallHooks.run),
        ])
}

extension Workspace {
    /// The installer for this repository, by the policy in force, where there is one.
    func hookInstaller(_ selection: HookInstaller.Selection = .usual) throws -> HookInstaller {
        try HookInstaller(repository, policy: try ledgerIfAny()?.policy(), selection)
    }

    /// Installs the hooks, and on a server the settings that belong to them.
    ///
    /// - Returns: with the outcomes, what the server trusts from now on; nil where it did before, or is none.
    func installHooks(_ selection: HookInstaller.Selection = .usual) throws -> ([HookOutcome], pin: String?) {
        // First, as a server's own branch may be another one than what it would read otherwise. A bare repository with
        // remotes can be one that work trees hang on.
        if try selection == .server || (repository.isBare && repository.remoteNames().isEmpty) {
            try ServerSetUp(repository).mark()
        }
        let installer = try hookInstaller(selection)
        let outcomes = try installer.install()
        if installer.isForServer { try ServerSetUp(repository).checkObjects() }
        return (outcomes, installer.isForServer ? try ServerSetUp(repository).pin() : nil)
    }

    fileprivate func warnOfUnreadLedger(on console: Console) throws {
        let branch = try repository.ledgerBranch()
        guard repository.isServer, try repository.reference("refs/heads/" + branch) == nil,
            let other = try repository.references(under: "refs/remotes/")
                .first(where: { $0.name.hasSuffix("/" + branch) })
        else { return }
        console.warn(
            "a server reads its own branch \(branch), which does not exist: release tags are refused until it does",
            hints: ["`git branch \(branch) \(other.shortName)` makes it from what was fetched"])
    }
}

struct InstallHooks: Parameters {
    let server = Option.flag("server", help: "install the hooks of a server, which others push to")

    static func run(_ invocation: Invocation<InstallHooks>) throws -> ExitStatus {
        let workspace = try Workspace(invocation)
        let (outcomes, pin) = try workspace.installHooks(invocation.server ? .server : .usual)
        outcomes.tell(on: invocation.console, asJSON: invocation.wantsJSON)
        if let pin {
            invocation.console.note("This server trusts the ledger that begins with policy \(pin) (sluice.trust).")
        }
        try workspace.warnOfUnreadLedger(on: invocation.console)
        if outcomes.allSatisfy({ !$0.isChange }) { invocation.console.note("Nothing was changed.") }
        if try workspace.ledgerIfAny() == nil {
            invocation.console.note("There is no ledger yet: until there is one, the hooks stay silent.")
        }
        outcomes.warnOfManagers(in: workspace.repository, on: invocation.console)
        return .yes
    }
}

enum UninstallHooks {
    static func run(_ invocation: Invocation<NoParameters>) throws -> ExitStatus {
        let repository = try Workspace(invocation).repository
        let outcomes = try HookInstaller(repository, policy: nil, .present).uninstall()
        try ServerSetUp(repository).unmark()
        outcomes.tell(on: invocation.console, asJSON: invocation.wantsJSON)
        if outcomes.allSatisfy({ !$0.isChange }) { invocation.console.note("Nothing was changed.") }
        return .yes
    }
}

enum HooksStatus {
    static func run(_ invocation: Invocation<NoParameters>) throws -> ExitStatus {
        let standings = try Workspace(invocation).hookInstaller(.present).status()
        if invocation.wantsJSON {
            invocation.console.write(JSONText.document(standings))
        } else {
            invocation.console.write(HookStandingText(standings, palette: invocation.console.palette).text)
        }
        guard standings.contains(where: { !$0.isInPlace }) else { return .yes }
        invocation.console.note("`sluice hooks install` puts all in place.")
        return .refused
    }
}

extension [HookOutcome] {
    /// Tells of programs that write hooks too, and would write over Sluice's.
    fileprivate func warnOfManagers(in repository: Repository, on console: Console) {
        let folders = [repository.workTree].compactMap { $0 }
        let files = ["lefthook.yml", "lefthook.yaml", ".lefthook.yml", ".lefthook.yaml"]
        guard folders.contains(where: { folder in files.contains { File.exists("\(folder)/\($0)") } }) else { return }
        console.warn(
            "lefthook is used here: `lefthook install` writes over these hooks",
            hints: ["after it, `sluice hooks install` puts them in front again; `sluice hooks status` tells"])
    }
}
