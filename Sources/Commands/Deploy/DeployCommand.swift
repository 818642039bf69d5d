import Changes
import Gate
import Git
import Ledger
import Releases
import Reports

extension Command {
    static let deploy = Command(
        "deploy", summary: "Deploy a release to an environment, if its gate is open",
        details: """
            Asks the gate (`sluice gate deploy`), records the beginning, runs the command, and
            records what came of it. The command finds SLUICE_RELEASE, SLUICE_TAG,
            SLUICE_COMMIT, SLUICE_ENVIRONMENT, SLUICE_PACKAGE and SLUICE_PACKAGE_SHA256 in its
            environment. A deployment that is cut
            off stays unfinished, and keeps the environment busy, until `deploy record` says
            what came of it. Exit status: 0 only if the command succeeded.
            """,
        examples: [
            ("sluice deploy 2.4.0 --env production -- ./rollout.sh", "deploy 2.4.0 by a script"),
            ("sluice deploy 2.3.0 --env production --roll-back -m 'orders fail' -- ./rollout.sh", "back to 2.3.0"),
            ("sluice deploy 2.4.0 --env test --package release-2.4.0.tar -- ./install.sh", "this very file"),
            ("sluice deploy list", "what runs where since when, and what is waiting"),
        ],
        besides: [.deployRecord, .deployList], run: DeployRelease.run)
}

struct DeployRelease: Parameters {
    let release = Argument.required("release", help: "a version or tag: 2.4.0, v2.4.0")
    let command = Argument.atLeastOne("command", help: "what deploys it, with its arguments, behind --")
    let env = Option.required("env", placeholder: "environment", help: "an environment of the policy")
    let package = Option.value("package", placeholder: "file", help: "what is deployed, as `package` made it")
    let isRollBack = Option.flag("roll-back", help: "go back to an older release on purpose")
    let reason = Option.value("reason", short: "m", placeholder: "text", help: "why; needed to roll back")

    static func run(_ invocation: Invocation<DeployRelease>) throws -> ExitStatus {
        if invocation.isRollBack, invocation.reason == nil {
            throw Failure(
                .usage, "why is it rolled back?",
                hints: ["say it with --reason: what went wrong with the newer release"])
        }
        let workspace = try Workspace(invocation)
        let session = try DeploySession(workspace, invocation.console)
        let (start, verdict) = try session.begin(
            invocation.release, to: invocation.env, command: invocation.command,
            isRollBack: invocation.isRollBack, package: invocation.package.map(FileDigest.sha256),
            reason: invocation.reason)
        guard let start else {
            try workspace.show(verdict, as: invocation.wantsJSON ? .json : .text, on: invocation.console)
            return verdict.status
        }
        let status = try session.run(start, invocation.command, package: invocation.package)
        let outcome = try session.end(start, exit: Int(status))
        if invocation.wantsJSON {
            invocation.console.write(JSONText.line(outcome.document))
        } else {
            invocation.console.print(outcome.sentence)
        }
        return status == 0 ? .yes : .refused
    }
}

extension Deployment {
    fileprivate var document: JSONValue {
        .object([
            "release": release, "environment": statement.environment, "outcome": outcome, "exit": exit,
            "started": started, "ended": ended, "package": statement.package, "record": record,
        ])
    }

    /// `Deployed 2.4.0 to production.`
    fileprivate var sentence: String {
        let place = SafeText.line(statement.environment)
        switch outcome {
        case .succeeded: return "\(statement.isRollBack ? "Rolled back to" : "Deployed") \(release) in \(place)."
        default: return "The deployment of \(release) to \(place) failed: the command ended with status \(exit ?? 0)."
        }
    }
}
