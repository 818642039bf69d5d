import Changes
import Gate
import Git
import Ledger
import Releases
import Reports
import System

extension Command {
    static let check = Command(
        "check", summary: "Judge commits before they are merged",
        details: """
            Without a range: what HEAD has and the default branch lacks. Each commit has to
            belong to an item that is known and open, configuration changes to what the
            policy asks for, and merges may bring nothing of their own, as the gate judges
            it. The next release planned on the branch is judged as the merge would leave
            it: items that are not planned, approvals that would become stale, what would
            be lost of the releases before. Nothing is written.

            --title, --message-file, --event and --pipeline judge the message of the squash
            commit before the host makes it. An event (of GitHub, GitLab, Gitea, Azure
            DevOps or Bitbucket) or the variables of a pipeline (also of Jenkins) name the
            commits, too.

            Exit status: 0 passed, 1 refused, 2 wrong usage, 3 cannot be decided in this
            clone, 4 the ledger does not verify.
            """,
        examples: [
            ("sluice check", "the commits of this branch"),
            ("sluice check origin/main..feature/TASK-1 --title 'Add the form'", "the squash commit of a request"),
            ("sluice check --pipeline --format github", "in a pipeline, the request that it runs for"),
            ("sluice check --event event.json --json", "the request of a webhook"),
            ("sluice check --warn stale", "without refusing what makes approvals stale"),
        ],
        run: CheckMerge.run)
}

struct CheckMerge: Parameters {
    let range = Argument.optional("range", help: "<base>..<head>: what the head has and the base lacks")
    let release = Option.value(
        "release", placeholder: "version", help: "the release that the commits go to, not the next one of the branch")
    let title = Option.value("title", placeholder: "text", help: "judge the squash commit of a request with this title")
    let body = Option.value("body", placeholder: "text", help: "the description of that request")
    let messageFile = Option.value(
        "message-file", placeholder: "file", help: "judge the squash commit with this message; - is standard input")
    let event = Option.value(
        "event", placeholder: "file", help: "judge the request of a host's event; - is standard input")
    let isPipeline = Option.flag("pipeline", help: "judge the request that the pipeline's variables name")
    let method = Option.choice(
        "method", of: HostRequest.Method.self, help: "how the request is merged, where its host permits several ways")
    let warn = Option.values("warn", placeholder: "rule", help: "show findings of this rule, and refuse nothing for it")
    let format = Option.choice("format", default: VerdictFormat.text, help: "how to print the findings")
    let reports = VerdictReport.option

    var declarations: [Declaration] {
        [
            range.declaration, release.declaration, title.declaration, body.declaration, messageFile.declaration,
            event.declaration, isPipeline.declaration, method.declaration, warn.declaration, format.declaration,
            reports.declaration,
        ]
    }

    static func run(_ invocation: Invocation<CheckMerge>) throws -> ExitStatus {
        let warned = try Set(invocation.warn.map(code))
        let reports = try VerdictReport.all(invocation.reports)
        let source = try CheckedMessage(invocation)
        let workspace = try Workspace(invocation)
        let gatherer = try workspace.gatherer()
        let release = try invocation.release.map { try untagged($0, gatherer) }
        let ends = try CheckedEnds(invocation.range, source.request, gatherer, invocation.console)
        let ways = try source.ways(of: ends, in: workspace.repository, on: invocation.console).map { message in
            let proposal = try MergeProposal(
                of: ends.head, into: ends.base, branch: ends.branch, squashMessage: message, in: workspace.repository)
            return try gatherer.facts(on: proposal, landingIn: release)
        }
        let check = MergeCheck(ways, warned: warned)
        keepUntilExit(check)
        let format = invocation.wantsJSON ? .json : invocation.format
        try workspace.show(check, as: format, reports: reports, on: invocation.console)
        return check.status
    }

    private static func untagged(_ name: String, _ gatherer: FactsGatherer) throws -> Version {
        let release = try gatherer.ledger.release(named: name)
        guard let tag = try ReleaseTags(gatherer.repository, policy: gatherer.policy)[release] else { return release }
        throw Failure(
            .usage, "release \(release) is tagged (\(tag.name)): no commit can come into it any more",
            hints: ["name one that is not tagged: `sluice release list` shows them"])
    }

    private static func code(_ text: String) throws -> RuleCode {
        let known = MergeCheck.codes.filter { !RuleCode.neverWaived.contains($0) }
        guard let code = RuleCode(rawValue: text), known.contains(code) else {
            throw Failure(
                .usage, "`check` has no rule \(text.quoted) that it could only warn of",
                hints: [Suggestion.hint(for: text, among: known.map(\.rawValue), "these are")])
        }
        return code
    }
}

extension MergeCheck {
    fileprivate var status: ExitStatus {
        if isUnverified { return .notVerified }
        if isUndecided { return .cannotDecide }
        return isPassed ? .yes : .refused
    }
}
