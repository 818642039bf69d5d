import Ledger
import Releases
import Reports

extension Command {
    static let board = Command(
        "board", summary: "Show the items of a release by their status, and work on them",
        details: """
            On a terminal the board is worked on: arrow keys select an item, Space picks it up
            so that they move it, a approves, ? helps, q leaves. Elsewhere, and with --text, it
            is printed. Behind each item stand where its sign-offs are, and how long it has
            been in its status.
            """,
        examples: [
            ("sluice board 2.4.0", "work on the items of 2.4.0"),
            ("sluice board --text", "print the board of the only release that is planned"),
            ("sluice board 2.4.0 --json", "the same for a program"),
        ],
        run: ShowBoard.run)
}

struct ShowBoard: Parameters {
    let release = Argument.optional(
        "release", help: "a version or tag; needed where several are planned and not tagged")
    let text = Option.flag("text", help: "print it, on a terminal too")

    static func run(_ invocation: Invocation<ShowBoard>) throws -> ExitStatus {
        let workspace = try Workspace(invocation)
        let console = invocation.console
        let board = try workspace.board(of: invocation.release)
        if invocation.wantsJSON {
            console.write(JSONText.document(BoardDocument(board)))
        } else if invocation.text || !isWorkedOn(invocation.environment) {
            console.write(BoardText(board).text(width: console.width, palette: console.palette))
        } else {
            try BoardSession(workspace: workspace, release: board.release, console: console).run(BoardControl(board))
        }
        return .yes
    }

    private static func isWorkedOn(_ environment: Environment) -> Bool {
        Descriptor.input.isTerminal && Descriptor.output.isTerminal && environment["TERM"] != "dumb"
    }
}

extension Workspace {
    /// The board of a release as it is now.
    func board(of release: String?) throws -> Board {
        let view = try PlannedRelease(self, try ledger(), release: release)
        return Board(view.facts, at: date())
    }
}
