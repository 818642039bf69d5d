import Changes
import Reports
import Testing

@Suite("Text")
struct TextTests {
    @Test(
        "T14, L8: escape, control and bidi characters are shown, not obeyed",
        arguments: [
            ("\u{1B}[31mred", "<U+001B>[31mred"),
            ("a\u{9B}2J", "a<U+009B>2J"),
            ("nul\0bell\u{7}del\u{7F}", "nul<U+0000>bell<U+0007>del<U+007F>"),
            ("RFC-\u{202E}21", "RFC-<U+202E>21"),
            ("RFC\u{200B}-\u{2066}1\u{2069}", "RFC<U+200B>-<U+2066>1<U+2069>"),
            ("tag\u{E0041}", "tag<U+E0041>"),
            ("two\nlines\ttab\u{2028}", "two<U+000A>lines<U+0009>tab<U+2028>"),
        ])
    func showsWhatWouldSteerATerminal(text: String, shown: String) {
        #expect(SafeText.line(text) == shown)
    }

    @Test(arguments: ["plain", "naïve Größe", "日本語", "e\u{301}", "❤\u{FE0F}", ""])
    func leavesOrdinaryTextAsItIs(text: String) {
        #expect(SafeText.line(text) == text)
    }

    @Test(
        "what joins letters of Persian and Hindi, and emoji of a family, stays",
        arguments: [
            "می\u{200C}خواهم", "क\u{94D}\u{200D}ष", "क\u{94D}\u{200C}ष", "👨\u{200D}👩\u{200D}👧", "👩🏽\u{200D}💻",
            "🏳\u{FE0F}\u{200D}🌈", "❤\u{FE0F}\u{200D}🔥", "שלום\u{200F}!", "(\u{200F}שלום)",
        ])
    func keepsJoiners(text: String) {
        #expect(SafeText.line(text) == text && SafeText.block("a\n\(text)") == "a\n\(text)")
        #expect(HTMLText.escaped(text) == text)
        #expect(MarkdownText.inline(text) == text)
    }

    @Test(
        "T14: the same characters are shown where they hide between other letters, or reorder",
        arguments: [
            ("RFC\u{200D}-1", "RFC<U+200D>-1"), ("pass\u{200C}word", "pass<U+200C>word"),
            ("\u{200D}می", "<U+200D>می"), ("می\u{200C}", "می<U+200C>"), ("می\u{200C}\u{200C}خ", "می<U+200C><U+200C>خ"),
            ("1\u{200D}2", "1<U+200D>2"), ("👨\u{200D}x", "👨<U+200D>x"), ("#\u{200D}*", "#<U+200D>*"),
            ("a\u{200F}b", "a<U+200F>b"), ("ש\u{200F}12-34", "ש<U+200F>12-34"), ("12\u{200F}ש", "12<U+200F>ש"),
            ("ש\u{200E}", "ש<U+200E>"), ("ש\u{200F}\u{202E}x", "ש\u{200F}<U+202E>x"),
            ("ש!\u{200F}", "ש!<U+200F>"),
        ])
    func showsOtherJoiners(text: String, shown: String) {
        #expect(SafeText.line(text) == shown)
    }

    @Test(
        "a line of foreign text commands no pipeline",
        arguments: [
            ("::error::x", "<U+003A>:error::x"), ("  ::add-mask::x", "  <U+003A>:add-mask::x"),
            ("##vso[task.x]", "<U+0023>#vso[task.x]"), ("a ##[error]b", "a <U+0023>#[error]b"),
            ("a##teamcity[x]", "a<U+0023>#teamcity[x]"), ("##VSO[x]", "<U+0023>#VSO[x]"), ("###[x]", "#<U+0023>#[x]"),
            ("section_start:1:a", "<U+0073>ection_start:1:a"), ("std::vector", "std::vector"), ("## title", "## title"),
            ("a section_end:1", "a section_end:1"),
        ])
    func disarmsPipelineCommands(text: String, shown: String) {
        #expect(SafeText.line(text) == shown)
        #expect(SafeText.block("a\n\(text)\nb") == "a\n\(shown)\nb")
    }

    @Test("JSON is the same text to those who read it, and holds no command")
    func disarmsJSON() throws {
        let text = JSONText.document(JSONValue.object(["a": "##vso[x] \\##[y] ###"]))
        #expect(!text.contains("##"))
        #expect(try JSONValue(Array(text.utf8)[...]) == .object(["a": "##vso[x] \\##[y] ###"]))
    }

    @Test("L8: bytes of another encoding are repaired for display")
    func repairsBytes() {
        #expect(SafeText.line([0x47, 0x72, 0xF6, 0xDF, 0x65]) == "Gr\u{FFFD}\u{FFFD}e")
        #expect(SafeText.block([0x61, 0x0A, 0xFF]) == "a\n\u{FFFD}")
    }

    @Test("L8: a block keeps its lines, with CRLF as LF, and shows a lone CR")
    func keepsTheLinesOfABlock() {
        #expect(SafeText.block("one\r\ntwo\n\tthree\rfour\u{1B}") == "one\ntwo\n\tthree<U+000D>four<U+001B>")
    }

    @Test(
        "T14: text becomes no Markdown, HTML, link or mention",
        arguments: [
            ("*bold* _it_ `code`", #"\*bold\* \_it\_ \`code\`"#),
            ("<img src=x onerror=y>", #"\<img src=x onerror=y\>"#),
            ("[a](javascript:x) | cell", #"\[a\](javascript:x) \| cell"#),
            ("see https://a.b and www.c.d", #"see https\://a.b and www\.c.d"#),
            ("mailto:me", #"mailto\:me"#),
            ("&lt; \\ ~~x~~ $y$", #"\&lt; \\ \~\~x\~\~ \$y\$"#),
            ("- item", #"\- item"#), ("1. one", #"1\. one"#), ("12) x", #"12\) x"#), ("=", #"\="#),
            ("# title", "\\# title"),
            ("by @types/node, #12", "by @<!-- -->types/node, \\#<!-- -->12"),
            ("one\ntwo", #"one\<U+000A\>two"#),
            ("RFC-12: rates 1.5 (a - b)", "RFC-12: rates 1.5 (a - b)"),
        ])
    func escapesMarkdown(text: String, escaped: String) {
        #expect(MarkdownText.inline(text) == escaped)
    }

    @Test func paintsOnlyWhereColorIsWanted() {
        #expect(Palette.plain("no", .red) == "no")
        #expect(Palette(usesColor: true)("no", .red) == "\u{1B}[31mno\u{1B}[m")
        #expect(Palette(usesColor: true)("no", nil) == "no")
    }
}
