import TestSupport
import Testing

/// Ranges and releases on random graphs, against Git's own answers.
@Suite struct RandomHistoryTests {
    @Test("R4, R6: a range is what `git rev-list` says, whatever the dates", arguments: RandomHistory.Dates.allCases)
    func rangesAreSetDifferences(dates: RandomHistory.Dates) throws {
        for seed in UInt64(1)...3 {
            let history = try RandomHistory(count: 150, dates: dates, seed: seed)
            var random = SeededGenerator(seed: seed)
            for _ in 0..<8 {
                let base = "c\(Int.random(in: 1...history.count, using: &random))"
                let candidate = "c\(Int.random(in: 1...history.count, using: &random))"
                let expected = try lines(history.repository.git("rev-list", candidate, "^" + base))
                let found = try history.repository.log("\(base)..\(candidate)")
                #expect(Set(found.commits.map(\.commit)) == expected, "\(dates), seed \(seed): \(base)..\(candidate)")
                #expect(found.commits.count == expected.count)
            }
        }
    }

    @Test("a range of a long history is exact", arguments: RandomHistory.Dates.allCases)
    func rangesOfALongHistory(dates: RandomHistory.Dates) throws {
        let history = try RandomHistory(count: 3000, dates: dates, seed: 7)
        for (base, candidate) in [("c2900", "c3000"), ("c1500", "c2999"), ("c3000", "c2950"), ("c100", "c2800")] {
            let expected = try lines(history.repository.git("rev-list", candidate, "^" + base))
            let found = try history.repository.log("\(base)..\(candidate)")
            #expect(Set(found.commits.map(\.commit)) == expected, "\(dates): \(base)..\(candidate)")
        }
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

    @Test("the releases of a commit are what `git tag --contains` says", arguments: RandomHistory.Dates.allCases)
    func releasesAreTagsThatContain(dates: RandomHistory.Dates) throws {
        let history = try RandomHistory(count: 150, dates: dates, seed: 5)
        let names = (1...history.count).map { "c\($0)" }
        let answers = try history.repository.which(names)
        #expect(answers.count == names.count)
        for (name, answer) in zip(names, answers) where answer.commit.hasPrefix("0") || name.hasSuffix("7") {
            let expected = try lines(history.repository.git("tag", "--contains", name))
            #expect(Set(answer.versions.map { "v\($0)" }) == expected, "\(dates): \(name)")
            let numbers = answer.versions.compactMap { Int($0.split(separator: ".")[1]) }
            #expect(numbers == numbers.sorted())
        }
    }

    private func lines(_ text: String) -> Set<String> { Set(text.split(separator: "\n").map(String.init)) }
}
