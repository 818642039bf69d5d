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
                details: """
                    Where a manager of hooks is at work (pre-commit, prek, lefthook, husky, …),
                    it is shown how that calls Sluice. Exit status 1 where a hook has to be added
                    by hand. With --template the hooks are put into a folder that Git copies
                    into each new clone (init.templateDir): they do nothing where there is no
                    ledger.
                    """,
                examples: [
                    ("sluice hooks install", "install what is not in place yet"),
                    ("sluice -C /srv/git/shop.git hooks install --server", "guard what is pushed to this repository"),
                    ("sluice hooks install --template", "have the hooks in every new clone of yours"),
                ],
                run: InstallHooks.run),
            Command(
                "status", summary: "Tell how the hooks stand",
                details: "Exit status 0 if all are in place, else 1.",
                examples: [("sluice hooks status", "one line a hook")], run: HooksStatus.run),
            Command(
                "uninstall", summary: "Remove the hooks, and restore what stood there before",
                details: """
                    Run it in each clone, and on the server, before you remove the program. If
                    that is gone already, a hook that refuses shows the command that removes the
                    hooks.
                    """,
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
    /// - Returns: with the outcomes, what people have to do, and what the server trusts from now on; nil where it did before, or is
    ///   none.
    func installHooks(
        _ selection: HookInstaller.Selection = .usual
    ) throws -> (outcomes: [HookOutcome], advice: [HookAdvice], pin: String?) {
        // First, as a server's own branch may be another one than what it would read otherwise. A bare repository with
        // remotes can be one that work trees hang on.
        if try selection == .server || (repository.isBare && repository.remoteNames().isEmpty) {
            try ServerSetUp(repository).mark()
        }
        let installer = try hookInstaller(selection)
        let outcomes = try installer.install()
        if installer.isForServer { try ServerSetUp(repository).checkObjects() }
        let advice = try HookAdvice.all(for: installer, policy: ledgerIfAny()?.policy())
        return (outcomes, advice, installer.isForServer ? try ServerSetUp(repository).pin() : nil)
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
    let template = Option.flag("template", help: "put them into a folder that Git copies into new clones")
    let folder = Argument.optional(
        "folder", help: "that folder, instead of Git's init.templateDir or ~/.config/git/template")

    static func run(_ invocation: Invocation<InstallHooks>) throws -> ExitStatus {
        if invocation.template { return try HookTemplate.install(invocation) }
        guard invocation.folder == nil else {
            throw Failure(
                .usage, "a folder is named, and the hooks go into the repository",
                hints: ["`sluice hooks install --template \(invocation.folder ?? "")` makes a template of it"])
        }
        let workspace = try Workspace(invocation)
        let (outcomes, advice, pin) = try workspace.installHooks(invocation.server ? .server : .usual)
        outcomes.tell(on: invocation.console, asJSON: invocation.wantsJSON)
        if let pin {
            invocation.console.note("This server trusts the ledger that begins with policy \(pin) (sluice.trust).")
        }
        try workspace.warnOfUnreadLedger(on: invocation.console)
        if outcomes.allSatisfy({ !$0.isChange }) { invocation.console.note("Nothing was changed.") }
        if try workspace.ledgerIfAny() == nil {
            invocation.console.note("There is no ledger yet: until there is one, the hooks stay silent.")
        }
        advice.tell(on: invocation.console)
        if let fault = try HookFolder.fault(in: workspace.repository) {
            invocation.console.warn(fault.failure.message, hints: fault.failure.hints)
        }
        return outcomes.contains { $0.change == .toBeCalled } ? .refused : .yes
    }
}

enum UninstallHooks {
    static func run(_ invocation: Invocation<NoParameters>) throws -> ExitStatus {
        let repository = try Workspace(invocation).repository
        let outcomes = try HookInstaller(repository, policy: nil, .present).uninstall()
        try ServerSetUp(repository).unmark()
        outcomes.tell(on: invocation.console, asJSON: invocation.wantsJSON)
        if outcomes.allSatisfy({ !$0.isChange }) { invocation.console.note("Nothing was changed.") }
        let callers = Set(outcomes.filter { $0.change == .foreign }.compactMap(\.caller)).sorted()
        guard !callers.isEmpty else { return .yes }
        invocation.console.warn(
            "Sluice is still called by \(SafeText.line(callers.joined(separator: ", ")))",
            hints: ["take the lines with `sluice hook` out there"])
        return .refused
    }
}

enum HooksStatus {
    static func run(_ invocation: Invocation<NoParameters>) throws -> ExitStatus {
        let workspace = try Workspace(invocation)
        let standings = try workspace.hookInstaller(.present).status()
        if invocation.wantsJSON {
            invocation.console.write(JSONText.document(standings))
        } else {
            invocation.console.write(HookStandingText(standings, palette: invocation.console.palette).text)
        }
        let isComplete = standings.allSatisfy(\.isInPlace)
        if !isComplete {
            let isShared = standings.contains { !$0.isInPlace && $0.caller == HookManager.husky.rawValue }
            invocation.console.note("`sluice hooks install` \(isShared ? "shows what to add" : "puts all in place").")
        }
        let fault = try HookFolder.fault(in: workspace.repository)
        if let fault { invocation.console.report(fault.failure) }
        return isComplete && fault == nil ? .yes : .refused
    }
}
