import Actions
import Changes
import Ledger
import Releases
import Reports

extension Command {
    static let move = Command(
        "move", summary: "Move an item of a release to another status, or up and down within it",
        details: """
            To the right, one status at a time, as far as what each asks for is true; a status
            further up that is named is reached through all between. To the left, off the
            release's ladder (rejected, withdrawn) and back, with a reason. Up and down change
            the order in which the board shows the items of a status.
            """,
        examples: [
            ("sluice move TASK-7 right", "to the next status, where one release is planned"),
            ("sluice move TASK-7 left -m 'the form loses its data'", "one status back, and why"),
            ("sluice move TASK-7 ready-for-production --release 2.4.0", "through all statuses before it"),
            ("sluice move TASK-7 withdrawn -m 'not wanted any more'", "the release will do without it"),
            ("sluice move TASK-7 up", "before the item that the board shows above it"),
        ],
        run: MoveItem.run)
}

struct MoveItem: Parameters {
    let item = Argument.required("item", help: "an item of the release")
    let place = Argument.required(
        "right|left|up|down|status", help: "where to; a status by its ID, label, or how it begins")
    let release = Option.value(
        "release", placeholder: "version", help: "the release; needed where several are planned and not tagged")
    let reason = Option.value(
        "reason", short: "m", placeholder: "text", help: "why; needed to the left and off the ladder")

    static func run(_ invocation: Invocation<MoveItem>) throws -> ExitStatus {
        let workspace = try Workspace(invocation)
        let moved = try workspace.move(
            invocation.item, to: invocation.place, release: invocation.release, reason: invocation.reason)
        let console = invocation.console
        if invocation.wantsJSON {
            console.write(JSONText.document(MoveDocument(moved)))
        } else if moved.isChanged {
            console.print(moved.sentence)
        } else {
            console.note(moved.sentence)
        }
        return .yes
    }
}
