import Actions
import Changes
import Git
import Ledger
import Reports

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
                    message = carryOut(wish, on: screen)
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

    /// Does what the command of that name does, and gives what it says in one line. The screen is handed back meanwhile: what signs
    /// may ask for a passphrase.
    private func carryOut(_ wish: BoardControl.Wish, on screen: TerminalScreen) -> String {
        screen.lent {
            do {
                return try said(carryingOut: wish)
            } catch {
                let failure = Failure(error)
                return ["error: \(failure.message)", failure.hints.first.map { "hint: \($0.text)" }]
                    .compactMap(\.self).joined(separator: "  ")
            }
        }
    }

    private func said(carryingOut wish: BoardControl.Wish) throws -> String {
        let release = release.description
        switch wish {
        case .leave, .readAgain: return ""
        case .move(let item, let place, let reason):
            return try workspace.move(item.description, to: place, release: release, reason: reason).sentence
        case .approve(let item):
            let signedOff = try workspace.signOff(.approve, [item.description], release: release)
            guard let statement = signedOff.statements.first else {
                return "\(item.shown): nothing changes, you have approved this content already."
            }
            let warning = signedOff.rejections.first.map {
                "  warning: \($0.rejection.by.name) rejected it, and that stands"
            }
            return signedOff.sentence(statement) + (warning ?? "")
        }
    }
}
