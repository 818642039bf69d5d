import TestSupport
import Testing

/// Ranges and releases on random graphs, against Git's own answers.
@Suite struct RandomHistoryTests {
    @Test("R4, R6: a range is a set difference, whatever the dates", arguments: RandomHistory.Dates.allCases)
    func rangesAreSetDifferences(dates: RandomHistory.Dates) throws {
        for seed in UInt64(1)...3 {
            let history = try RandomHistory(count: 150, dates: dates, seed: seed)
            let ids = try history.ids()
            var random = SeededGenerator(seed: seed)
            for _ in 0..<8 {
                let base = Int.random(in: 1...history.count, using: &random)
                let candidate = Int.random(in: 1...history.count, using: &random)
                try expectDifference(history, ids, base, candidate, "\(dates), seed \(seed)")
            }
        }
    }

    @Test("R4, R6: a range of a long history is exact too", arguments: RandomHistory.Dates.allCases)
    func rangesOfALongHistory(dates: RandomHistory.Dates) throws {
        let history = try RandomHistory(count: 2000, dates: dates, seed: 7)
        let ids = try history.ids()
        for (base, candidate) in [(1950, 2000), (1900, 1999), (2000, 1950), (1500, 1700)] {
            try expectDifference(history, ids, base, candidate, "\(dates)")
        }
    }

    private func expectDifference(
        _ history: RandomHistory, _ ids: [Int: String], _ base: Int, _ candidate: Int, _ comment: String
    ) throws {
        let numbers = history.ancestors(of: candidate).subtracting(history.ancestors(of: base))
        let found = try history.repository.log("c\(base)..c\(candidate)").commits.map(\.commit)
        #expect(Set(found) == Set(numbers.compactMap { ids[$0] }), "\(comment): c\(base)..c\(candidate)")
        #expect(found.count == numbers.count)
    }

    @Test("children come before parents, in the same order in every run")
    func ordersCommits() throws {
        let history = try RandomHistory(count: 150, dates: .random, seed: 11)
        let first = try history.repository.log("c149").commits.map(\.commit)
        var seen: Set<String> = []
        for line in try history.repository.git("rev-list", "--parents", "c149").split(separator: "\n") {
            let words = line.split(separator: " ").map(String.init)
            let place = try #require(first.firstIndex(of: words[0]))
            for parent in words.dropFirst() { #expect(try #require(first.firstIndex(of: parent)) > place) }
            seen.insert(words[0])
        }
        #expect(seen == Set(first))
        #expect(try history.repository.log("c149").commits.map(\.commit) == first)
    }

    @Test("the releases of a commit are the tags that contain it", arguments: RandomHistory.Dates.allCases)
    func releasesAreTagsThatContain(dates: RandomHistory.Dates) throws {
        let history = try RandomHistory(count: 150, dates: dates, seed: 5)
        let answers = try history.repository.which((1...history.count).map { "c\($0)" })
        let tagged = stride(from: 10, through: history.count, by: 10).map { ($0, history.ancestors(of: $0)) }
        for (number, answer) in zip(1..., answers) {
            let expected = tagged.filter { $0.1.contains(number) }.map { "0.\($0.0).0" }
            #expect(answer.versions == expected, "\(dates): c\(number)")
        }
        let git = try history.repository.git("tag", "--contains", "c42", "--sort=version:refname")
        #expect(answers[41].versions.map { "v\($0)" } == git.split(separator: "\n").map(String.init))
    }
}
