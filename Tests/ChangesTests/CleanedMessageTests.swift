import Changes
import Testing

@Suite struct CleanedMessageTests {
    static let scissors = "# ------------------------ >8 ------------------------\n"

    private func cleaned(_ text: String, _ cleanup: MessageCleanup = .strip, comment: Character = "#") -> String {
        let bytes = cleanedMessage(
            Array(text.utf8), commentString: Array(comment.utf8), cleanup: cleanup)
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test("L7: a key in the diff that git commit -v shows is none of the message's")
    func dropsTheDiff() {
        let text = "text\n\n# Please enter\n\(CleanedMessageTests.scissors)# Do not touch\ndiff --git a/x b/x\n+KEY-1\n"
        #expect(cleaned(text) == "text\n")
        #expect(read(cleaned(text)).links.isEmpty)
        #expect(read(cleaned(text)).mentions.isEmpty)
    }

    @Test func dropsCommentsAndNeedlessBlanks() {
        #expect(cleaned("\n\n text \n# KEY-1\n\n\n\nRefs: KEY-2\t\n\n") == " text\n\nRefs: KEY-2\n")
    }

    @Test func honoursTheCommentCharacter() {
        #expect(cleaned("text\n; comment\n# kept\n", comment: ";") == "text\n# kept\n")
    }

    @Test("H82: core.commentString may be several characters")
    func honoursACommentStringOfSeveralCharacters() {
        let scissors = CleanedMessageTests.scissors.dropFirst()
        let text = "text\n/ kept\n// comment\n# kept\n//\(scissors)diff\n"
        let bytes = cleanedMessage(Array(text.utf8), commentString: Array("//".utf8), cleanup: .strip)
        #expect(String(decoding: bytes, as: UTF8.self) == "text\n/ kept\n# kept\n")
    }

    @Test(
        "a trailer stands below the text, above comments and scissors",
        arguments: [
            ("", ""), ("a", "a"), ("a\n", "a\n"), ("a\n\n# c\n", "a\n"), ("a\n\nb\n# c\n\n", "a\n\nb\n"),
            ("a\n# c\nb\n", "a\n# c\nb\n"), ("\n# c\n", "\n"), ("a\n\(scissors)diff\n", "a\n"),
        ])
    func endsAboveComments(text: String, kept: String) {
        let bytes = Array(text.utf8)
        #expect(String(decoding: bytes[..<endOfText(in: bytes)], as: UTF8.self) == kept)
    }

    @Test func honoursTheCleanupMode() {
        let text = "text  \n# comment\n\(CleanedMessageTests.scissors)diff\n"
        #expect(cleaned(text, .verbatim) == "text  \n# comment\n")
        #expect(cleaned(text, .whitespace) == "text\n# comment\n")
        #expect(cleaned(text, .scissors) == "text\n# comment\n")
    }
}
