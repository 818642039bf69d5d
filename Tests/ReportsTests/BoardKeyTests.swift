import Testing

@testable import Reports

/// Keys as terminals send them.
@Suite struct BoardKeyTests {
    @Test(
        "bytes are read as the keys that they spell",
        arguments: [
            ("\u{1B}[A", [BoardKey.arrow(.up, isShifted: false)]), ("\u{1B}OB", [.arrow(.down, isShifted: false)]),
            ("\u{1B}[1;2C", [.arrow(.right, isShifted: true)]), ("\u{1B}", [.escape]), ("\r", [.enter]),
            ("\u{7F}", [.backspace]), ("\u{3}", [.interrupt]),
            ("aé?", [.character("a"), .character("é"), .character("?")]),
            ("\u{1B}[D\u{1B}[Dq", [.arrow(.left, isShifted: false), .arrow(.left, isShifted: false), .character("q")]),
            ("\u{1B}[15~", []), ("\u{1}", []), ("", []),
        ])
    func readsKeys(_ text: String, _ keys: [BoardKey]) {
        #expect(BoardKey.keys(in: Array(text.utf8)) == keys)
    }

    @Test("no bytes are too strange")
    func readsAnything() {
        var random = SystemRandomNumberGenerator()
        for length in 0..<2_000 {
            let bytes = (0..<(length % 40)).map { _ in UInt8.random(in: 0...255, using: &random) }
            #expect(BoardKey.keys(in: bytes).count <= bytes.count * 3)
        }
    }
}
