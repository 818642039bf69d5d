import Foundation
import Git
import TestSupport
import Testing

/// The fast search for changed files against the plain one.
@Suite struct ChangeFinderTests {
    private let test: TestRepository

    init() throws { test = try TestRepository() }

    private func found(_ commit: Commit, in repository: Repository, _ finder: inout ChangeFinder) throws -> [[UInt8]] {
        var paths: [[UInt8]] = []
        let parents = try commit.parents.map { try repository.commit($0).tree }
        try finder.changes(of: commit.tree, against: parents) { path, _, _ in paths.append(Array(path)) }
        return paths.sorted { $0.lexicographicallyPrecedes($1) }
    }

    /// The sum of what a commit changed in its first parent's line, and that its reversal is the negative.
    private func expectSameSum(_ commit: Commit, in repository: Repository, _ finder: inout ChangeFinder) throws {
        let parent = try commit.parents.first.map { try repository.commit($0).tree }
        var (sum, expected) = (ChangeSum(), ChangeSum())
        try finder.changes(of: commit.tree, against: parent.map { [$0] } ?? []) { sum.add(path: $0, old: $1, new: $2) }
        let changes = try repository.changes(from: parent, to: commit.tree)
        for change in changes.reversed() {
            expected.add(path: change.path[...], old: change.old?.identity, new: change.new?.identity)
        }
        #expect(sum == expected && (sum == ChangeSum()) == changes.isEmpty, "\(commit.id)")
        var back = ChangeSum()
        if let parent {
            try finder.changes(of: parent, against: [commit.tree]) { back.add(path: $0, old: $1, new: $2) }
            #expect(back == sum.reversed, "\(commit.id)")
        }
    }

    private func expectSameChanges() throws {
        let repository = try test.opened()
        var finder = ChangeFinder(repository)
        for line in try test.git("rev-list", "--all").split(separator: "\n") {
            let commit = try repository.commit(test.id(String(line)))
            let expected = try repository.ownChanges(of: commit)
            #expect(try found(commit, in: repository, &finder) == expected, "\(line)")
            try expectSameSum(commit, in: repository, &finder)
        }
    }

    @Test("all kinds of changes: added, changed, deleted, a file made a folder and back, modes, names that order oddly")
    func findsAllKindsOfChanges() throws {
        try test.commit("1", files: ["a": "1", "a.b": "1", "a-b/c": "1", "d/e/f": "1", "d/e/g": "1", "z": "1"])
        try test.commit("2", files: ["d/e/f": "2"])
        try test.git("rm", "-q", "a")
        try test.commit("3", files: ["a/x": "3", "a/y/z": "3"])
        try test.git("rm", "-qr", "a", "d")
        try test.commit("4", files: ["a": "4", "d": "4"])
        try test.git("update-index", "--chmod=+x", "z")
        try test.git("commit", "-qm", "5")
        try test.commit("6", files: [:])
        try expectSameChanges()
    }

    @Test("random trees and merges of up to three parents, each with content of its own now and then")
    func findsTheChangesOfRandomHistories() throws {
        for seed in UInt64(1)...4 {
            var random = SequenceGenerator(seed: seed)
            var stream = ""
            for number in 1...120 {
                stream += "commit refs/heads/s\(seed)-\(number)\nmark :\(number)\n"
                stream += "committer A <a@example.org> \(1_700_000_000 + number) +0000\ndata 1\nx\n"
                let parents =
                    number == 1
                    ? []
                    : Set(
                        (0..<[1, 1, 2, 3][number % 4]).map { _ in
                            Int.random(in: max(1, number - 12)..<number, using: &random)
                        }
                    ).sorted()
                for (place, parent) in parents.enumerated() {
                    stream += "\(place == 0 ? "from" : "merge") :\(parent)\n"
                }
                if number.isMultiple(of: 17) { stream += "deleteall\n" }
                for _ in 0..<Int.random(in: 0..<4, using: &random) { stream += Self.change(number, &random) }
            }
            try test.fastImport(Array(stream.utf8))
        }
        try expectSameChanges()
    }

    private static func change(_ number: Int, _ random: inout SequenceGenerator) -> String {
        let parts = ["a", "b", "a.b", "a0", "c"]
        let depth = Int.random(in: 1...3, using: &random)
        let path = (0..<depth).map { _ in parts[Int.random(in: 0..<parts.count, using: &random)] }.joined(
            separator: "/")
        if Int.random(in: 0..<4, using: &random) == 0 { return "D \(path)\n" }
        return "M \(Bool.random(using: &random) ? 100644 : 100755) inline \(path)\ndata 3\n\(number % 900 + 100)\n"
    }

    @Test("an old mode that means the same is no change")
    func readsOldModes() throws {
        let blob = try test.writeObject("blob", [1])
        let id = try #require(ObjectID(blob)).bytes
        let trees = try ["100644", "100664"].map { try test.writeObject("tree", Array("\($0) f\0".utf8) + id) }
        var finder = ChangeFinder(try test.opened())
        var paths = 0
        try finder.changes(of: #require(ObjectID(trees[0])), against: [#require(ObjectID(trees[1]))]) { _, _, _ in
            paths += 1
        }
        #expect(paths == 0)
    }

    @Test(arguments: ["100644 f", "100644 f\0", "f\0", "100644 b\0<id>100644 a\0<id>", "100644 a\0<id>100644 a\0<id>"])
    func refusesWhatIsNoTree(text: String) throws {
        let blob = try #require(ObjectID(try test.writeObject("blob", [1]))).bytes
        let parts = text.components(separatedBy: "<id>").map { Array($0.utf8) }
        let tree = try #require(ObjectID(test.writeObject("tree", Array(parts.joined(separator: blob)))))
        var finder = ChangeFinder(try test.opened())
        #expect(throws: RepositoryProblem.self) { try finder.changes(of: tree, against: []) { _, _, _ in } }
    }
}
