import Testing

@testable import Ledger

/// What items say of other items and of releases.
@Suite struct ItemReferenceTests {
    @Test func readsListsInAnyWriting() {
        #expect(ItemList("TASK-7,RFC-3  RFC-3")?.description == "RFC-3, TASK-7")
        #expect(ItemList("") == nil && ItemList("RFC-3, soon") == nil)
    }

    @Test(
        "a cause is a release or an item, suspected until it is confirmed",
        arguments: [
            ("2.4.0", "2.4.0 suspected"), ("2.4.0 confirmed", "2.4.0 confirmed"),
            ("RFC-12  Suspected", "RFC-12 suspected"),
            ("RFC-12 CONFIRMED", "RFC-12 confirmed"),
        ])
    func readsCauses(_ text: String, _ cause: String) throws {
        let read = try #require(Cause(text))
        #expect(read.description == cause)
        #expect(Cause(read.description) == read)
    }

    @Test("nothing else is one", arguments: ["", "soon", "2.4.0 perhaps", "2.4.0 confirmed twice", "confirmed"])
    func refusesOtherWords(_ text: String) {
        #expect(Cause(text) == nil)
    }
}
