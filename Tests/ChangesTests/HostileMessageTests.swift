import Changes
import Testing

@Suite("L8: messages are bytes") struct HostileMessageTests {
    @Test func readsLatin1() {
        let bytes = Array("KEY-1: M".utf8) + [0xFC] + Array("ller\n\nRefs: KEY-2 ".utf8) + [0xE9, 0x0A]
        let reading = MessageReader(rules: testRules).read(bytes)
        #expect(reading.items == ["KEY-2", "KEY-1"])
        #expect(reading.subject == Array("KEY-1: M".utf8) + [0xFC] + Array("ller".utf8))
    }

    @Test func readsCarriageReturns() {
        let reading = read("KEY-1: text\r\n\r\nRefs: KEY-2\r\nTask: x\r\n")
        #expect(reading.sources == ["KEY-2 trailer:Refs", "KEY-1 subject"])
        #expect(reading.subject == Array("KEY-1: text".utf8))
    }

    @Test func readsUpToANULByteAndSaysSo() {
        let reading = read("KEY-1: text\n\0\nRefs: KEY-2")
        #expect(reading.items == ["KEY-1"])
        #expect(reading.mentions.isEmpty)
        #expect(reading.warnings == [.nulByte(offset: 12)])
    }

    @Test func bidiAndEscapeCharactersHideNoIDAndMakeNone() {
        #expect(read("\u{202e}KEY-1 \u{1b}[31mKEY-2").mentioned == ["KEY-1"])
        #expect(read("text\n\nRefs: \u{202e}KEY-1\u{202c}").items == ["KEY-1"])
    }

    @Test func readsTwoMegabytes() {
        let text = "KEY-1: text\n\n" + String(repeating: "a line of the body, as of KEY-2\n", count: 62_500)
        #expect(read(text + "\nRefs: KEY-3\n").items == ["KEY-3", "KEY-1"])
    }

    /// Each would take many minutes if anything looked at all of the text for each of its parts.
    @Test(
        "A part repeated without end is read in linear time", .timeLimit(.minutes(5)),
        arguments: [
            "Refs: KEY-1\n", " folded\n", "KEY-1 ", "KEY-", "-1", "* KEY-1: x\n", "\n", "# x\n", "Fixes #1, ", "'", "a",
            "Refs: KEY-1\n\n", "Co-authored-by: A <a@example.org>\n", "fixup! ", "KEY", "commit x\n    KEY-2\n",
            "K-1\nprose\n",
        ])
    func isLinear(part: String) {
        var rules = testRules
        rules.closingWords = ["Fixes"]
        rules.numberMarks = ["#": "GH"]
        rules.squashBodies = .scope
        let filling = String(repeating: part, count: 40_000 / part.utf8.count)
        for head in ["", "Merge branch 'x", "text (#1)\n\nRefs: x\n", "text\n\nSquashed commit of the following:\n\n"] {
            _ = read(head + filling, rules, isMerge: true)
            _ = cleanedMessage(Array((head + filling).utf8))
        }
    }
}
