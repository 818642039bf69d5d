import Reports
import Testing

@Suite("Tables")
struct TextTableTests {
    @Test func measuresWideAndCombiningCharacters() {
        #expect(TextWidth.columns(of: "abc") == 3)
        #expect(TextWidth.columns(of: "日本") == 4)
        #expect(TextWidth.columns(of: "e\u{301}") == 1)
        #expect(TextWidth.columns(of: "🚀") == 2)
    }

    @Test(arguments: [
        ("日本語", 4, "日…"), ("日本語", 6, "日本語"), ("abcdef", 3, "ab…"), ("abc", 0, ""), ("ab", 1, "…"),
    ])
    func truncatesToColumns(text: String, limit: Int, cut: String) {
        #expect(TextWidth.truncated(text, to: limit) == cut)
    }

    @Test func alignsColumnsWithoutTrailingSpaces() {
        let table = Table(
            [.init("item"), .init("commits", .right), .init("title")],
            rows: [
                [.init("RFC-1"), .init("12"), .init("New rates")],
                [.init("TASK-10"), .init("3"), .init("")],
                [.init("日本")],
            ])
        let expected = """
            item     commits  title
            RFC-1         12  New rates
            TASK-10        3
            日本

            """
        #expect(table.text() == expected)
    }

    @Test func cutsOnlyColumnsThatShrinkAndOnlyOnATerminal() {
        let title = "A title that is longer than the terminal is wide"
        let table = Table([.init(), .init(shrinks: true)], rows: [[.init("RFC-1"), .init(title)]])
        #expect(table.text(width: 20) == "RFC-1  A title that…\n")
        #expect(table.text(width: 3) == "RFC-1  A title…\n")
        #expect(table.text() == "RFC-1  \(title)\n")
    }

    @Test("T14: cells are harmless, and paint does not count as width")
    func makesCellsHarmless() {
        let table = Table([.init(), .init()], rows: [[.init("a\u{1B}[2J", .red), .init("b\nc")]])
        #expect(table.text() == "a<U+001B>[2J  b<U+000A>c\n")
        let painted = Table([.init(), .init()], rows: [[.init("a", .red), .init("x")], [.init("bcd"), .init("y")]])
        #expect(painted.text(palette: Palette(usesColor: true)) == "\u{1B}[31ma\u{1B}[m    x\nbcd  y\n")
    }
}
