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
        "A number needs no mark where a word says its kind",
        arguments: [
            ("text\n\nFixes LP Bug #12.", ["BUG-12 closing-word:Fixes"]),
            ("fixes bug: 12", ["BUG-12 closing-word:Fixes"]),
            ("Closes: Bug #12", ["BUG-12 closing-word:Closes"]),
            ("fixes lp12, #13", [12, 13].map { "BUG-\($0) closing-word:Fixes" }),
            ("fixes LP# 12", ["BUG-12 closing-word:Fixes"]), ("closes bug#12", ["BUG-12 closing-word:Closes"]),
            ("fixes bug 12, 13", ["BUG-12 closing-word:Fixes"]),
            ("fixes bug 12 and 2 others", ["BUG-12 closing-word:Fixes"]),
            ("text\n\nRelated-Bug: 7, 8", ["BUG-7 trailer:Related-Bug", "BUG-8 trailer:Related-Bug"]),
            ("fixes issue #12", ["BUG-12 closing-word:Fixes"]), ("the fix for bug 12 broke it", []),
            ("text\n\nCloses-Bug #12", ["BUG-12 closing-word:Closes-Bug"]), ("fixes for 12", []),
            ("text\n\nCloses-Bug: #12\n\nmore", ["BUG-12 lenient-trailer:Closes-Bug"]),
            ("fixes issue 12", []), ("fixes bug", []), ("fixes bug 1.2", []), ("fixes debug 12", []),
            ("fixes bugs", []),
            ("fixes bug 12th", []), ("bug 12", []), ("text\n\nRelated: 7", []),
        ])
    func readsKinds(text: String, sources: [String]) throws {
        var rules = LinkRules(keys: ["BUG", "KEY"])
        rules.forms = ["BUG": [try ItemForm("#{n}")]]
        rules.closingWords = ["Fixes", "Closes"]
        rules.trailers = ["Related-Bug", "Related"]
        rules.closingTrailers = ["Closes-Bug"]
        #expect(read(text, rules).sources == sources)
    }

    @Test(
        "A paragraph of its own links where the policy says so",
        arguments: [
            ("text\n\nKEY-1\n", ["KEY-1 alone"]), ("text\n\n* KEY-1, KEY-2.\n\nmore", ["KEY-1 alone", "KEY-2 alone"]),
            ("text\n\nsee\nKEY-1", []), ("text\n\nKEY-1\nis why", []), ("text\n\nKEY-1 is why", []),
            ("text\nKEY-1", []), ("text\n\nRefs: KEY-1", ["KEY-1 trailer:Refs"]),
        ])
    func readsLoneItems(text: String, sources: [String]) {
        var rules = testRules
        rules.statedPlaces = [.alone]
        #expect(read(text, rules).sources == sources)
        #expect(read("text\n\nKEY-1").links.isEmpty, "not by default")
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
