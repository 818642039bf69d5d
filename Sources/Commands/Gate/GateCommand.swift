import Changes
import Gate
import Git
import Ledger
import Releases
import Reports
import System

extension Command {
    static let gate = Command(
        "gate", summary: "Tell whether a release may go on",
        details: """
            The gate is open only if nothing speaks against the release. Every finding names
            what was expected, what was found, and the command that mends it. Exit status:
            0 open, 1 refused, 3 cannot be decided in this clone, 4 the ledger does not verify.
            With --wait the remote's ledger is fetched first, and again now and then until the
            gate opens or the time is up; the last verdict counts. With --max-age, or the
            policy's ledger.max-age, a clone that has not heard from the remote since decides
            nothing. With --at the gate is asked about another time, to plan ahead or look back:
            its windows, waivers and reviews. The answer says so; tags and deployments are always
            judged by the clock.
            """,
        verbs: [
            Command(
                "tag", summary: "Tell whether a release may be tagged",
                examples: [
                    ("sluice gate tag 2.4.0", "all findings on release 2.4.0"),
                    ("sluice gate tag v2.4.0 --json", "the same for a pipeline"),
                    ("sluice gate tag 2.4.0 --format junit", "as test results, for what collects those"),
                    ("sluice gate tag 2.4.0 --wait 600", "wait ten minutes for an approval that is on its way"),
                    ("sluice gate tag 2.4.0 --at 'fri 22:00'", "whether it would be open on Friday night"),
                    ("sluice gate tag 2.4.0 --max-age 15m", "only with what the remote had a quarter of an hour ago"),
                ],
                run: GateTag.run),
            Command(
                "deploy", summary: "Tell whether a release may be deployed to an environment",
                details: """
                    All that a tag needs has to be true still; and the release is tagged, runs in the
                    environment before, is approved for this one, inside a change window, outside every
                    freeze, alone under way, and not older than what runs there; what is deployed was packed from
                    it, and who helps its users has taken it over.
                    """,
                examples: [("sluice gate deploy 2.4.0 --env production", "all findings on 2.4.0 in production")],
                run: GateDeploy.run),
        ])
}

struct GateTag: Parameters {
    let release = Argument.required("release", help: "a version or tag: 2.4.0, v2.4.0")
    let target = Option.value("target", placeholder: "revision", help: "judge this commit, not the plan's target")
    let wait = Option.number("wait", help: "for so many seconds, fetch the ledger and ask again until the gate is open")
    let maxAge = Option.value(
        "max-age", placeholder: "duration", help: "refuse where the remote was last heard longer ago: 90s, 15m, 2h, 1d")
    let at = Option.value("at", placeholder: "time", help: GateTime.help)
    let format = Option.choice("format", default: VerdictFormat.text, help: "how to print the verdict")
    let reports = VerdictReport.option

    var declarations: [Declaration] {
        [
            release.declaration, target.declaration, wait.declaration, maxAge.declaration, at.declaration,
            format.declaration, reports.declaration,
        ]
    }

    static func run(_ invocation: Invocation<GateTag>) throws -> ExitStatus {
        let reports = try VerdictReport.all(invocation.reports)
        let workspace = try Workspace(invocation)
        let maxAge = try invocation.maxAge.map(timeSpan)
        let verdict = try waiting(workspace, invocation) { try judge(workspace, invocation, maxAge) }
        keepUntilExit(verdict)
        let format = invocation.wantsJSON ? .json : invocation.format
        try workspace.show(verdict, as: format, reports: reports, on: invocation.console)
        return verdict.status
    }

    private static func waiting(
        _ workspace: Workspace, _ invocation: Invocation<GateTag>, _ judge: () throws -> Verdict
    ) throws -> Verdict {
        guard let seconds = invocation.wait else { return try judge() }
        let remote = try workspace.ledgerRemote()
        let sync = try LedgerSync(workspace.repository, with: remote, author: workspace.author)
        return try GateWait(seconds: seconds, remote: remote, sync: sync, console: invocation.console).verdict(judge)
    }

    private static func judge(
        _ workspace: Workspace, _ invocation: Invocation<GateTag>, _ maxAge: TimeSpan?
    ) throws -> Verdict {
        let asked = try GateTime.asked(invocation.at, workspace)
        let gatherer = try workspace.gatherer(at: asked)
        let version = try gatherer.ledger.release(named: invocation.release)
        let candidate = try invocation.target.map {
            (revision: $0, commit: try workspace.repository.commitID(ofRevision: $0))
        }
        var facts = try gatherer.facts(
            of: version, candidate: candidate, maxAge: maxAge, at: asked ?? workspace.now())
        facts.askedAt = asked
        let verdict = Verdict(facts)
        if !verdict.isUnverified {
            LedgerMemory(workspace.repository).remember(gatherer.ledger.tips, of: gatherer.ledger.branch)
        }
        return verdict
    }

    private static func timeSpan(_ text: String) throws -> TimeSpan {
        guard let span = TimeSpan(text) else {
            throw Failure(
                .usage, "\(text.quoted) is no length of time",
                hints: ["write a number and its unit: 90s, 15m, 2h or 1d"])
        }
        return span
    }
}

struct GateDeploy: Parameters {
    let release = Argument.required("release", help: "a version or tag: 2.4.0, v2.4.0")
    let env = Option.required("env", placeholder: "environment", help: "an environment of the policy")
    let package = Option.value("package", placeholder: "file", help: "what would be deployed, as `package` made it")
    let isRollBack = Option.flag("roll-back", help: "an older release is wanted there on purpose")
    let at = Option.value("at", placeholder: "time", help: GateTime.help)
    let format = Option.choice("format", default: VerdictFormat.text, help: "how to print the verdict")
    let reports = VerdictReport.option

    var declarations: [Declaration] {
        [
            release.declaration, env.declaration, package.declaration, isRollBack.declaration, at.declaration,
            format.declaration, reports.declaration,
        ]
    }

    static func run(_ invocation: Invocation<GateDeploy>) throws -> ExitStatus {
        let reports = try VerdictReport.all(invocation.reports)
        let workspace = try Workspace(invocation)
        let asked = try GateTime.asked(invocation.at, workspace)
        let session = try DeploySession(workspace, invocation.console, isAsking: true, askedAt: asked)
        let verdict = try session.verdict(
            on: invocation.release, environment: invocation.env, isRollBack: invocation.isRollBack,
            package: invocation.package.map(FileDigest.sha256))
        let format = invocation.wantsJSON ? .json : invocation.format
        try workspace.show(verdict, as: format, reports: reports, on: invocation.console)
        return verdict.status
    }
}
