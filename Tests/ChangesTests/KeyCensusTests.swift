import Testing

@testable import Changes

@Suite("Finding keys without an allow-list")
struct KeyCensusTests {
    private func census(_ subjects: [String]) -> KeyCensus {
        var census = KeyCensus()
        for subject in subjects { census.add(Array(subject.utf8)) }
        return census
    }

    private func likelyKeys(_ subjects: [String]) -> [String] {
        let census = census(subjects)
        return census.counts.filter { $0.isLikelyKey(among: census.messages) }.map(\.key)
    }

    @Test func countsKeysThatLeadSubjectsInEveryFormAndSpelling() {
        let census = census([
            "KAFKA-1: a", "[KAFKA-2] b", "kafka-3 c", "fix(x): KAFKA-4 d", "KAFKA-5, KAFKA-6: e", "see KAFKA-7",
            "Bump KAFKA-8\n\nKAFKA-9 in the body",
        ])
        #expect(census.messages == 7)
        #expect(census.counts == [KeyCount(key: "KAFKA", subjects: 5, inCapitals: 4, numbers: 6)])
    }

    @Test("L1: words that look like IDs are no keys")
    func leavesWellKnownWordsOut() {
        let subjects = [
            "UTF-8 names", "SHA-256 sums", "CVE-2024-1234", "JDK-17 build", "JDK-21 build", "RFC-2822 dates",
        ]
        #expect(likelyKeys(subjects).isEmpty)
    }

    @Test("RFC is a key where it is common enough to be one")
    func takesAWellKnownWordThatIsCommon() {
        #expect(likelyKeys((1...20).map { "RFC-\($0): a" }) == ["RFC"])
        #expect(likelyKeys((1...20).map { "RFC-\($0): a" } + Array(repeating: "b", count: 200)).isEmpty)
    }

    @Test func leavesRareKeysAndTyposOut() {
        let subjects = (1...300).map { "KAFKA-\($0): a" } + ["KAKFA-7: a", "KAKFA-8: b"]
        #expect(likelyKeys(subjects) == ["KAFKA"])
    }

    @Test func takesOneNumberForNoKey() {
        #expect(likelyKeys(["STEP-1: a", "STEP-1: b", "STEP-1: c"]).isEmpty)
    }

    @Test func takesWordsInSmallLettersOnlyWhereTheyAreMany() {
        #expect(likelyKeys(["part-1", "part-2", "part-3"]).isEmpty)
        #expect(likelyKeys((1...30).map { "bug-\($0): a" }) == ["BUG"])
    }

    @Test func seesWhetherAKeyIsSpelledFreely() {
        #expect(!census(["A-1", "A-2", "a-3"]).counts[0].isSpelledFreely)
        #expect(census(["A-1", "A-2", "a-3", "A-4", "a-5"]).counts[0].isSpelledFreely)
    }
}
