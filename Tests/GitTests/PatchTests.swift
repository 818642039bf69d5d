import Foundation
import TestSupport
import Testing

@testable import Git

/// What names a change: held against Git's own patch IDs, and against what a decision may be carried over by.
@Suite struct PatchTests {
    private let test: TestRepository

    init() throws { test = try TestRepository() }

    @Test("patch IDs are those of `git patch-id --stable`, on generated changes of every kind")
    func agreesWithGitOnGeneratedChanges() throws {
        var random = SequenceGenerator(seed: 7)
        let names = ["a.txt", "b c.txt", "d/e.sh", "d/f/é.md", "Z"]
        for _ in 0..<60 {
            var files: [String: String] = [:]
            for name in names where Bool.random(using: &random) { files[name] = text(&random) }
            if Int.random(in: 0..<6, using: &random) == 0 {
                files["bin"] = "\u{0}\(Int.random(in: 0..<9, using: &random))"
            }
            if Int.random(in: 0..<6, using: &random) == 0 { try test.git("rm", "-q", "-r", "--ignore-unmatch", "d") }
            try test.commit("change", files: files)
        }
        try expectGitsPatchIDs(in: test)
    }

    @Test(
        "patch IDs are those of `git patch-id --stable`, on a real history",
        .enabled(if: Places.corpus != nil, "there is no corpus beside the project; SLUICE_CORPUS names another place"))
    func agreesWithGitOnARealHistory() throws {
        try expectGitsPatchIDs(in: .clone(from: try #require(Places.corpus) + "/phoenix.bundle"))
    }

    @Test("blanks, modes and binary bytes make another exact patch, other places in a file do not")
    func namesChangesExactly() throws {
        let lines = (1...40).map { "line \($0)\n" }
        try test.commit("start", files: ["f": lines.joined()])
        try test.git("checkout", "-q", "-b", "side")
        let edited = try test.commit("edit", files: ["f": lines.joined().replacing("line 20\n", with: "    x\n")])
        let shifted = "one more\n" + lines.joined()
        let patch = try exact(edited)
        #expect(try exactOf("f", from: shifted, to: shifted.replacing("line 20\n", with: "    x\n")) == patch)
        #expect(try exactOf("f", from: shifted, to: shifted.replacing("line 20\n", with: "  x\n")) != patch)
        #expect(try exactOf("g", from: shifted, to: shifted.replacing("line 20\n", with: "    x\n")) != patch)
        #expect(try exactOf("b", from: "\u{0}1", to: "\u{0}2") != exactOf("b", from: "\u{0}1", to: "\u{0}3"))
        try test.git("update-index", "--chmod=+x", "f")
        try test.git("commit", "-q", "-m", "mode")
        let mode = try test.resolve("HEAD")
        try test.git("update-index", "--chmod=-x", "f")
        try test.git("commit", "-q", "-m", "mode back")
        #expect(try exact(mode) != exact("HEAD"))
    }

    @Test("where the same lines stand twice, the place counts")
    func tellsPlacesApartThatLookTheSame() throws {
        let block = "begin\n1\n2\n3\n4\nend\n"
        let added = "begin\n1\n2\nx\n3\n4\nend\n"
        let apart = String(repeating: "-\n", count: 9)
        let first = try exactOf("f", from: block + apart + block, to: added + apart + block)
        let second = try exactOf("f", from: block + apart + block, to: block + apart + added)
        #expect(first != second)
        let unique = try exactOf("f", from: "a\nb\nc\n" + block, to: "a\nb\nc\n" + added)
        #expect(try exactOf("f", from: "z\na\nb\nc\n" + block, to: "z\na\nb\nc\n" + added) == unique)
    }

    @Test func givesNothingForMergesAndEmptyCommits() throws {
        try test.commit("start")
        try test.git("commit", "-q", "--allow-empty", "-m", "empty")
        #expect(try exact("HEAD") == nil)
        #expect(try test.opened().patchID(of: commit("HEAD")) == nil)
    }

    private func text(_ random: inout SequenceGenerator) -> String {
        let lines = (0..<Int.random(in: 0..<12, using: &random)).map { _ in
            ["x", " y", "\tz", "", "w\r", "-- a", "++ b", "@@ -1 +1 @@", "diff --git a/x b/x"]
                .randomElement(using: &random) ?? ""
        }
        return lines.joined(separator: "\n") + (Bool.random(using: &random) ? "\n" : "")
    }

    private func expectGitsPatchIDs(in test: TestRepository) throws {
        let repository = try test.opened()
        let differences = try test.start([
            "sh", "-c",
            "git rev-list --no-merges --all --max-count=3000 | git diff-tree --stdin --root -p --full-index | git patch-id --stable",
        ])
        let listed = try differences.wait().output.split(separator: "\n").map {
            $0.split(separator: " ").map(String.init)
        }
        #expect(listed.count > 50)
        for line in listed {
            let id = try #require(ObjectID(line[1]))
            #expect(try repository.patchID(of: repository.commit(id)).map(\.description) == line[0], "\(id)")
        }
    }

    private func commit(_ revision: String) throws -> Commit { try test.opened().commit(test.id(revision)) }

    private func exact(_ revision: String) throws -> ObjectID? {
        try test.opened().exactPatch(of: commit(revision))
    }

    private func exactOf(_ name: String, from old: String, to new: String) throws -> ObjectID? {
        try test.commit("before", files: [name: old])
        return try exact(test.commit("after", files: [name: new]))
    }
}
