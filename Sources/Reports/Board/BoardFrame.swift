import Changes
import Ledger

/// One picture of a board on a terminal: all of its lines, none longer than the terminal is wide.
package struct BoardFrame {
    package let lines: [String]

    /// - Parameter message: what the last action said.
    package init(_ control: BoardControl, message: String, width: Int, height: Int, palette: Palette) {
        let head = TextWidth.truncated(SafeText.line(control.board.scope), to: width)
        let foot = Self.foot(control, message).map { palette(TextWidth.truncated($0.0, to: width), $0.1) }
        let room = max(1, height - 2 - foot.count)
        let body =
            control.mode == .help
            ? Self.help.map { TextWidth.truncated($0, to: width) }
            : Self.grid(control, width: width, height: room, palette: palette)
        let filled = Array(body.prefix(room))
        lines = [palette(head, .bold), ""] + filled + Array(repeating: "", count: room - filled.count) + foot
    }

    private static func grid(_ control: BoardControl, width: Int, height: Int, palette: Palette) -> [String] {
        BoardGrid(control.board, width: width, isCrowded: true, around: control.selected.column)?
            .lines(palette: palette, selected: control.selected, isHeld: control.isHeld, height: height) ?? []
    }

    private static func foot(_ control: BoardControl, _ message: String) -> [(String, Paint?)] {
        let told = SafeText.line(message.replacing("\n", with: "  "))
        switch control.mode {
        case .reason(let item, let place, let typed):
            return [
                ("Why does \(item.shown) go \(place)? (Enter goes on, Escape does not)", nil),
                ("> \(SafeText.line(typed))▏", .bold),
            ]
        case .help: return [("", nil), ("any key goes back to the board", .dim)]
        case .browse:
            let keys =
                control.isHeld ? "arrows move \(control.card?.item.shown ?? "it") · Space lets it go" : shortKeys
            return [(told, nil), (keys, .dim)]
        }
    }

    private static let shortKeys = "arrows select · Space picks up · a approves · ? helps · q leaves"

    private static let help = [
        "arrows          select an item",
        "Space, Enter    pick the item up: arrows then move it, right and left from status to status,",
        "                up and down within one; Space again lets it go",
        "Shift + arrow   move it at once",
        "a               approve it, as it is in the release now",
        "r               read the ledger again",
        "q, Control-C    leave",
        "",
        "\(BoardText.legend)",
        "Behind an item stands how long it has been in its status.",
    ]
}
