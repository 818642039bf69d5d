import Git
import TestSupport
import Testing

/// Trees as they are stored: names are bytes, modes are Git's five and what they once were.
@Suite struct TreeTests {
    private let test: TestRepository
    private let blob: ObjectID

    init() throws {
        test = try TestRepository()
        blob = try test.object("blob", "text\n")
    }

    private func tree(_ entries: [(mode: String, name: String)]) throws -> ObjectID {
        let bytes = entries.flatMap { Array("\($0.mode) \($0.name)\0".utf8) + blob.bytes }
        return try #require(ObjectID(try test.writeObject("tree", bytes)))
    }

    @Test("R14: reads every mode, submodules and old ones too")
    func readsEveryMode() throws {
        let modes: [(String, TreeEntry.Mode)] = [
            ("100644", .file), ("100664", .file), ("100755", .executable), ("120000", .symbolicLink),
            ("160000", .submodule), ("40000", .tree), ("040000", .tree),
        ]
        for (text, mode) in modes {
            let entries = try test.opened().tree(try tree([(text, "name")]))
            #expect(entries.map(\.mode) == [mode], "\(text)")
            #expect(entries.map(\.id) == [blob])
        }
    }

    @Test func keepsNamesAsBytes() throws {
        let name: [UInt8] = [0x63, 0xFF, 0x0A, 0x22]
        let bytes = Array("100644 ".utf8) + name + [0] + blob.bytes
        let tree = try #require(ObjectID(try test.writeObject("tree", bytes)))
        #expect(try test.opened().tree(tree).map(\.name) == [name])
    }

    @Test func findsWhatAPathNames() throws {
        try test.commit("first", files: ["a/b/c": "text\n", "d": "other\n"])
        let repository = try test.opened()
        let root = try test.id("HEAD^{tree}")
        #expect(try repository.entry(at: ["a", "b", "c"], in: root)?.id == blob)
        #expect(try repository.entry(at: ["a", "b"], in: root)?.mode == .tree)
        #expect(try repository.entry(at: ["a", "x"], in: root) == nil)
        #expect(try repository.entry(at: ["d", "x"], in: root) == nil)
    }

    @Test("F7: a tree that ends within an entry is corrupt")
    func refusesACutTree() throws {
        let whole = Array("100644 name\0".utf8) + blob.bytes
        for length in 1..<whole.count {
            let tree = try #require(ObjectID(try test.writeObject("tree", Array(whole[..<length]))))
            #expect(throws: RepositoryProblem.self, "\(length)") { try test.opened().tree(tree) }
        }
        #expect(try test.opened().tree(test.object("tree", "")).isEmpty)
    }

    @Test("a tree that holds a name twice is corrupt when it is compared")
    func refusesATreeWithANameTwice() throws {
        let twice = try tree([("100644", "name"), ("100755", "name")])
        #expect(throws: RepositoryProblem.corruptObject(twice, reason: "the tree holds a name twice")) {
            try test.opened().changes(from: nil, to: twice)
        }
    }
}
