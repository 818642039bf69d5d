import TestSupport
import Testing

@testable import Git

/// Lists of object folders, as Git writes and reads them.
@Suite struct ObjectFolderTests {
    private func folders(_ list: String) -> [String] {
        ObjectFolderList.folders(in: Array(list.utf8)).map { String(decoding: $0, as: UTF8.self) }
    }

    @Test func readsAListAsGitDoes() {
        #expect(folders("") == [])
        #expect(folders("/a:/b c:/ü") == ["/a", "/b c", "/ü"])
        #expect(folders("\"/a:b\":/c") == ["/a:b", "/c"])
        #expect(folders("\"/a\\\"\\\\\\n\\303\\274\"") == ["/a\"\\\nü"])
        #expect(folders("/a\"b:/c") == ["/a\"b", "/c"])
        #expect(folders("\"/not closed:/c") == ["\"/not closed", "/c"])
        #expect(folders("\"/bad\\x\":/c") == ["\"/bad\\x\"", "/c"])
    }

    @Test(
        "every path comes back from the line that names it",
        arguments: ["/a b", "/\"", "/a:b", "/\n\t\u{1}", "/ü\\n", "#x"])
    func quotesPaths(path: String) {
        let line = String(decoding: ObjectFolderList.line(for: Array(path.utf8)), as: UTF8.self)
        #expect(line.hasSuffix("\"\n") && line.dropLast().allSatisfy { $0.isASCII && $0 != "\n" })
        #expect(folders(String(line.dropLast())) == [path])
    }

    @Test("a repository at a path with a line end, quotes and colons: Git finds its objects from the clean room")
    func seesObjectsAtOddPaths() throws {
        let test = try TestRepository()
        try test.commit("base", files: ["a": "1\n"])
        try test.checkout("side", create: true)
        try test.commit("side", files: ["b": "1\n"])
        try test.checkout("main")
        try test.commit("main", files: ["c": "1\n"])
        let (ours, theirs) = (try test.id("main"), try test.id("side"))
        let expected = try test.id(test.git("merge-tree", "--write-tree", "main", "side"))
        let odd = try test.clone("o\n\"d: \\d", bare: true)
        let room = try CleanRoom(seeing: odd.opened())
        let merges = try room.mergeTree(movesWithFolders: false).merges(of: [MergePair(ours: ours, theirs: theirs)])
        #expect(merges.map { $0?.tree } == [expected])
    }
}
