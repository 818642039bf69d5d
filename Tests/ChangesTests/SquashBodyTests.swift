import Changes
import Testing

@Suite("L3: squash merges") struct SquashBodyTests {
    static let github = """
        Text (#12)

        * KEY-1: first

        * feat: KEY-2 second, after KEY-3

        ---------

        Co-authored-by: A <a@example.org>
        """
    static let git = """
        Text

        Squashed commit of the following:

        commit 0123456789abcdef
        Author: A <a@example.org>
        Date:   Mon Nov 23 00:00:00 2026 +0000

            KEY-1: first

            KEY-2: no subject
        """

    private func rules(_ bodies: LinkRules.SquashBodies) -> LinkRules {
        var rules = testRules
        rules.squashBodies = bodies
        return rules
    }

    @Test(
        "Listed subjects count as the policy says", arguments: [github, github.replacing("Text (#12)", with: "Text")])
    func readsBulletsOfGitHub(text: String) {
        #expect(read(text, rules(.scope)).sources == ["KEY-1 squash-body", "KEY-2 squash-body"])
        #expect(read(text, rules(.scope)).mentioned == ["KEY-3"])
        #expect(read(text, rules(.mention)).mentioned == ["KEY-1", "KEY-2", "KEY-3"])
        #expect(read(text, rules(.off)).mentioned.isEmpty)
        #expect(read(text, rules(.off)).links.isEmpty)
    }

    @Test func readsTheListOfGitMergeSquash() {
        #expect(read(SquashBodyTests.git, rules(.scope)).sources == ["KEY-1 squash-body"])
        #expect(read(SquashBodyTests.git, rules(.scope)).mentioned == ["KEY-2"])
    }

    @Test func bulletsOfAnOrdinaryBodyAreMentions() {
        #expect(read("Text\n\n* KEY-1: first\n", rules(.scope)).links.isEmpty)
    }
}
