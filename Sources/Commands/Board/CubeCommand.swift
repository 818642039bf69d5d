import Gate
import Ledger
import Releases
import Reports

extension Command {
    static let cube = Command(
        "cube", summary: "Show all items of the open releases: where each stands in each",
        details: "An open release is planned and not tagged. One item may be in several, at different statuses.",
        examples: [("sluice cube", "items as rows, open releases as columns")],
        run: ShowCube.run)
}

enum ShowCube {
    static func run(_ invocation: Invocation<NoParameters>) throws -> ExitStatus {
        let workspace = try Workspace(invocation)
        let ledger = try workspace.ledger()
        let tags = try ReleaseTags(workspace.repository, policy: ledger.policy())
        let open = try ledger.releases().filter { tags[$0.version] == nil }
        let gatherer = try FactsGatherer(workspace.repository, ledger: ledger, isShowing: true)
        let cube = Cube(try open.map { try workspace.facts(of: $0.version, by: gatherer) })
        let console = invocation.console
        if invocation.wantsJSON {
            console.write(JSONText.document(CubeDocument(cube)))
        } else if cube.rows.isEmpty {
            console.note("no open release plans an item; `sluice release list` tells the releases")
        } else {
            console.write(CubeText(cube).text(width: console.width, palette: console.palette))
        }
        return .yes
    }
}
