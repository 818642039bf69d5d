import Changes
import Git
import Ledger
import Releases
import Reports

extension Command {
    static let initialize = Command(
        "init", summary: "Set up Sluice in a repository",
        details: """
            Reads the newest commits and the tags, finds how the messages name items and how
            release tags are named, and makes the ledger with a first policy that fits them.
            Then installs the hooks. Where fewer than 90 % of the commits name an item, the
            hook only warns, unless --strict is given. Run again, it changes nothing. The
            remotes are asked first: where one has the ledger already, that one is taken.
            """,
        examples: [
            ("sluice init --dry-run", "what would be set up"),
            ("sluice init --key KAFKA --tag-pattern '{version}'", "with a key and a pattern of your own"),
            ("sluice init --admin-key ~/.ssh/id_ed25519.pub", "with signed decisions, and you as the administrator"),
            ("sluice init --template small-team", "with the rules and roles of `sluice policy template small-team`"),
            ("sluice init --key CR=rfc --key BUG=problem", "with keys that stand for other items than tasks"),
        ],
        run: Initialize.run)
}

struct Initialize: Parameters {
    let keys = Option.values(
        "key", placeholder: "key[=kind]", help: "a key of items (rfc, task, problem, incident), instead of those found")
    let tagPatterns = Option.values(
        "tag-pattern", placeholder: "pattern", help: "how release tags are named (v{version}), instead of those found")
    let branch = Option.value("branch", placeholder: "name", help: "the default branch, instead of the one found")
    let adminKey = Option.value(
        "admin-key", placeholder: "key",
        help: "demand signed decisions; this public key (a file, its text, or an OpenPGP fingerprint) writes policies")
    let template = Option.choice(
        "template", of: PolicyTemplate.Name.self,
        help: "with the rules and roles of this template (`sluice policy template`)")
    let strict = Option.flag("strict", help: "the hook refuses a commit without an item, however few name one so far")
    let lenient = Option.flag("lenient", help: "the hook only warns of a commit without an item")
    let hooks = Option.toggle("hooks", default: true, help: "install the hooks, too")
    let offline = Option.flag("offline", help: "ask no remote whether it has a ledger already")
    let dryRun = Option.flag("dry-run", help: "show the policy, and write nothing")

    static func run(_ invocation: Invocation<Initialize>) throws -> ExitStatus {
        let workspace = try Workspace(invocation)
        guard !(invocation.strict && invocation.lenient) else {
            throw Failure(.usage, "--strict and --lenient contradict each other", hints: ["keep one of the two"])
        }
        let wishes = try PolicyWishes(
            keys: invocation.keys, tagPatterns: invocation.tagPatterns, branch: invocation.branch,
            administrator: invocation.adminKey.map {
                KnownPerson(try workspace.author().person, key: try AdministratorKey.read($0))
            }, refusesMissing: invocation.strict ? true : invocation.lenient ? false : nil,
            template: invocation.template.map { PolicyTemplate($0) })
        let setUp = LedgerSetUp(
            workspace: workspace, wishes: wishes, environment: invocation.environment, isOffline: invocation.offline)
        let result = try setUp.run(isDry: invocation.dryRun)
        if invocation.wantsJSON {
            invocation.console.write(JSONText.document(result.document))
        } else {
            result.tell(
                invocation.console, fingerprint: try result.fingerprint(in: workspace), isDry: invocation.dryRun)
        }
        guard !invocation.dryRun else { return .yes }
        let pin = try result.pin(in: workspace.repository)
        // Where the hooks cannot be installed, what was done before is told all the same.
        let (outcomes, advice, _) = invocation.hooks ? try workspace.installHooks() : ([], [], nil)
        guard !invocation.wantsJSON else { return .yes }
        outcomes.filter { $0.isChange || $0.change == .toBeCalled }.tell(on: invocation.console)
        result.warnOfComponents(invocation.console)
        result.conclude(
            invocation.console, hooksChanged: outcomes.contains(where: \.isChange),
            hasRemote: try !workspace.repository.remoteNames().isEmpty)
        try result.tellEmptyRoles(invocation.console)
        advice.tell(on: invocation.console)
        if let pin {
            invocation.console.print("\nThis clone trusts that first policy from now on. Pipelines pin it, too:")
            invocation.console.print("  SLUICE_TRUST=\(pin)")
        }
        return .yes
    }
}
