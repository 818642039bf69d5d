import Changes
import Ledger
import Testing

@testable import Releases

@Suite("What a history proposes")
struct SurveyProposalTests {
    private func survey(keys: [KeyCount] = [], patterns: [(String, Int)] = []) throws -> HistorySurvey {
        HistorySurvey(
            commits: 100, keys: keys, tags: patterns.map(\.1).reduce(0, +),
            tagPatterns: try patterns.map { .init(pattern: try TagPattern($0.0), count: $0.1) }, defaultBranch: "trunk")
    }

    private func count(_ key: String, _ subjects: Int, inCapitals: Int? = nil, numbers: Int? = nil) -> KeyCount {
        KeyCount(key: key, subjects: subjects, inCapitals: inCapitals ?? subjects, numbers: numbers ?? subjects)
    }

    @Test func proposesTheUsualNamesForNothing() throws {
        let proposal = try survey().proposal()
        #expect(proposal.keys == Policy.ItemKey.own)
        #expect(proposal.tagPatterns.map(\.description) == ["v{version}"])
        #expect(proposal.defaultBranch == "trunk")
        #expect(proposal.caseSensitive)
    }

    @Test("found keys come last, so that new items are numbered under our own")
    func putsFoundKeysLast() throws {
        let proposal = try survey(keys: [count("KAFKA", 60), count("TASK", 20), count("KIP", 1)]).proposal()
        #expect(proposal.keys.map(\.name) == ["RFC", "TASK", "PROBLEM", "INCIDENT", "KAFKA"])
    }

    @Test("wanted keys come first, and no found ones beside them")
    func putsWantedKeysFirst() throws {
        let wanted = [Policy.ItemKey(name: "CR", noun: .rfc), .init(name: "TASK", noun: .problem)]
        let proposal = try survey(keys: [count("KAFKA", 60)]).proposal(keys: wanted, branch: "main")
        #expect(proposal.keys.map(\.name) == ["CR", "TASK", "RFC", "PROBLEM", "INCIDENT"])
        #expect(proposal.keys[1].noun == .problem)
        #expect(proposal.defaultBranch == "main")
    }

    @Test func readsWithoutRegardToCaseWhereTheHistoryIsWrittenSo() throws {
        let free = [count("KAFKA", 60, inCapitals: 58)]
        #expect(try !survey(keys: free).proposal().caseSensitive)
        #expect(try !survey(keys: free).proposal(keys: [.init(named: "Kafka")]).caseSensitive)
        #expect(try survey(keys: free).proposal(keys: [.init(named: "CR")]).caseSensitive)
        #expect(try survey(keys: [count("KAFKA", 60, inCapitals: 59)]).proposal().caseSensitive)
    }

    @Test func leavesStrayTagPatternsOut() throws {
        let survey = try survey(patterns: [("{version}", 97), ("old-{version}", 2), ("x-{version}", 1)])
        #expect(survey.proposal().tagPatterns.map(\.description) == ["{version}", "old-{version}"])
        let wanted = survey.proposal(tagPatterns: [try TagPattern("r{version}")])
        #expect(wanted.tagPatterns.map(\.description) == ["r{version}"])
    }
}
