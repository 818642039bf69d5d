import TestSupport
import Testing

@testable import Git
@testable import Releases

/// What walks over the history answer where dates lie, held against the definition on made up histories.
@Suite struct AdversarialDateTests {
    /// Commits as values, parents before children.
    private struct History {
        let ids: [ObjectID]
        let commits: [ObjectID: Commit]
        /// For each commit itself and all its ancestors, by their places.
        let reachable: [Set<Int>]

        /// Each commit has up to three parents among those before it, or is a further root.
        init(_ random: inout SequenceGenerator) throws {
            let kind = Int.random(in: 0..<7, using: &random)
            // Many commits that are dated long ago, one after the other, are what hides others from a walk by date.
            let count = kind == 6 ? 48 : Int.random(in: 2...36, using: &random)
            let reach = kind == 6 ? 2 : Int.random(in: 1...12, using: &random)
            let dates = Self.dates(count, kind, &random)
            var (ids, commits, reachable): ([ObjectID], [ObjectID: Commit], [Set<Int>]) = ([], [:], [])
            for number in 0..<count {
                let known = (max(0, number - reach)..<number).shuffled(using: &random)
                let numbers = kind == 6 ? [1, 1, 2] : [0, 1, 1, 1, 1, 2, 2, 3]
                let parents = known.prefix(numbers.randomElement(using: &random) ?? 1)
                let id = try #require(ObjectID(String(repeating: "0", count: 36) + String(0x1000 + number, radix: 16)))
                let lines =
                    ["tree \(ObjectID.zero)"] + parents.map { "parent \(ids[$0])" }
                    + ["author A <a@b> 0 +0000", "committer A <a@b> \(dates[number]) +0000", "", "\(number)"]
                commits[id] = try Commit(id: id, bytes: Array(lines.joined(separator: "\n").utf8))
                ids.append(id)
                reachable.append(parents.reduce(into: [number]) { $0.formUnion(reachable[$1]) })
            }
            (self.ids, self.commits, self.reachable) = (ids, commits, reachable)
        }

        private static func dates(_ count: Int, _ kind: Int, _ random: inout SequenceGenerator) -> [String] {
            let odd = ["-1", "0", "-9223372036854775808", "9223372036854775807", "999999999999999999", "now", "", "1"]
            return (0..<count).map { number in
                switch kind {
                case 0: "\(1_000 - number)"
                case 1: "\(1_000 + number)"
                case 2: odd.randomElement(using: &random) ?? "0"
                case 3: "\(Int.random(in: -50...50, using: &random))"
                case 4: Int.random(in: 0..<4, using: &random) == 0 ? "378691200" : "\(1_700_000_000 + number)"
                case 6: "\((6..<40).contains(number) ? number : 1_700_000_000 + number)"
                default: number < count / 2 ? "\(1_700_000_000 + number)" : "\(number)"
                }
            }
        }

        func places(_ tips: [Int]) -> Set<Int> { tips.reduce(into: []) { $0.formUnion(reachable[$1]) } }

        func read(_ id: ObjectID) throws -> Commit {
            guard let commit = commits[id] else { throw RepositoryProblem.missingObject(id, partialClone: false) }
            return commit
        }
    }

    @Test("10,000 random histories: ancestors are exact, and a range lacks no commit")
    func agreesWithTheDefinition() throws {
        var random = SequenceGenerator(seed: 18)
        var excess = 0
        for number in 0..<10_000 {
            let history = try History(&random)
            let ends = (0..<5).map { _ in Int.random(in: 0..<history.ids.count, using: &random) }
            let (bases, beside) = (history.places([ends[1], ends[2]]), [ends[3]])
            let candidates = history.places([ends[0], ends[4]])
            let ids = { (places: [Int]) in places.map { history.ids[$0] } }
            let sides = try CommitRange.sides(
                of: ids([ends[0], ends[4]]), without: ids([ends[1], ends[2]]), beside: ids(beside), read: history.read)
            let graph = CommitGraph(read: history.read)
            let inBases = try Repository.reached(among: history.ids, from: ids([ends[1], ends[2]]), in: graph)
            #expect(inBases == Set(ids(Array(bases))), "history \(number)")
            #expect(
                try Repository.reached(among: ids([ends[4]]), from: ids([ends[0]]), in: graph).isEmpty
                    != history.places([ends[0]]).contains(ends[4]), "history \(number)")
            let members = candidates.subtracting(bases)
            let others = bases.union(history.places(beside)).subtracting(candidates)
            #expect(Set(sides.members).isSuperset(of: ids(Array(members))), "history \(number)")
            #expect(Set(sides.others).isSuperset(of: ids(Array(others))), "history \(number)")
            #expect(Set(sides.members).subtracting(inBases) == Set(ids(Array(members))), "history \(number)")
            if sides.members.count > members.count { excess += 1 }
        }
        // Else the dates lie too little for this test to show anything.
        #expect(excess > 10)
    }

    @Test("an index gives the exact answers, and the range of a walk lacks nothing of them")
    func anIndexAgrees() throws {
        let test = try TestRepository()
        let repository = try Repository.open(at: test.path)
        var random = SequenceGenerator(seed: 7)
        var stage = ObjectStage(in: repository)
        let tree = try stage.addFiles([(["f"], try stage.add([1], .blob))], to: nil)
        var commits: [ObjectID] = []
        for number in 0..<240 {
            let parents = commits.suffix(2).shuffled(using: &random).prefix(number % 5 == 2 ? 2 : 1)
            // Runs of 30 commits are dated in 1970.
            let date = number / 30 % 2 == 0 ? 1_700_000_000 + number : number
            commits.append(
                try stage.addCommit(
                    tree: tree, parents: Array(parents), signature: "A <a@b> \(date) +0000", message: "\(number)"))
        }
        try stage.write()
        let index = try #require(try test.keeper().index(having: commits, withReadings: false)?.index)
        var excess = 0
        for _ in 0..<150 {
            let ends = try (0..<3).map { _ in try #require(commits.randomElement(using: &random)) }
            let positions = try #require(index.positions(of: ends))
            let walked = try CommitRange.commits(of: [ends[0]], without: Array(ends[1...]), in: repository).map(\.id)
            let inBases = try repository.reached(among: commits, from: Array(ends[1...]))
            let members = index.members(of: [positions[0]], without: Array(positions[1...])).map { index.id(at: $0) }
            #expect(Set(members) == Set(walked).subtracting(inBases))
            #expect(
                try CommitRange.count(of: ends[0], without: ends[1], in: repository)
                    == index.members(of: [positions[0]], without: [positions[1]]).count)
            let ancestors = index.ancestors(of: Array(positions[1...]))
            #expect(Set(ancestors.indices.filter { ancestors[$0] }.map { index.id(at: $0) }) == inBases)
            if walked.count > members.count { excess += 1 }
        }
        #expect(excess > 0)
    }
}
