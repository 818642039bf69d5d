import Changes
import Testing

@Suite struct CleanedMessageTests {
    static let scissors = "# ------------------------ >8 ------------------------\n"

    private func cleaned(_ text: String, _ cleanup: MessageCleanup = .strip, comment: Character = "#") -> String {
        let bytes = cleanedMessage(
            Array(text.utf8), commentCharacter: comment.asciiValue ?? 0, cleanup: cleanup)
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

    @Test func honoursTheCleanupMode() {
        let text = "text  \n# comment\n\(CleanedMessageTests.scissors)diff\n"
        #expect(cleaned(text, .verbatim) == "text  \n# comment\n")
        #expect(cleaned(text, .whitespace) == "text\n# comment\n")
        #expect(cleaned(text, .scissors) == "text\n# comment\n")
    }
}
