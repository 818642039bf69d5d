import Changes
import Testing

@Suite struct ItemIDTests {
    @Test("T43: the next number is above all others, but for those that leave no higher one free")
    func findsAFreeNumber() {
        let last = ItemID.largestNumber
        #expect(ItemID.freeNumber(after: []) == 1)
        #expect(ItemID.freeNumber(after: [3, 7]) == 8)
        #expect(ItemID.freeNumber(after: [3, last]) == 4)
        #expect(ItemID.freeNumber(after: [3, last - 1, last]) == 4)
        #expect(ItemID.freeNumber(after: [3, last - 2, last]) == last - 1)
        #expect(ItemID.freeNumber(after: [last - 1]) == last)
    }

    @Test(arguments: ["RFC-12", "a_1-1", "LOG4J2-999999999", "MY-KEY-12", "R.C-1"])
    func readsTheCanonicalForm(text: String) throws {
        #expect(try #require(ItemID(text)).description == text)
    }

    @Test(arguments: [
        "", "RFC", "RFC-", "-1", "RFC-0", "RFC-012", "RFC-1 ", " RFC-1", "1A-1", "RFC--1", "RFC-1-02", "RFC-1234567890",
        "RC.-1", "Ü-1", "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456-1",
    ])
    func refusesEverythingElse(text: String) {
        #expect(ItemID(text) == nil)
    }

    @Test func sortsByKeyThenByNumber() {
        let items = ["TASK-1", "RFC-10", "RFC-9"].compactMap(ItemID.init)
        #expect(items.sorted().map(\.description) == ["RFC-9", "RFC-10", "TASK-1"])
    }

    @Test(arguments: [
        LinkSource.trailer("Refs"), .lenientTrailer("RfC"), .subject, .branch, .squashBody, .closingWord("AB#"),
        .byHand,
    ])
    func sourcesReadBackFromTheirNames(source: LinkSource) {
        #expect(LinkSource(rawValue: source.rawValue) == source)
    }
}
