import Ledger
import Releases
import Reports

extension Command {
    static let testList = Command(
        "list", summary: "List what has to be tried for a release, and what came of it",
        examples: [
            ("sluice test list 2.4.0", "every case of every planned item"),
            ("sluice test list --open", "only what is left to do"),
        ],
        run: ListTests.run)
}

struct ListTests: Parameters {
    let release = Argument.optional(
        "release", help: "a version or tag; needed where several are planned and not tagged")
    let open = Option.flag("open", help: "only what has not been passed")

    static func run(_ invocation: Invocation<ListTests>) throws -> ExitStatus {
        let workspace = try Workspace(invocation)
        let view = try PlannedRelease(workspace, try workspace.ledger(), release: invocation.release)
        let standings = view.facts.tests.standings.filter { !invocation.open || $0.state != .passed }
        let console = invocation.console
        if invocation.wantsJSON {
            for standing in standings { console.write(JSONText.line(TestStandingDocument(standing, view.version))) }
        } else if standings.isEmpty {
            console.note(
                view.facts.tests.standings.isEmpty
                    ? "No case is for what \(view.version) plans; `sluice test case add` adds one."
                    : "Nothing is left to try for \(view.version).")
        } else {
            console.write(TestListText(standings, view.facts).text(width: console.width, palette: console.palette))
        }
        return .yes
    }
}
