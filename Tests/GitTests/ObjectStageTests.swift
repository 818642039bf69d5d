import Foundation
import Git
import TestSupport
import Testing

/// Objects written together: Git reads what libgit2 wrote.
@Suite struct ObjectStageTests {
    private let test: TestRepository
    private let repository: Repository

    init() throws {
        test = try TestRepository()
        repository = try test.opened()
    }

    private func commit(_ count: Int) throws -> ObjectID {
        var stage = ObjectStage(in: repository)
        let files = try (0..<count).map { number in
            (path: ["folder", "\(number % 7)", "\(number)"], blob: try stage.add(Array("\(number)\n".utf8), .blob))
        }
        let tree = try stage.addFiles(files, to: nil)
        let id = try stage.addCommit(tree: tree, parents: [], signature: "A <a@b> 5 +0000", message: "files")
        try stage.write()
        try repository.update("refs/heads/main", to: id, expecting: .absent, reason: "test")
        return id
    }

    @Test("few objects are loose, many are one pack; both pass `git fsck --strict`", arguments: [3, 400])
    func writesWhatGitAccepts(count: Int) throws {
        let id = try commit(count)
        #expect(try test.git("fsck", "--strict", "--no-dangling").isEmpty)
        #expect(try test.git("ls-tree", "-r", "--name-only", "main").split(separator: "\n").count == count)
        #expect(try test.git("show", "main:folder/2/2") == "2")
        #expect(try repository.commit(id).message.elementsEqual("files\n".utf8))
        let packs = try FileManager.default.contentsOfDirectory(atPath: test.path + "/.git/objects/pack")
        #expect(packs.contains { $0.hasSuffix(".pack") } == (count > 100))
    }

    @Test func addsFilesAndKeepsTheOthers() throws {
        try test.commit("first", files: ["a/b": "1\n", "c": "2\n", "script": "3\n"])
        try test.git("update-index", "--chmod=+x", "script")
        try test.commit("second", files: [:], options: ["--only"])
        var stage = ObjectStage(in: repository)
        let blob = try stage.add(Array("new\n".utf8), .blob)
        let files = [["a", "d"], ["e", "f", "g"], ["a.b"]].map { (path: $0, blob: blob) }
        let tree = try stage.addFiles(files, to: test.id("HEAD^{tree}"))
        try stage.write()
        let names = try test.git("ls-tree", "-r", "--name-only", "\(tree)")
        #expect(names == "a.b\na/b\na/d\nc\ne/f/g\nscript")
    }

    @Test("T13: a file never takes another's place, nor that of a folder")
    func refusesCollisions() throws {
        try test.commit("first", files: ["a/b": "1\n", "c": "2\n"])
        for path in [["c"], ["a"], ["c", "d"], ["a", "b", "c"]] {
            #expect(throws: LedgerCollision.self, "\(path)") {
                var stage = ObjectStage(in: repository)
                let blob = try stage.add(Array("other\n".utf8), .blob)
                _ = try stage.addFiles([(path, blob)], to: test.id("HEAD^{tree}"))
            }
        }
        var stage = ObjectStage(in: repository)
        let same = try stage.add(Array("2\n".utf8), .blob)
        #expect(try stage.addFiles([(["c"], same)], to: test.id("HEAD^{tree}")) == test.id("HEAD^{tree}"))
    }

    @Test("several files at one path are refused, not the last one taken")
    func refusesSeveralFilesAtOnePath() throws {
        #expect(throws: LedgerCollision.self) {
            var stage = ObjectStage(in: repository)
            let (one, other) = (try stage.add([1], .blob), try stage.add([2], .blob))
            _ = try stage.addFiles([(["a"], one), (["a"], other)], to: nil)
        }
    }
}
