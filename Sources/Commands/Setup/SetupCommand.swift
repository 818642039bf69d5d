import Changes
import Git
import Ledger
import Reports

extension Command {
    static let setup = Command(
        "setup", summary: "Set up your clone of a repository that uses Sluice",
        details: """
            Takes the ledger from the remote that has it, installs the hooks, finds the
            key that you sign with or says how to make one, and shows the lines of the
            policy that an administrator adds for you. Where decisions are signed, it shows
            the ledger's fingerprint, and asks whether it is the one that somebody sees who
            has worked with the ledger before; --trust answers that. Without a terminal
            nothing is asked: a signed ledger that nobody has compared ends with exit
            status 4. Run again, it changes nothing. Exit status 1 where a hook has to be
            added by hand.
            """,
        examples: [
            ("sluice setup", "after `git clone`"),
            ("sluice setup --dry-run", "what would be set up"),
            ("sluice setup --trust <fingerprint>", "without a question, with what `sluice doctor` shows a colleague"),
        ],
        run: Setup.run)
}

struct Setup: Parameters {
    let trust = Option.value(
        "trust", placeholder: "fingerprint", help: "trust the ledger with this fingerprint, and no other one")
    let hooks = Option.toggle("hooks", default: true, help: "install the hooks, too")
    let dryRun = Option.flag("dry-run", help: "show what would be set up, and write nothing")

    static func run(_ invocation: Invocation<Setup>) throws -> ExitStatus {
        try SetupSession(invocation).run()
    }
}

/// One run of `setup`: the parts that also `init`, `hooks install` and the commands that sign are made of.
private struct SetupSession {
    private let invocation: Invocation<Setup>
    private let workspace: Workspace
    private let author: Author
    private let given: ObjectID?

    private var repository: Repository { workspace.repository }
    private var console: Console { invocation.console }
    private var isDry: Bool { invocation.dryRun }

    init(_ invocation: Invocation<Setup>) throws {
        self.invocation = invocation
        workspace = try Workspace(invocation)
        // First, as every record names who wrote it.
        author = try workspace.author()
        given = try invocation.trust.map(Self.fingerprint)
    }

    private static func fingerprint(_ text: String) throws -> ObjectID {
        guard let id = ObjectID(text.lowercased()) else {
            throw Failure(
                .usage, "--trust: \(text.quoted) is no fingerprint of a ledger",
                hints: ["it is 40 hexadecimal digits; `sluice doctor` shows it to somebody who has the ledger"])
        }
        return id
    }

    func run() throws -> ExitStatus {
        let setUp = LedgerSetUp(workspace: workspace, wishes: .none, environment: invocation.environment)
        var trusted: ObjectID?
        let found = try setUp.existing(isDry: isDry) { ledger in
            trusted = try LedgerComparison(ledger, given: given, asks: asks, console).confirmed(isDry: isDry)
        }
        guard let found else {
            throw LedgerProblem.noLedger(branch: try repository.ledgerBranch(), remote: nil)
        }
        if case .offered(_, let remote) = found { return offer(of: remote, found) }
        if let trusted, !isDry { try repository.trust(trusted) }
        // Where the hooks cannot be installed, the rest is done and shown all the same.
        let hooks = Result { try installedHooks() }
        let outcomes = (try? hooks.get().outcomes) ?? []
        let ledger = try workspace.ledger()
        let signing = try SigningSetUp(author, policy: ledger.policy(), repository)
        let isChanged = found.isTaken || trusted != nil || outcomes.contains(where: \.isChange)
        if invocation.wantsJSON {
            let document = try document(found, ledger, outcomes, signing, isChanged: isChanged && !isDry)
            console.write(JSONText.document(document))
        } else {
            try tell(found, ledger, trusted)
            if isDry { try tellAbsentHooks() }
            outcomes.filter { $0.isChange || $0.change == .toBeCalled }.tell(on: console)
            signing.tell(console)
            if isDry { console.note("Nothing was written.") } else if !isChanged { console.note("Nothing changes.") }
        }
        try hooks.get().advice.tell(on: console)
        return outcomes.contains { $0.change == .toBeCalled } ? .refused : .yes
    }

    /// Whether somebody can be asked.
    private var asks: Bool { Descriptor.input.isTerminal && Descriptor.errors.isTerminal && !invocation.wantsJSON }

    private func offer(of remote: String, _ found: LedgerSetUpResult) -> ExitStatus {
        if invocation.wantsJSON {
            console.write(JSONText.document(found.document))
        } else {
            console.print("\(SafeText.line(remote)) has the ledger; `sluice setup` takes it.")
            console.note("Nothing was written.")
        }
        return .yes
    }

    private func installedHooks() throws -> (outcomes: [HookOutcome], advice: [HookAdvice]) {
        guard invocation.hooks, !isDry else { return ([], []) }
        let (outcomes, advice, _) = try workspace.installHooks()
        return (outcomes, advice)
    }

    private func tell(_ found: LedgerSetUpResult, _ ledger: LedgerReader, _ trusted: ObjectID?) throws {
        let isCompared = try trusted != nil || ledger.pinnedPolicy() != nil
        found.tell(console, fingerprint: isCompared ? nil : try found.fingerprint(in: workspace), isDry: isDry)
        guard let trusted else { return }
        console.print(
            isDry
                ? "This clone would trust the ledger with the fingerprint \(trusted), and no other one."
                : "This clone trusts the ledger with the fingerprint \(trusted), and no other one (sluice.trust).")
    }

    private func tellAbsentHooks() throws {
        guard invocation.hooks else { return }
        for hook in try workspace.hookInstaller().status() where !hook.isInPlace {
            console.print("\(hook.hook): would be installed")
        }
    }

    private func document(
        _ found: LedgerSetUpResult, _ ledger: LedgerReader, _ outcomes: [HookOutcome], _ signing: SigningSetUp,
        isChanged: Bool
    ) throws -> JSONValue {
        .object([
            "ledger": found.isTaken ? "taken" : "unchanged", "ledgerBranch": ledger.location.branch,
            "fingerprint": try ledger.firstPolicy(), "trusted": try ledger.pinnedPolicy() != nil,
            "signatures": try ledger.policy().requiredSignatures.rawValue, "hooks": outcomes.map(\.document),
            "signing": signing.document, "changed": isChanged,
        ])
    }
}

extension LedgerSetUpResult {
    fileprivate var isTaken: Bool { if case .taken = self { true } else { false } }
}
