import Changes
import Testing

@Suite struct TrailerTests {
    private func names(_ text: String) -> [String] {
        trailers(in: Array(text.utf8)).map { String(decoding: $0.name + [58] + $0.value, as: UTF8.self) }
    }

    private func causes(_ reading: MessageReading) -> [HiddenTrailer.Cause] {
        reading.warnings.compactMap { if case .hiddenTrailer(let trailer) = $0 { trailer.cause } else { nil } }
    }

    @Test func unfoldsContinuationLines() {
        #expect(names("t\n\nRefs: KEY-1,\n  KEY-2\nA:\n b\n") == ["Refs:KEY-1, KEY-2", "A:b"])
    }

    @Test func neverTakesTheFirstParagraphForTrailers() {
        #expect(names("Refs: KEY-1\nTask: KEY-2\n").isEmpty)
    }

    @Test func passesDividers() {
        #expect(names("t\n\nRefs: KEY-1\n---\n a | 2 +-\n\nTask: KEY-2\n") == ["Task:KEY-2"])
    }

    @Test(
        "Every ID in the value of the policy's trailers is in scope",
        arguments: [
            ("Refs: KEY-1", ["KEY-1 trailer:Refs"]), ("refs:KEY-1", ["KEY-1 trailer:Refs"]),
            ("RFC : KEY-1, KEY-2", ["KEY-1 trailer:RfC", "KEY-2 trailer:RfC"]),
            ("Refs: KEY-1\nRefs: KEY-2", ["KEY-1 trailer:Refs", "KEY-2 trailer:Refs"]),
            ("Refs: KEY-1,\n KEY-2", ["KEY-1 trailer:Refs", "KEY-2 trailer:Refs"]),
            ("Refs: https://tracker/browse/KEY-1", ["KEY-1 trailer:Refs"]), ("See-Also: KEY-1", []),
            ("Refs: OTHER-1", []),
        ])
    func linksTrailers(block: String, sources: [String]) {
        #expect(read("text\n\n\(block)\n").sources == sources)
    }

    @Test func theFirstSourceOfAnItemWins() {
        #expect(read("KEY-1: text\n\nKEY-2\n\nRefs: KEY-1").sources == ["KEY-1 trailer:Refs"])
        #expect(read("KEY-1: text\n\nKEY-1").mentions.isEmpty)
    }

    @Test("L4: BREAKING CHANGE hides a trailer from Git; the lenient reading finds it and says so")
    func findsTrailersBesideBreakingChange() {
        let text = "text\n\nBREAKING CHANGE: all\nRefs: KEY-1\n"
        #expect(names(text).isEmpty)
        #expect(read(text).sources == ["KEY-1 lenient-trailer:Refs"])
        #expect(causes(read(text)) == [.breakingChange])
        #expect(names("\(text)Signed-off-by: A <a@example.org>") == ["Refs:KEY-1", "Signed-off-by:A <a@example.org>"])
    }

    @Test("L5: two trailers, one signed off, are seen among six lines of prose, not among seven")
    func countsAQuarter() {
        let trailers = "Refs: KEY-1\nSigned-off-by: A <a@example.org>\n"
        #expect(names("text\n\n\(String(repeating: "prose\n", count: 6))\(trailers)").count == 2)
        let hidden = "text\n\n\(String(repeating: "prose\n", count: 7))\(trailers)"
        #expect(names(hidden).isEmpty)
        #expect(causes(read(hidden)) == [.prose])
    }

    @Test("L6: a blank line before the sign-off hides a trailer; it is found with a warning")
    func findsTrailersAboveABlankLine() {
        let text = "text\n\nRefs: KEY-1\n\nSigned-off-by: A <a@example.org>\n"
        #expect(names(text) == ["Signed-off-by:A <a@example.org>"])
        #expect(read(text).sources == ["KEY-1 lenient-trailer:Refs"])
        #expect(causes(read(text)) == [.blankLine])
    }

    @Test(
        "A hidden trailer's warning names the cause",
        arguments: [
            ("text\nRefs: KEY-1", HiddenTrailer.Cause.firstParagraph),
            ("text\n\nRefs: KEY-1\n\nbody", .blankLine), ("text\n\nprose\nRefs: KEY-1\n\n\n", .prose),
        ])
    func namesTheCause(text: String, cause: HiddenTrailer.Cause) {
        #expect(causes(read(text)) == [cause])
    }

    @Test func aStrictPolicyTakesHiddenTrailersForMentionsAndStillWarns() {
        var rules = testRules
        rules.lenientTrailers = false
        let reading = read("text\n\nRefs: KEY-1\n\nbody", rules)
        #expect(reading.links.isEmpty)
        #expect(reading.mentioned == ["KEY-1"])
        #expect(causes(reading) == [.blankLine])
    }

    @Test func staysSilentAboutHiddenTrailersThatAddNothing() {
        #expect(read("KEY-1: text\n\nRefs: KEY-1\n\nbody").warnings.isEmpty)
    }
}
