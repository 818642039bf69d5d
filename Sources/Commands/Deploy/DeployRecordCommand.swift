import Changes
import Git
import Ledger
import Releases
import Reports

extension Command {
    static let deployRecord = Command(
        "record", summary: "Record a deployment that was made elsewhere, or the end of one that was cut off",
        details: """
            What was deployed without a release tag is recorded with --commit, by the version
            that it was to have. `sluice audit` reports it, and any other deployment to
            production that passed no gate.
            """,
        examples: [
            (
                "sluice deploy record 2.4.0 --env production --outcome failed -m 'the machine died'",
                "end an unfinished one"
            ),
            (
                "sluice deploy record 2.4.0 --env test --outcome succeeded --started 'yesterday 9:00'",
                "one that Sluice did not run"
            ),
            (
                "sluice deploy record 2.4.1 --env production --commit 3f9a1c2e --outcome succeeded -m 'orders were lost'",
                "one of a commit without a tag"
            ),
        ],
        run: RecordDeployment.run)
}

struct RecordDeployment: Parameters {
    let release = Argument.required("release", help: "a version or tag: 2.4.0, v2.4.0")
    let env = Option.required("env", placeholder: "environment", help: "an environment of the policy")
    let outcome = Option.choice("outcome", of: DeploymentStatement.Outcome.self, help: "what came of it")
    let commit = Option.value(
        "commit", placeholder: "revision", help: "what was deployed, where it is not what the release's tag marks")
    let package = Option.value("package", placeholder: "file", help: "what was deployed, as `package` made it")
    let started = Option.value("started", placeholder: "time", help: "when it began, where it was made elsewhere")
    let ended = Option.value("ended", placeholder: "time", help: "when it ended")
    let note = Option.value("note", short: "m", placeholder: "text", help: "what happened")

    static func run(_ invocation: Invocation<RecordDeployment>) throws -> ExitStatus {
        guard let outcome = invocation.outcome else {
            let words = DeploymentStatement.Outcome.allCases.map(\.rawValue).joined(separator: ", ")
            throw Failure(.usage, "what came of it?", hints: ["say it with --outcome: \(words)"])
        }
        let workspace = try Workspace(invocation)
        let author = try workspace.author()
        let zone = ZoneRules.here
        let times = try [("--started", invocation.started), ("--ended", invocation.ended)].map { option, text in
            try text.map { try past($0, option, workspace.now(), zone) }
        }
        let commit = try invocation.commit.map { try workspace.repository.commitID(ofRevision: $0) }
        let session = try DeploySession(workspace, invocation.console)
        let package = try invocation.package.map(FileDigest.sha256)
        let writer = try workspace.writer(by: author)
        let (isEnd, written) = try writer.decide("deploy: record") { ledger in
            let policy = try ledger.policy()
            let version = try ledger.release(named: invocation.release)
            let environment = try policy.deploymentEnvironment(named: invocation.env)
            try policy.refuseStranger(workspace.speaker(author, .deployment, policy: policy))
            let open = try ledger.deployments(to: environment.name).unfinished.last { deployment in
                deployment.release == version && (commit == nil || deployment.statement.commit == commit)
            }
            var statement = try open?.statement ?? whole(version, of: commit, environment.name, policy, workspace)
            (statement.ends, statement.outcome, statement.reason) = (open?.record, outcome, invocation.note)
            statement.package = package ?? statement.package
            (statement.started, statement.ended, statement.command) = (times[0], times[1], nil)
            return (open != nil, try [.deployment(statement)] + session.moves(after: statement, ledger, by: author))
        }
        tell(written, outcome, isEnd: isEnd, invocation)
        return .yes
    }

    /// - Throws: a failure for a time to come, which would stay the latest of all for long.
    private static func past(_ text: String, _ option: String, _ now: Timestamp, _ zone: ZoneRules) throws -> Timestamp
    {
        let time = try TimeInput.moment(text, option: option, now: now, zone: zone)
        guard time <= now else {
            throw Failure(.usage, "\(option): \(text.quoted) is yet to come", hints: ["name a time that is over"])
        }
        return time
    }

    private static func whole(
        _ version: Version, of commit: ObjectID?, _ environment: String, _ policy: Policy, _ workspace: Workspace
    ) throws -> DeploymentStatement {
        let tag = try ReleaseTags(workspace.repository, policy: policy)[version]
        if let tag, commit == nil || commit == tag.target {
            return DeploymentStatement(environment: environment, release: version, tag: tag.name, commit: tag.target)
        }
        guard let commit else {
            throw Failure(
                .refused, "release \(version) is not tagged",
                hints: [
                    "`sluice tag \(version)` tags it, once its gate is open",
                    "`--commit <revision>` records what was deployed without a tag; `sluice audit` reports it",
                ])
        }
        guard policy.needs >= 2 else {
            throw Failure(
                .refused, "release \(version) is not tagged, and this ledger has no deployments without a tag",
                hints: ["`sluice policy edit` allows them: [ledger] needs = 2; older programs then refuse the ledger"])
        }
        return DeploymentStatement(environment: environment, release: version, tag: "", commit: commit)
    }

    private static func tell(
        _ written: [StoredRecord], _ outcome: DeploymentStatement.Outcome, isEnd: Bool,
        _ invocation: Invocation<RecordDeployment>
    ) {
        for stored in written {
            guard case .deployment(let statement) = stored.record.statement else { continue }
            if invocation.wantsJSON { return invocation.console.write(JSONText.document(statement.json)) }
            invocation.console.print(
                "\(isEnd ? "Ended" : "Recorded") the deployment of \(statement.release) to "
                    + "\(SafeText.line(statement.environment)): \(outcome.rawValue).")
            guard !statement.isTagged else { return }
            invocation.console.note(
                "No release tag marks \(statement.commit.abbreviated): `sluice audit` reports this deployment.")
        }
    }
}
