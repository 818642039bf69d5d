import TestSupport
import Testing

@testable import Git

/// Comparison of trees, held against Git's on generated ones.
@Suite struct TreeComparisonTests {
    private let test: TestRepository
    private let repository: Repository

    init() throws {
        test = try TestRepository()
        repository = try test.opened()
    }

    @Test("R14: a submodule that moved, a mode, a type, a deletion: as `git diff-tree` tells them")
    func agreesWithGitOnGeneratedTrees() throws {
        var random = SequenceGenerator(seed: 1)
        let trees = try (0..<20).map { _ in try generatedTree(&random) }
        for (old, new) in zip(trees, trees.dropFirst()) {
            let expected = try test.paths("diff-tree", "-r", "--no-renames", "--name-only", "-z", "\(old)", "\(new)")
            #expect(try repository.changes(from: old, to: new).map(\.path).unique == expected)
        }
        let empty = try test.git("hash-object", "-t", "tree", "-w", "--stdin")
        let all = try test.paths("diff-tree", "-r", "--name-only", "-z", empty, "\(trees[0])")
        #expect(try repository.changes(from: nil, to: trees[0]).map(\.path) == all)
        #expect(try repository.changes(from: trees[0], to: nil).map(\.path) == all)
    }

    @Test("R16: what a merge changes by itself, as `git diff-tree -c` tells it")
    func agreesWithGitOnGeneratedMerges() throws {
        var random = SequenceGenerator(seed: 2)
        var commits: [ObjectID] = []
        for number in 0..<40 {
            let parents = commits.suffix(6).shuffled(using: &random).prefix(Int.random(in: 0...3, using: &random))
            var stage = ObjectStage(in: repository)
            let tree = try generatedTree(&random)
            let signature = "A <a@b> \(number) +0000"
            commits.append(
                try stage.addCommit(tree: tree, parents: Array(parents), signature: signature, message: "\(number)"))
            try stage.write()
        }
        for id in commits {
            let expected = try test.paths(
                "diff-tree", "-r", "-c", "--root", "--no-renames", "--no-commit-id", "--name-only", "-z", "\(id)")
            #expect(try repository.ownChanges(of: repository.commit(id)).unique == expected.unique)
        }
    }

    @Test("a loss is found exactly where something differs from the old tree, on generated trees")
    func findsLosses() throws {
        var random = SequenceGenerator(seed: 3)
        let trees = try (0..<40).map { _ in try generatedTree(&random) }
        for (old, new) in zip(trees, trees.dropFirst()) {
            var stage = ObjectStage(in: repository)
            let added = try stage.add(Array("new\n".utf8), .blob)
            let grown = try stage.addFiles([(["zz", "new"], added)], to: old)
            try stage.write()
            #expect(try repository.loss(from: old, to: grown) == nil)
            let changed = try repository.changes(from: old, to: new).filter { $0.old != nil }
            let loss = try repository.loss(from: old, to: new)
            #expect((loss == nil) == changed.isEmpty)
            if let loss {
                let path = String(decoding: loss.path, as: UTF8.self)
                #expect(changed.contains { String(decoding: $0.path, as: UTF8.self).hasPrefix(path) })
            }
        }
    }

    @Test func tellsWhatStoodThereBeforeAndAfter() throws {
        try test.commit("first", files: ["a": "1\n", "b": "2\n"])
        try test.commit("second", files: ["a": "3\n", "c": "4\n"])
        try test.git("rm", "--quiet", "b")
        try test.commit("third", files: [:])
        let changes = try repository.changes(from: test.id("HEAD~2^{tree}"), to: test.id("HEAD^{tree}"))
        #expect(changes.map { String(decoding: $0.path, as: UTF8.self) } == ["a", "b", "c"])
        #expect(changes.map { $0.old?.id } == (try [test.id("HEAD~2:a"), test.id("HEAD~2:b"), nil]))
        #expect(changes.map { $0.new?.id } == (try [test.id("HEAD:a"), nil, test.id("HEAD:c")]))
    }

    /// Few names, so that much collides: files, links, submodules and folders of one name follow one another.
    private func generatedTree(_ random: inout SequenceGenerator) throws -> ObjectID {
        var stage = ObjectStage(in: repository)
        let tree = try generatedTree(&random, depth: 0, in: &stage)
        try stage.write()
        return tree
    }

    private func generatedTree(
        _ random: inout SequenceGenerator, depth: Int, in stage: inout ObjectStage
    ) throws -> ObjectID {
        let modes: [TreeEntry.Mode] =
            [.file, .executable, .symbolicLink, .submodule] + (depth < 2 ? [.tree, .tree] : [])
        let names = ["a", "a.b", "a-", "b", "ü"].shuffled(using: &random).prefix(Int.random(in: 1...4, using: &random))
        let entries = try names.map { name in
            let mode = modes.randomElement(using: &random) ?? .file
            let content = try stage.add([UInt8.random(in: 0...1, using: &random)], .blob)
            let id = mode == .tree ? try generatedTree(&random, depth: depth + 1, in: &stage) : content
            return TreeEntry(name: Array(name.utf8), id: id, mode: mode)
        }
        return try stage.add(Repository.treeBytes(entries), .tree)
    }
}

extension [[UInt8]] {
    /// Each once, sorted: a file that became a folder may be told in one line or two.
    fileprivate var unique: [[UInt8]] { Set(self).sorted { $0.lexicographicallyPrecedes($1) } }
}
