import Changes
import Ledger
import Testing

@testable import Releases

@Suite("What a history proposes")
struct SurveyProposalTests {
    private func survey(_ messages: [String] = [], patterns: [(String, Int)] = []) throws -> HistorySurvey {
        var census = ItemCensus()
        for message in messages { census.add(Array(message.utf8)) }
        return HistorySurvey(
            commits: 100, census: census, tags: patterns.map(\.1).reduce(0, +),
            tagPatterns: try patterns.map { .init(pattern: try TagPattern($0.0), count: $0.1) }, defaultBranch: "trunk")
    }

    private let kafka = (1...60).map { "KAFKA-\($0): a" }

    @Test func proposesTheUsualNamesForNothing() throws {
        let proposal = try survey().proposal()
        #expect(proposal.keys == Policy.ItemKey.own)
        #expect(proposal.tagPatterns.map(\.description) == ["v{version}"])
        #expect(proposal.defaultBranch == "trunk")
        #expect(proposal.caseSensitive)
    }

    @Test("found keys come last, so that new items are numbered under our own")
    func putsFoundKeysLast() throws {
        let proposal = try survey(kafka + (1...20).map { "TASK-\($0): a" } + ["KIP-1: b"]).proposal()
        #expect(proposal.keys.map(\.name) == ["RFC", "TASK", "PROBLEM", "INCIDENT", "KAFKA"])
        #expect(proposal.refusesMissing && proposal.places == [.lead])
    }

    @Test("wanted keys come first, and no found ones beside them")
    func putsWantedKeysFirst() throws {
        let wanted = [Policy.ItemKey(name: "CR", noun: .rfc), .init(name: "TASK", noun: .problem)]
        let proposal = try survey(kafka).proposal(keys: wanted, branch: "main")
        #expect(proposal.keys.map(\.name) == ["CR", "TASK", "RFC", "PROBLEM", "INCIDENT"])
        #expect(proposal.keys[1].noun == .problem)
        #expect(proposal.defaultBranch == "main")
    }

    @Test("the hook refuses where nine of ten commits name an item, and in short histories")
    func refusesByShare() throws {
        let bare = { (count: Int) in [String](repeating: "no item", count: count) }
        #expect(try survey(kafka + bare(6)).proposal().refusesMissing)
        #expect(try !survey(kafka + bare(7)).proposal().refusesMissing)
        #expect(try survey(bare(19)).proposal().refusesMissing && !survey(bare(20)).proposal().refusesMissing)
    }

    @Test("the policy's text says what was found, and is a policy")
    func writesWhatWasFound() throws {
        let messages = (1...30).flatMap { ["a (#\($0))", "Bug \($0) - b\n\nCloses-Bug: #\($0)"] }
        let policy = try Policy(text: Array(survey(messages).proposal().text.utf8), version: 1)
        #expect(policy.links.forms["ISSUE"]?.map(\.description) == ["#{n}"] || policy.links.forms["BUG"] != nil)
        #expect(policy.itemID(named: "Bug 12")?.description == "BUG-12")
        #expect(policy.links.closingTrailers == ["Closes-Bug"])
        #expect(policy.links.trailers == ["RfC", "Task", "Refs", "Fixes"])
    }

    @Test func leavesStrayTagPatternsOut() throws {
        let survey = try survey(patterns: [("{version}", 97), ("old-{version}", 2), ("x-{version}", 1)])
        #expect(survey.proposal().tagPatterns.map(\.description) == ["{version}", "old-{version}"])
        let wanted = survey.proposal(tagPatterns: [try TagPattern("r{version}")])
        #expect(wanted.tagPatterns.map(\.description) == ["r{version}"])
    }
}
