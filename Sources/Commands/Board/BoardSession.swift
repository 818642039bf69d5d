import Changes
import Git
import Ledger
import Reports
import System

/// A board on a terminal, from the first picture to the last key.
struct BoardSession {
    let workspace: Workspace
    let release: Version
    let console: Console

    func run(_ start: BoardControl) throws {
        var (control, message) = (start, "")
        console.flush()
        let screen = try TerminalScreen()
        defer { screen.leave() }
        while true {
            draw(control, message, on: screen)
            for key in BoardKey.keys(in: try screen.read()) {
                if let wish = control.press(key) {
                    if wish == .leave { return }
                    message = try carryOut(wish, on: screen)
                    control.show(try workspace.board(of: release.description))
                }
                draw(control, message, on: screen)
            }
        }
    }

    private func draw(_ control: BoardControl, _ message: String, on screen: TerminalScreen) {
        let size = screen.size
        let frame = BoardFrame(
            control, message: message, width: size.columns, height: size.rows, palette: console.palette)
        screen.show(frame.lines)
    }

    /// Does what a command of that name does, and gives what it says. A program of its own does it: what asks for a passphrase
    /// finds the terminal as it was.
    private func carryOut(_ wish: BoardControl.Wish, on screen: TerminalScreen) throws -> String {
        let words: [String]
        switch wish {
        case .leave, .readAgain: return ""
        case .approve(let item): words = ["approve", item.description, "--release", release.description]
        case .move(let item, let place, let reason):
            words =
                ["move", item.description, place, "--release", release.description]
                + (reason.map { ["--reason=\($0)"] } ?? [])
        }
        return try screen.lent {
            let answer = try ExternalProgram(File.thisProgram(), words).run()
            if answer.status == 0 { workspace.remindOfSync() }
            return Self.told(answer)
        }
    }

    /// What went wrong, or else what was done; in one line.
    private static func told(_ answer: ExternalProgram.Answer) -> String {
        let text = answer.status == 0 && !answer.output.isEmpty ? answer.text : answer.errorText
        return text.split(separator: "\n").prefix(2).joined(separator: "  ")
    }
}
