import TestSupport
import Testing

@testable import Git

/// R16: what merges change by themselves, held against what Git makes of their parents.
@Suite struct OwnContentTests {
    private let test: TestRepository
    private static let lines = (0..<20).map { "line \($0)\n" }

    init() throws {
        test = try TestRepository()
        try test.commit(
            "base",
            files: [
                "text": Self.lines.joined(), "legacy.conf": "insecure = yes\n", "picture": "bin\0ary", "other": "1\n",
            ])
    }

    private func text(_ changes: [Int: String]) -> String {
        Self.lines.enumerated().map { changes[$0.offset] ?? $0.element }.joined()
    }

    /// Two branches, `main` and `side`, that part here.
    private func part(ours: () throws -> Void, theirs: () throws -> Void) throws {
        try test.checkout("side", create: true)
        try theirs()
        try test.commit("side", files: [:])
        try test.checkout("main")
        try ours()
        try test.commit("main", files: [:])
    }

    /// Merges the side, with whatever people do to the files before they commit.
    private func merge(_ branches: String = "side", _ resolve: () throws -> Void = {}) throws -> [String] {
        _ = try test.tryGit("merge", "--quiet", "--no-ff", "--no-commit", branches)
        try resolve()
        try test.commit("Merge branch 'side'", files: [:])
        return try own()
    }

    private func own(_ revision: String = "HEAD") throws -> [String] {
        let repository = try test.opened()
        let merge = try repository.commit(test.id(revision))
        let paths = try #require(try repository.ownContent(of: [merge]).paths[merge.id])
        return paths.map { String(decoding: $0, as: UTF8.self) }
    }

    /// A commit with a tree and parents as they are named, whatever Git would make of them.
    private func commit(_ tree: String, _ parents: [String], _ message: String = "Merge") throws -> String {
        let person = "A <a@example.org> \(test.time) +0000"
        let lines = ["tree \(tree)"] + (try parents.map { "parent \(try test.resolve($0))" })
        let text = (lines + ["author \(person)", "committer \(person)", "", message, ""]).joined(separator: "\n")
        return try test.writeObject("commit", Array(text.utf8))
    }

    @Test func acceptsMergesAsGitMakesThem() throws {
        try part {
            try test.write("text", text([2: "ours\n"]))
            try test.git("mv", "other", "moved")
        } theirs: {
            try test.write("text", text([17: "theirs\n"]))
            try test.write("other", "1\n2\n")
            try test.git("rm", "--quiet", "legacy.conf")
        }
        #expect(try merge() == [])
    }

    @Test("R17: a file that one side deleted and the other changed is the merge's own, however it was resolved")
    func tellsModifiedAndDeleted() throws {
        try part {
            try test.write("legacy.conf", "insecure = yes\nnote\n")
        } theirs: {
            try test.git("rm", "--quiet", "legacy.conf")
        }
        #expect(try merge { try test.git("add", "legacy.conf") } == ["legacy.conf"])
        try test.git("reset", "--quiet", "--hard", "HEAD^")
        #expect(try merge { try test.git("rm", "--quiet", "legacy.conf") } == ["legacy.conf"])
    }

    @Test("R17: a binary file resolved to one side")
    func tellsBinaryFiles() throws {
        try part {
            try test.write("picture", "bin\0ours")
        } theirs: {
            try test.write("picture", "bin\0theirs")
        }
        #expect(try merge { try test.git("checkout", "--ours", "picture") } == ["picture"])
    }

    @Test("a binary file of which Git could merge the lines is not merged by lines")
    func mergesNoBinaryFiles() throws {
        try test.commit("binary", files: ["picture": "\0" + Self.lines.joined()])
        let (ours, theirs) = (text([2: "ours\n"]), text([17: "theirs\n"]))
        try part {
            try test.write("picture", "\0" + ours)
        } theirs: {
            try test.write("picture", "\0" + theirs)
        }
        #expect(try merge { try test.write("picture", "\0" + text([2: "ours\n", 17: "theirs\n"])) } == ["picture"])
    }

    @Test("R17: a file that one side made a link", arguments: [true, false])
    func tellsTypes(keepsLink: Bool) throws {
        try part {
            try test.write("legacy.conf", "insecure = yes\nnote\n")
        } theirs: {
            _ = try test.start(["ln", "-sf", "text", "legacy.conf"]).wait()
        }
        let tree = try test.resolve(keepsLink ? "side^{tree}" : "main^{tree}")
        try test.git("reset", "--quiet", "--hard", try commit(tree, ["main", "side"]))
        #expect(try own().contains("legacy.conf"))
    }

    @Test("R17: links, and submodules, that both sides moved")
    func tellsLinksAndSubmodules() throws {
        let ids = (1...3).map { String(repeating: "\($0)", count: 40) }
        let entry = { (mode: String, id: String, path: String) in
            try test.git("update-index", "--add", "--cacheinfo", "\(mode),\(id),\(path)")
        }
        let links = try ["a", "b", "c"].map { try test.writeObject("blob", Array($0.utf8)) }
        let trees = try (0..<3).map { number in
            _ = try entry("160000", ids[number], "module")
            _ = try entry("120000", links[number], "link")
            return try test.git("write-tree")
        }
        let base = try commit(trees[0], [])
        let sides = try trees[1...].map { try commit($0, [base]) }
        #expect(try own(commit(trees[1], sides)) == ["link", "module"])
        #expect(try own(commit(trees[1], [sides[0], base])) == [])
    }

    @Test("R17: a file that one side renamed and the other deleted")
    func tellsRenamedAndDeleted() throws {
        try part {
            try test.git("rm", "--quiet", "text")
        } theirs: {
            try test.git("mv", "text", "moved")
        }
        #expect(try merge { try test.git("add", "moved") }.contains("moved"))
    }

    @Test("a file that both sides deleted, and one put elsewhere, is a conflict that the paths alone do not show")
    func tellsRenamedAndDeletedByPaths() throws {
        try part {
            try test.git("rm", "--quiet", "text")
        } theirs: {
            try test.git("mv", "text", "moved")
        }
        try test.git("reset", "--quiet", "--hard", try commit(test.resolve("side^{tree}"), ["main", "side"]))
        #expect(try own() == ["moved"])
    }

    @Test func tellsAFileThatBothSidesRenamed() throws {
        try part {
            try test.git("mv", "text", "one")
        } theirs: {
            try test.git("mv", "text", "two")
        }
        #expect(try merge { try test.git("add", "one", "two") } == ["one", "text", "two"])
    }

    @Test func tellsAFileThatBothSidesAdded() throws {
        try part {
            try test.write("new", "ours\n")
        } theirs: {
            try test.write("new", "theirs\n")
        }
        #expect(try merge { try test.write("new", "ours\n") } == ["new"])
    }

    @Test("a mode is content: one that a side changed is kept, one that nobody changed is the merge's own")
    func looksAtModes() throws {
        try part {
            try test.makeExecutable("text")
        } theirs: {
            try test.write("text", text([2: "theirs\n"]))
        }
        #expect(try merge() == [])
        try test.git("reset", "--quiet", "--hard", "HEAD^")
        #expect(try merge { try test.makeExecutable("other") } == ["other"])
        try test.git("reset", "--quiet", "--hard", "HEAD^")
        #expect(try merge { _ = try test.start(["chmod", "644", "text"]).wait() } == ["text"])
    }

    @Test("R19: attributes that are committed decide nothing")
    func obeysNoAttributes() throws {
        try test.commit("attributes", files: [".gitattributes": "* merge=union\n"])
        try part {
            try test.write("other", "2\n")
        } theirs: {
            try test.write("other", "3\n")
        }
        #expect(try merge() == ["other"])
        #expect(try test.read("other") == "2\n3\n")
    }

    @Test("line ends that `text=auto` converts make no difference")
    func leavesLineEnds() throws {
        try test.commit("attributes", files: [".gitattributes": "* text=auto eol=crlf\n"])
        try test.git("config", "core.autocrlf", "true")
        try part {
            try test.write("text", text([2: "ours\n"]))
        } theirs: {
            try test.write("text", text([17: "theirs\n"]).replacing("\n", with: "\r\n"))
        }
        #expect(try merge() == [])
    }

    @Test("of several merge bases all count, and what people put in by hand is told in a criss-cross, too")
    func looksAtAllMergeBases() throws {
        try part {
            try test.write("text", text([2: "ours\n"]))
        } theirs: {
            try test.write("text", text([17: "theirs\n"]))
        }
        let (ours, theirs) = (try test.resolve("main"), try test.resolve("side"))
        try test.merge("side")
        try test.checkout("side")
        try test.git("merge", "--quiet", "--no-ff", "--no-edit", ours)
        try test.commit("further", files: ["text": text([2: "ours\n", 10: "further\n", 17: "theirs\n"])])
        try test.checkout("main")
        try test.commit("back", files: ["text": text([2: "ours\n"])])
        try #require(try test.git("merge-base", "--all", "main", "side").split(separator: "\n").count == 2)
        #expect(try merge() == [])
        // Against the first base alone this is what one side has, unchanged by the other.
        for version in ["HEAD^1", "HEAD^2", ours, theirs] {
            let tree = try test.resolve("\(version)^{tree}")
            #expect(try own(commit(tree, ["HEAD^1", "HEAD^2"])) == ["text"], "\(version)")
        }
    }

    @Test("R18: an octopus is made anew from all its parents")
    func looksAtAllParents() throws {
        let base = try test.resolve("HEAD")
        for (name, files) in [("p1", ["one": "1\n"]), ("p2", ["two": "2\n"]), ("p3", ["three": "3\n"])] {
            try test.checkout(base)
            try test.checkout(name, create: true)
            try test.commit(name, files: files)
        }
        try test.checkout(base)
        try test.git("checkout", "--quiet", "-b", "octopus")
        try test.git("merge", "--quiet", "--no-edit", "p1", "p2", "p3")
        try #require(try test.git("rev-list", "--parents", "-1", "HEAD").split(separator: " ").count == 4)
        #expect(try own() == [])
        for dropped in ["one", "two", "three"] {
            try test.git("read-tree", "HEAD")
            try test.git("rm", "--quiet", "--cached", dropped)
            let tree = try test.git("write-tree")
            #expect(try own(commit(tree, ["p1", "p2", "p3"])) == [dropped])
        }
    }

    @Test("an octopus of histories that have nothing in common, and one of more parents than anybody merges")
    func looksAtUnrelatedHistories() throws {
        let blob = try test.resolve("HEAD:other")
        let tree = { (names: [String]) in
            try test.git("mktree", input: Array(names.map { "100644 blob \(blob)\t\($0)\n" }.joined().utf8))
        }
        let roots = try (0..<3).map { try commit(tree(["f\($0)"]), []) }
        let whole = try tree(["f0", "f1", "f2"])
        #expect(try own(commit(whole, roots)) == [])
        #expect(try own(commit(tree(["f0", "f1"]), Array(roots[..<2]))) == [])
        #expect(try own(commit(whole, Array(roots[..<2]))) == ["f2"])
        let crowd = try test.id(commit(whole, roots + [String](repeating: roots[0], count: 98)))
        let repository = try test.opened()
        let content = try repository.ownContent(of: [repository.commit(crowd)])
        #expect(content.unanswered == [crowd] && content.paths[crowd]?.count == 3)
    }

    @Test("a file that follows a renamed folder, and one that does not, are both as Git makes them")
    func acceptsBothWaysWithFolders() throws {
        try test.commit("folder", files: ["old/a": text([1: "a\n"]), "old/b": text([1: "b\n"])])
        try part {
            try test.git("mv", "old", "new")
        } theirs: {
            try test.write("old/c", "c\n")
        }
        #expect(try merge { try test.git("mv", "-k", "old/c", "new/c") } == [])
        let blob = try test.resolve("side:old/c")
        for (path, expected) in [("old/c", []), ("else/c", ["else/c", "old/c"])] {
            try test.git("read-tree", "HEAD^1")
            try test.git("update-index", "--add", "--cacheinfo", "100644,\(blob),\(path)")
            #expect(try own(commit(test.git("write-tree"), ["HEAD^1", "HEAD^2"])) == expected, "\(path)")
        }
    }

    @Test("a tree whose names are out of order is told by its folder")
    func tellsOfUnorderedTrees() throws {
        try part {
            try test.write("folder/a", "1\n")
        } theirs: {
            try test.write("folder/b", "1\n")
        }
        let blob = try test.id("main:folder/a")
        let bytes = ["b", "a"].flatMap { Array("100644 \($0)\0".utf8) + blob.bytes }
        let folder = try test.writeObject("tree", bytes)
        let root = try test.git("ls-tree", "main").split(separator: "\n").filter { !$0.hasSuffix("folder") }
        let listing = (root + ["040000 tree \(folder)\tfolder"]).joined(separator: "\n") + "\n"
        #expect(try own(commit(test.git("mktree", input: Array(listing.utf8)), ["main", "side"])) == ["folder/"])
    }

    @Test("where Git cannot merge the parents, all that the merge touches is its own, and other merges are answered")
    func countsWhatGitCannotMerge() throws {
        try part {
            try test.write("text", text([2: "ours\n"]))
        } theirs: {
            try test.write("text", text([17: "theirs\n"]))
        }
        let tree = try test.git("merge-tree", "--write-tree", "main", "side")
        let good = try (0..<12).map { try test.id(commit(tree, ["main", "side"], "Merge \($0)")) }
        // Git reads no mode with a nine in it, and ends.
        let entry = Array("900644 bad\0".utf8) + (try test.id("main:other")).bytes
        let bad = try commit(test.writeObject("tree", entry), ["main~1"])
        let merge = try test.id(commit(test.resolve("side^{tree}"), ["side", bad]))
        let repository = try test.opened()
        let merges = try (good[..<6] + [merge] + good[6...]).map { try repository.commit($0) }
        let content = try repository.ownContent(of: merges)
        #expect(content.unanswered == [merge])
        #expect(content.paths[merge]?.isEmpty == false)
        #expect(good.allSatisfy { content.paths[$0] == [] })
    }

    @Test("alternates that are gone, and settings of the repository, make no difference")
    func seesOnlyObjects() throws {
        try part {
            try test.write("other", "2\n")
        } theirs: {
            try test.write("other", "3\n")
        }
        try test.write(".git/objects/info/alternates", "/nowhere/objects\n")
        try test.write(".git/info/attributes", "* merge=union\n")
        try test.write(".git/info/grafts", "\(try test.resolve("side")) \(try test.resolve("main"))\n")
        try test.git("config", "merge.default", "union")
        try test.git("replace", "main~1", "side")
        #expect(try merge { try test.write("other", "2\n3\n") } == ["other"])
    }
}
