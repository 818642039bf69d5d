import Changes
import Testing

@Suite struct ClosingTests {
    private var rules: LinkRules {
        var rules = testRules
        rules.closingWords = ["Fixes", "Closes"]
        rules.numberMarks = ["#": "GH", "AB#": "AB"]
        return rules
    }

    @Test(
        "Closing words, closing trailers and number marks link where the policy turns them on",
        arguments: [
            ("text\n\nFixes #12", ["GH-12 closing-word:Fixes"]), ("text, fixes: #12.", ["GH-12 closing-word:Fixes"]),
            (
                "closes #1, #2 and KEY-3",
                ["GH-1 closing-word:Closes", "GH-2 closing-word:Closes", "KEY-3 closing-word:Closes"]
            ),
            ("text AB#4", ["AB-4 closing-word:AB#"]), ("fixes AB#4", ["AB-4 closing-word:Fixes"]),
            ("text\n\nCloses-Bug: #7", ["GH-7 trailer:Closes-Bug"]),
            ("text\n\ncloses-bug: 7", ["GH-7 trailer:Closes-Bug"]),
            ("text\n\nRefs: #7, KEY-1", ["KEY-1 trailer:Refs", "GH-7 trailer:Refs"]),
        ])
    func links(text: String, sources: [String]) {
        #expect(read(text, rules).sources == sources)
    }

    @Test(
        "What closes nothing links nothing",
        arguments: [
            "text (#12)", "text #12", "prefixes #12", "hot-fixes #12", "Fixes#12", "fixes owner/repo#12", "fixes #12a",
            "fixes 12",
            "CAB#4", "AB#x", "text\n\nPartial-Bug: #7", "text\n\nRelated-Bug: #7", "text\n\nRefs: 7", "fixes #0",
        ])
    func linksNothing(text: String) {
        #expect(read(text, rules).links.isEmpty)
    }

    @Test func closingFixesTheItem() {
        #expect(read("text\n\nCloses-Bug: KEY-7").links.map(\.relation) == [.fixes])
        #expect(read("fixes KEY-7", rules).links.map(\.relation) == [.fixes])
        #expect(read("text AB#4", rules).links.map(\.relation) == [.implements])
    }

    @Test(
        "Without a word about it in the policy they are text",
        arguments: ["Fixes #12", "AB#4", "text\n\nCloses-Bug: #7"])
    func isOffByDefault(text: String) {
        #expect(read(text).links.isEmpty)
    }
}
