import Gate
import Git
import Ledger
import Releases
import Reports

extension Command {
    static let gate = Command(
        "gate", summary: "Tell whether a release may go on",
        details: """
            The gate is open only if nothing speaks against the release. Every finding names
            what was expected, what was found, and the command that mends it. Exit status:
            0 open, 1 refused, 3 cannot be decided in this clone, 4 the ledger does not verify.
            """,
        verbs: [
            Command(
                "tag", summary: "Tell whether a release may be tagged",
                examples: [
                    ("sluice gate tag 2.4.0", "all findings on release 2.4.0"),
                    ("sluice gate tag v2.4.0 --json", "the same for a pipeline"),
                ],
                run: GateTag.run)
        ])
}

struct GateTag: Parameters {
    enum Format: String, CaseIterable { case text, json }

    let release = Argument.required("release", help: "a version or tag: 2.4.0, v2.4.0")
    let target = Option.value("target", placeholder: "revision", help: "judge this commit, not the plan's target")
    let format = Option.choice("format", default: Format.text, help: "how to print the verdict")

    static func run(_ invocation: Invocation<GateTag>) throws -> ExitStatus {
        let workspace = try Workspace(invocation)
        let gatherer = try workspace.gatherer()
        let version = try gatherer.policy.release(named: invocation.release)
        let candidate = try invocation.target.map {
            (revision: $0, commit: try workspace.repository.commitID(ofRevision: $0))
        }
        let verdict = Verdict(try gatherer.facts(of: version, candidate: candidate))
        if invocation.wantsJSON || invocation.format == .json {
            invocation.console.write(JSONText.document(VerdictDocument(verdict)))
        } else {
            invocation.console.write(VerdictText(verdict, palette: invocation.console.palette).text)
        }
        return verdict.status
    }
}
