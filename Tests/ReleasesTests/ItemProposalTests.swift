import Changes
import Ledger
import Testing

@testable import Releases

@Suite("How a history names items")
struct ItemProposalTests {
    private func proposal(_ messages: [String], keys: [Policy.ItemKey] = []) -> ItemProposal {
        var census = ItemCensus()
        for message in messages { census.add(Array(message.utf8)) }
        return ItemProposal(census, keys: keys)
    }

    private func many(_ count: Int = 30, _ message: (Int) -> String) -> [String] { (1...count).map(message) }

    private func shown(_ proposal: ItemProposal) -> [String] {
        proposal.keys.map { "\($0.name) \($0.noun.rawValue)" }
            + proposal.forms.sorted { $0.key < $1.key }.flatMap { $1.map(\.description) }
            + proposal.places.map(\.rawValue)
            + [proposal.requests.rawValue] + proposal.trailers + proposal.closingTrailers + proposal.closingWords
    }

    @Test(
        "Each custom is found with its kind, form and place",
        arguments: [
            ("KAFKA-{}: a (#9{})", ["KAFKA task", "lead", "ignore"]),
            ("a (#{})", ["ISSUE task", "#{n}", "lead", "items"]),
            ("#{}: a", ["ISSUE task", "#{n}", "lead", "ignore"]),
            ("Bug {} - a", ["BUG problem", "Bug {n}", "lead", "ignore"]),
            ("a (bug {})", ["BUG problem", "bug {n}", "lead", "tail", "ignore"]),
            ("feat(KEY-{}): a", ["KEY task", "lead", "scope", "ignore"]),
            ("a (KEY-{})", ["KEY task", "lead", "tail", "ignore"]),
            ("CHG00300{}: a", ["CHG rfc", "CHG{7}", "lead", "ignore"]),
            ("INC00300{}: a", ["INC incident", "INC{7}", "lead", "ignore"]),
            ("PRB00300{}: a", ["PRB problem", "PRB{7}", "lead", "ignore"]),
            ("AB#{} a", ["AB task", "AB#{n}", "lead", "ignore"]),
            ("T{}: a", ["T task", "T{n}", "lead", "ignore"]),
            ("a\n\nCloses-Bug: #{}", ["BUG problem", "#{n}", "lead", "ignore", "Closes-Bug"]),
            ("a\n\nRelated-Bug: {}", ["BUG problem", "#{n}", "lead", "ignore", "Related-Bug"]),
            ("a\n\nFixes lp{}\n\nlast", ["BUG problem", "Bug {n}", "lead", "ignore", "Fixes"]),
            ("a\n\nbug {}\n\nlast", ["BUG problem", "bug {n}", "lead", "alone", "ignore"]),
            ("a\n\nPR: {}", ["PR problem", "PR: {n}", "lead", "ignore", "PR"]),
            ("a\n\nFixes #{}\n\nlast", ["ISSUE task", "#{n}", "lead", "ignore", "Fixes"]),
            (
                "[x] For https://h.org/team/shop/issues/{}: a",
                ["SHOP task", "https://h.org/team/shop/issues/{n}", "lead", "ignore"]
            ),
        ])
    func finds(message: String, expected: [String]) {
        let found = proposal((10...39).map { message.replacing("{}", with: String($0)) })
        #expect(shown(found) == expected)
        #expect(found.share == 100 && found.uncovered.isEmpty)
    }

    @Test("L1: words that look like IDs are no keys")
    func leavesWellKnownWordsOut() {
        let words = ["UTF-8 names", "SHA-256 sums", "CVE-2024-1234", "JDK-17 build", "JDK-21 build", "RFC-2822 dates"]
        #expect(proposal(words).keys.isEmpty)
        #expect(proposal(many { "RFC-\($0): a" }).keys.map(\.name) == ["RFC"], "as it is common enough")
        #expect(proposal(many { "RFC-\($0): a" } + many(300) { _ in "b" }).keys.isEmpty)
    }

    @Test func leavesRareKeysAndTyposOut() {
        let subjects = many(300) { "KAFKA-\($0): a" } + ["KAKFA-7: a", "KAKFA-8: b"]
        #expect(proposal(subjects).keys.map(\.name) == ["KAFKA"])
        #expect(proposal(["STEP-1: a", "STEP-1: b", "STEP-1: c"]).keys.isEmpty, "one number is no key")
        #expect(proposal(["part-1", "part-2", "part-3"]).keys.isEmpty)
        #expect(proposal(many { "bug-\($0): a" }).keys.map(\.name) == ["BUG"])
    }

    @Test("a second kind has to find what the first does not")
    func takesFewKinds() {
        let both = many(60) { "KAFKA-\($0): a (KIP-\($0))" } + many(40) { _ in "MINOR: b (#7)" }
        #expect(proposal(both).keys.map(\.name) == ["KAFKA"])
        let apart = many(60) { "KAFKA-\($0): a" } + many(40) { "KIP-\($0): b" }
        #expect(proposal(apart).keys.map(\.name) == ["KAFKA", "KIP"])
    }

    @Test("the numbers that hosts add are requests beside a tracker's key, and items where nothing else is named")
    func readsRequests() {
        let kafka =
            many(60) { "KAFKA-\($0): a (#\($0 + 500))" } + many(40) { "MINOR: b (#\($0 + 700))\n\nCloses #\($0 + 700)" }
        #expect(proposal(kafka).requests == .ignore && proposal(kafka).keys.map(\.name) == ["KAFKA"])
        let plain = many(60) { "a (#\($0))" } + many(10) { "b\n\nFixes #\($0)" }
        #expect(proposal(plain).requests == .items && proposal(plain).keys.map(\.name) == ["ISSUE"])
        let foreman = many(60) { "Fixes #\($0) - a (#\($0 + 500))" }
        #expect(proposal(foreman).requests == .ignore && proposal(foreman).places == [.lead])
    }

    @Test("an ID in the middle of a subject is read only where the project writes most so")
    func readsTitlesRarely() {
        let some = many(99) { "KEY-\($0): a" } + ["as KEY-1 was", "as KEY-2 was"]
        #expect(proposal(some).places == [.lead] && proposal(some).covered == 99)
        #expect(proposal(many(60) { "KEY-\($0): a" } + many(40) { "the KEY-\($0) way" }).places == [.lead, .title])
    }

    @Test("what is left is said, merges are not counted")
    func namesWhatIsLeft() {
        var census = ItemCensus()
        for number in 1...9 { census.add(Array("KEY-\(number): a".utf8)) }
        census.add(Array("no item\n\nChange-Id: I0".utf8))
        census.add(Array("Merge pull request #5 from o/b".utf8), isMerge: true)
        let found = ItemProposal(census)
        #expect(found.messages == 10 && found.covered == 9 && found.share == 90)
        #expect(found.uncovered == [Array("no item".utf8)])
        #expect(found.changeIDs == 1 && found.mergedRequests == 1)
    }

    @Test func readsWithoutRegardToCaseWhereTheHistoryIsWrittenSo() {
        #expect(proposal(["A-1", "A-2", "a-3"]).caseSensitive)
        #expect(!proposal(["A-1", "A-2", "a-3", "A-4", "a-5"]).caseSensitive)
        #expect(!proposal(["A-1", "a-2", "a-3"], keys: [.init(named: "A")]).caseSensitive)
    }

    @Test("wanted keys are read, and no others")
    func readsWantedKeys() {
        let found = proposal(many { "KAFKA-\($0): a" } + many { "CR-\($0): b" }, keys: [.init(named: "CR")])
        #expect(found.keys.map(\.name) == ["CR"] && found.share == 50)
    }
}
