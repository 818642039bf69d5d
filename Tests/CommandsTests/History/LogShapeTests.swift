import TestSupport
import Testing

/// Histories of odd shapes.
@Suite struct LogShapeTests {
    private func repository() throws -> TestRepository {
        let repository = try TestRepository()
        try repository.commit("KEY-1: first", files: ["a.txt": "1\n2\n3\n", "b.txt": "b\n"])
        try repository.tag("v1.0.0")
        return repository
    }

    @Test("R14: an octopus merge brings all its branches")
    func readsAnOctopus() throws {
        let repository = try repository()
        for number in 2...4 {
            try repository.checkout("v1.0.0")
            try repository.checkout("topic\(number)", create: true)
            try repository.commit("KEY-\(number): topic", files: ["topic\(number)": "x"])
        }
        try repository.checkout("main")
        let merge = try repository.merge("topic2", "topic3", "topic4")
        let log = try repository.log("v1.0.0..main")
        #expect(log.items.map(\.id) == ["KEY-2", "KEY-3", "KEY-4"])
        #expect(log.exempt == [.init(commit: merge, reason: "merge")])
    }

    @Test("R14: a second root, an empty commit and a moved submodule are commits like others")
    func readsRootsEmptyCommitsAndSubmodules() throws {
        let repository = try repository()
        try repository.git("checkout", "--quiet", "--orphan", "other")
        let root = try repository.commit("KEY-2: another root", files: ["c.txt": "c"])
        try repository.checkout("main")
        try repository.merge("other", options: ["--allow-unrelated-histories"])
        let empty = try repository.commit("KEY-3: empty", files: [:])
        try repository.git("update-index", "--add", "--cacheinfo", "160000,\(root),module")
        try repository.git("commit", "--quiet", "--message=KEY-4: module")
        try repository.git("update-index", "--cacheinfo", "160000,\(empty),module")
        try repository.git("commit", "--quiet", "--message=module moved")
        let log = try repository.log("v1.0.0..HEAD")
        #expect(log.items.map(\.id) == ["KEY-2", "KEY-3", "KEY-4"])
        #expect(log.commits(of: "KEY-2") == [root] && log.commits(of: "KEY-3") == [empty])
        #expect(log.unlinked == [try repository.resolve("HEAD")])
        #expect(log.exempt.map(\.reason) == ["merge"])
    }

    @Test("R14: linked work trees and bare repositories answer alike")
    func readsWorktreesAndBareRepositories() throws {
        let repository = try repository()
        try repository.commit("KEY-2: two")
        try repository.tag("v1.1.0")
        let expected = try repository.run(["log", "1.1.0", "--json"] + readingOptions)
        let bare = try repository.clone("bare.git", bare: true)
        let worktree = try repository.worktree("tree")
        for place in [bare, worktree] {
            let result = try place.run(["log", "1.1.0", "--json"] + readingOptions)
            #expect(result.status == 0 && result.output == expected.output)
        }
    }

    @Test("R16: a merge that changes content by itself is told with its files, and is not exempt")
    func tellsAMergeWithContentOfItsOwn() throws {
        let repository = try repository()
        try repository.checkout("topic", create: true)
        try repository.commit("KEY-2: topic", files: ["a.txt": "1\n2\n4\n"])
        try repository.checkout("main")
        try repository.commit("KEY-3: main", files: ["b.txt": "c\n"])
        try repository.git("merge", "--quiet", "--no-ff", "--no-commit", "topic")
        try repository.write("b.txt", "something else\n")
        try repository.git("commit", "--quiet", "--all", "--message=Merge topic")
        let merge = try repository.resolve("HEAD")
        let log = try repository.log("v1.0.0..main")
        #expect(log.unlinked == [merge] && log.exempt.isEmpty)
        #expect(log.commits.first { $0.commit == merge }?.ownContent == ["b.txt"])
        let text = try repository.run(["log", "v1.0.0..main"] + readingOptions)
        #expect(text.output.contains("the merge changes by itself: b.txt"))
    }

    @Test("R16: a merge of changes to one file, as Git makes it, has no content of its own")
    func exemptsACleanMergeOfOneFile() throws {
        let repository = try repository()
        let lines = (1...40).map { "line \($0)\n" }
        try repository.commit("KEY-1: long", files: ["a.txt": lines.joined()])
        try repository.checkout("topic", create: true)
        try repository.commit("KEY-2: topic", files: ["a.txt": (["top\n"] + lines).joined()])
        try repository.checkout("main")
        try repository.commit("KEY-3: main", files: ["a.txt": (lines + ["end\n"]).joined()])
        try repository.merge("topic")
        #expect(try repository.log("v1.0.0..main").exempt.map(\.reason) == ["merge"])
    }
}
