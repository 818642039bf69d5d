import Changes
import Git
import Ledger
import Releases
import Reports

extension Command {
    static let releaseNew = Command(
        "new", summary: "Plan a release",
        details: """
            The base is the highest lower version in the same line, or else the highest lower
            version, by the release tags; --base names another one. The target is the checked
            out branch, if the policy makes releases from it, or else the policy's default
            branch; --target names another branch or a commit. For a release that is planned
            and not tagged yet, the options change its plan.
            """,
        examples: [
            ("sluice release new 2.4.0", "plan 2.4.0 on the branch that releases are made from"),
            ("sluice release new 2.3.1 --target release/2.3", "plan a release of another branch"),
            (
                "sluice release new 2.4.1 --type emergency --manager rene@example.org",
                "say what it is, and who answers for it"
            ),
            ("sluice release new 3.0.0 --base 2.4.0", "say what came before, where versions do not tell"),
        ],
        run: ReleaseNew.run)
}

struct ReleaseNew: Parameters {
    let release = Argument.required("release", help: "the version: 2.4.0")
    let base = Option.value("base", placeholder: "revision", help: "the version, tag or commit that came before")
    let target = Option.value("target", placeholder: "revision", help: "the branch or commit to be released")
    let manager = Option.value("manager", placeholder: "person", help: "who answers for the release")
    let window = Option.value(
        "window", placeholder: "from/until", help: "when it is to go into production: 'fri 22:00/sat 2:00'")
    let type = Option.choice(
        "type", of: ReleaseType.self, help: "what sort of change it is; normal where nothing is said")
    let reason = Option.value("reason", short: "m", placeholder: "text", help: "why")

    static func run(_ invocation: Invocation<ReleaseNew>) throws -> ExitStatus {
        let session = try PlanSession(invocation, release: invocation.release, isNew: true)
        let (isNew, isChanged) = try session.decide("planned") { view in
            let statement = try statement(in: view, invocation, at: session.workspace.now())
            return ((view.plan == nil, statement != nil), statement)
        }
        let view = try session.view()
        guard isChanged else {
            invocation.console.note("Release \(view.version) is planned so already; nothing changes.")
            if invocation.wantsJSON { try tell(view, invocation, isNew: false, isChanged: false) }
            return .yes
        }
        try tell(view, invocation, isNew: isNew, isChanged: true)
        return .yes
    }

    /// What the plan says from now on; nil where it says so already.
    private static func statement(
        in view: PlanSession.View, _ invocation: Invocation<ReleaseNew>, at now: Timestamp
    ) throws -> PlanStatement? {
        let options: [Any?] = [
            invocation.base, invocation.target, invocation.manager, invocation.type, invocation.window,
        ]
        try refuse(view, isChange: options.contains { $0 != nil })
        let target = try invocation.target.map { try view.target(named: $0) }
        let plannedTarget = try target ?? view.plan?.target ?? view.defaultTarget()
        // The target is looked up before anything is written; the base was, as it was named.
        _ = try view.finder.commit(ofTarget: plannedTarget)
        let plannedBase = try invocation.base.map { try view.base(named: $0) } ?? view.plan?.base ?? ""
        var statement = PlanStatement(release: view.version)
        statement.manager = invocation.manager.flatMap { $0 == view.plan?.manager ?? "" ? nil : $0 }
        if let window = try invocation.window.map({ try times(of: $0, at: now) }),
            window.from != view.plan?.from || window.until != view.plan?.until
        {
            (statement.from, statement.until) = window
        }
        statement.type = invocation.type.flatMap { $0 == view.plan?.type ?? .normal ? nil : $0 }
        if let plan = view.plan, plan.target == plannedTarget, plan.base ?? "" == plannedBase,
            statement.manager == nil, statement.type == nil, statement.from == nil
        {
            return nil
        }
        statement.target = plannedTarget
        statement.base = plannedBase == view.plan?.base ?? "" ? nil : plannedBase
        statement.reason = invocation.reason
        return statement
    }

    /// `fri 22:00/sat 2:00`
    private static func times(of text: String, at now: Timestamp) throws -> (from: Timestamp?, until: Timestamp?) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2 else {
            throw Failure(
                .usage, "--window: \(text.quoted) is no beginning and end", hints: ["write both: 'fri 22:00/sat 2:00'"])
        }
        let zone = ZoneRules.here
        let times = try parts.map { try TimeInput.moment($0, option: "--window", now: now, zone: zone) }
        guard times[0] < times[1] else {
            throw Failure(.usage, "--window: it would end before it begins", hints: ["name a later end"])
        }
        return (times[0], times[1])
    }

    private static func refuse(_ view: PlanSession.View, isChange: Bool) throws {
        if let tag = try view.finder.tags[view.version] {
            throw Failure(
                .refused, "release \(view.version) is tagged already (\(tag.name))",
                hints: ["`sluice log \(view.version)` shows what is in it; plan the next version"])
        }
        guard view.plan != nil, !isChange else { return }
        throw Failure(
            .refused, "release \(view.version) is planned already",
            hints: [
                "`sluice release show \(view.version)` shows the plan",
                "`sluice release new \(view.version) --target <branch> --base <version>` changes its ends",
            ])
    }

    /// How many there are; of a component that owns files, those that belong to it.
    private static func commits(of scope: ReleaseScope, in view: PlanSession.View) throws -> Int {
        guard view.policy.component(of: view.version)?.paths.isEmpty == false else {
            return try CommitRange.commits(
                of: [scope.candidate], without: scope.base.map { [$0.commit] } ?? [], in: view.finder.repository
            ).count
        }
        return try HistoryReader(view.finder, ledger: view.ledger).history(of: scope, plan: view.plan).contents.commits
            .count
    }

    private static func tell(
        _ view: PlanSession.View, _ invocation: Invocation<ReleaseNew>, isNew: Bool, isChanged: Bool
    ) throws {
        let console = invocation.console
        let scope = try view.finder.scope(of: view.version, plan: view.plan)
        console.warn(of: scope)
        let commits = try commits(of: scope, in: view)
        guard !invocation.wantsJSON else {
            return console.write(
                JSONText.document(
                    JSONValue.object([
                        "release": view.version, "new": isNew, "changed": isChanged, "base": scope.baseDocument,
                        "candidate": scope.candidateDocument, "commits": commits,
                    ])))
        }
        console.print(
            "\(isNew ? "Planned" : "Changed the plan of") \(SafeText.line(scope.sentence)): \(counted(commits, "commit")) up to "
                + "\(SafeText.line(scope.candidateRevision)) (\(scope.candidate.abbreviated)).")
        guard commits == 0 else {
            console.note(Hint("`sluice release collect \(view.version)` plans the items of these commits.").text)
            return
        }
        console.warn(
            "\(scope.candidateRevision) has no commit that \(scope.baseName) lacks: the release is empty",
            hints: ["commit to \(scope.candidateRevision), or name other ends with --base and --target"])
    }
}
