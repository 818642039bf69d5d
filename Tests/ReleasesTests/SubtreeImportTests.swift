import Git
import Ledger
import TestSupport
import Testing

@testable import Releases

/// Imports as `git subtree --squash` makes them, and what others could make of its trailers.
@Suite struct SubtreeImportTests {
    private let test: TestRepository
    private let repository: Repository
    private let policy: Policy

    init() throws {
        test = try TestRepository()
        try test.commit("RFC-1: begin", files: ["src/a": "1\n"])
        repository = try Repository.open(at: test.path)
        policy = try Policy(
            text: Array(
                "[item \"RFC\"]\n kind = rfc\n[release]\n tag = v{version}\n[sign-off]\n role = qa\n\(Self.section)"
                    .utf8), version: 1)
    }

    private static let section = "[exempt \"vendor\"]\n subtree = vendor/zlib/\n"
    private static let trailers = "git-subtree-dir: vendor/zlib\ngit-subtree-split: 85f31bfe2212"

    /// A commit of the other project's files alone.
    private func squash(
        _ files: [String: String], after parent: String? = nil, trailers: String = trailers
    ) throws -> String {
        let entries = try files.sorted { $0.key < $1.key }.map { name, text in
            "100644 blob \(try test.git("hash-object", "-w", "--stdin", input: Array(text.utf8)))\t\(name)\n"
        }
        let tree = try test.git("mktree", input: Array(entries.joined().utf8))
        let subject = "Squashed 'vendor/zlib/' content"
        guard let parent else { return try test.git("commit-tree", tree, "-m", subject, "-m", trailers) }
        return try test.git("commit-tree", tree, "-p", parent, "-m", subject, "-m", trailers)
    }

    /// The merge that brings these files of a commit to a folder.
    private func merge(_ squash: String, below folder: String, and files: [String: String] = [:]) throws -> String {
        try test.git("merge", "-s", "ours", "--no-commit", "--allow-unrelated-histories", squash)
        try test.git("rm", "-rfq", "--ignore-unmatch", "--", folder)
        try test.git("read-tree", "--prefix=\(folder)", "-u", squash)
        for (name, text) in files { try test.write(name, text) }
        try test.git("add", "-A")
        try test.git("commit", "-qm", "Merge commit '\(squash)' as '\(folder)'")
        return try test.git("rev-parse", "HEAD")
    }

    /// Whether the policy exempts each of some commits, of all that HEAD reaches.
    private func isExempt(_ commits: String...) throws -> [Bool] {
        let range = try CommitRange.commits(
            of: [repository.commitID(ofRevision: "HEAD")], without: [], in: repository)
        let imports = try SubtreeImports(range, in: repository, policy: policy)
        return commits.map { name in ObjectID(name).flatMap(imports.section) == "vendor" }
    }

    @Test("L96: an import and its update need no item, neither their commits nor their merges")
    func exemptsImports() throws {
        let first = try squash(["a.c": "1\n"])
        let added = try merge(first, below: "vendor/zlib")
        let second = try squash(["a.c": "2\n"], after: first)
        let updated = try merge(second, below: "vendor/zlib")
        #expect(try isExempt(first, added, second, updated) == [true, true, true, true])
    }

    @Test("L96: a commit of ordinary history may change the folder alone")
    func judgesOrdinaryCommits() throws {
        let message = "Update zlib\n\n" + Self.trailers
        let inside = try test.commit(message, files: ["vendor/zlib/a.c": "1\n"])
        let both = try test.commit(message, files: ["vendor/zlib/a.c": "2\n", "src/a": "2\n"])
        let beside = try test.commit(message, files: ["vendor/zlib-ng/a.c": "2\n"])
        let silent = try test.commit("Update zlib", files: ["vendor/zlib/a.c": "3\n"])
        #expect(try isExempt(inside, both, beside, silent) == [true, false, false, false])
    }

    @Test("L97: files that an import brings to another place are no import", arguments: ["src", "vendor/zlib"])
    func refusesOtherPlaces(folder: String) throws {
        let import_ = try squash(["a.c": "1\n"])
        let merged = try merge(import_, below: folder, and: folder == "src" ? [:] : ["src/a": "2\n"])
        #expect(try isExempt(import_, merged) == [false, false])
    }

    @Test("L97: a plain merge of an import, which brings its files to the top, is not exempt as a merge")
    func refusesPlainMerges() throws {
        let import_ = try squash(["evil.c": "1\n"])
        try test.git("merge", "-q", "--allow-unrelated-histories", "-m", "Merge", import_)
        let range = try CommitRange.commits(
            of: [repository.commitID(ofRevision: "HEAD")], without: [], in: repository,
            messages: CommitLinker(repository, policy: policy, ledger: nil).messages)
        let linked = try CommitLinker(repository, policy: policy, ledger: nil).link(range: range)
        #expect(linked.count(where: \.isUnlinked) == 2)
    }

    @Test("L97: what stands on an import besides its merge, or below it, makes it an ordinary commit")
    func refusesOtherNeighbours() throws {
        let trailers = "git-subtree-dir: vendor/other\ngit-subtree-split: 85f31bfe2212"
        let below = try squash(["a.c": "1\n"], trailers: trailers)
        let import_ = try squash(["a.c": "2\n"], after: below)
        let merged = try merge(import_, below: "vendor/zlib")
        #expect(try isExempt(below, import_, merged) == [false, false, false])
        let alone = try squash(["b.c": "1\n"])
        let onTop = try squash(["b.c": "1\n", "c.c": "1\n"], after: alone, trailers: "Signed-off-by: Dana")
        let top = try merge(onTop, below: "vendor/zlib")
        #expect(try isExempt(alone, onTop, top) == [false, false, false])
    }
}
