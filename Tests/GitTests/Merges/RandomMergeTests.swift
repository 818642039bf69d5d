import TestSupport
import Testing

@testable import Git

/// Merges of random changes, each held against `git merge-tree`: with what Git makes of their parents as their tree, with a
/// side's, and with a mixture of these.
@Suite struct RandomMergeTests {
    private let test: TestRepository
    private static let count = 60

    init() throws { test = try TestRepository() }

    @Test(
        "a merge is its parents' and no more exactly where Git makes this tree, without conflicts", arguments: [1, 2])
    func agreesWithGit(seed: UInt64) throws {
        var random = SequenceGenerator(seed: seed)
        var histories = RandomSides()
        let stream = (0..<Self.count).map { histories.stream($0, &random) }.joined()
        try test.fastImport(Array(stream.utf8))
        let made = try [false, true].map { try remade(movesWithFolders: $0) }
        let merges = try mergeCommits(made, &random)
        let repository = try test.opened()
        let content = try repository.ownContent(of: merges.map { try repository.commit($0.id) })
        #expect(content.unanswered.isEmpty)
        var clean = 0
        for merge in merges {
            let tree = try repository.commit(merge.id).tree
            let isGits = made.contains { $0[merge.number].isClean && $0[merge.number].tree == tree }
            #expect((content.paths[merge.id] == []) == isGits, "\(merge.name): \(content.paths[merge.id] ?? [])")
            clean += isGits ? 1 : 0
        }
        #expect(clean > Self.count / 2 && clean < merges.count - Self.count / 2)
    }

    private func remade(movesWithFolders: Bool) throws -> [RemadeMerge] {
        let pairs = (0..<Self.count).map { "refs/heads/ours\($0) refs/heads/theirs\($0)\n" }.joined()
        let git = [
            "git", "-c", "merge.directoryRenames=\(movesWithFolders)", "merge-tree", "--write-tree", "--stdin", "-z",
            "--no-messages",
        ]
        let answer = try test.start(git, input: Array(pairs.utf8)).wait()
        let merges = MergeTreeOutput.merges(in: answer.outputBytes)
        try #require(merges.count == Self.count)
        return merges
    }

    /// Merges of each pair: two with Git's trees, two with a side's, one with each path of any of these.
    private func mergeCommits(
        _ made: [[RemadeMerge]], _ random: inout SequenceGenerator
    ) throws -> [(number: Int, name: String, id: ObjectID)] {
        let repository = try test.opened()
        let ends = try ends()
        var (stream, names) = ("", [(Int, String)]())
        for number in 0..<Self.count {
            let sides = try ["ours", "theirs"].map { try repository.commit(try #require(ends["\($0)\(number)"])).tree }
            let trees = made.map { $0[number].tree } + sides
            for (place, tree) in trees.enumerated() {
                names.append((number, "merge\(number)-\(place)"))
                stream += merge(number, place) + "M 040000 \(tree) \"\"\n"
            }
            names.append((number, "merge\(number)-mixed"))
            stream += merge(number, "mixed") + (try mixture(trees, repository, &random))
        }
        try test.fastImport(Array(stream.utf8))
        let ids = try self.ends()
        return try names.map { ($0, $1, try #require(ids[$1])) }
    }

    private func merge(_ number: Int, _ kind: some CustomStringConvertible) -> String {
        "commit refs/heads/merge\(number)-\(kind)\ncommitter A <a@b> 1500000900 +0000\ndata 5\nMerge\n"
            + "from refs/heads/ours\(number)\nmerge refs/heads/theirs\(number)\ndeleteall\n"
    }

    /// Each path as one of the trees has it, mostly the first.
    private func mixture(_ trees: [ObjectID], _ repository: Repository, _ random: inout SequenceGenerator) throws
        -> String
    {
        let files = try trees.map {
            try Dictionary(uniqueKeysWithValues: repository.changes(from: nil, to: $0).map { ($0.path, $0.new) })
        }
        let paths = Set(files.flatMap(\.keys)).sorted { $0.lexicographicallyPrecedes($1) }
        return paths.map { path in
            let isOdd = Int.random(in: 0..<4, using: &random) == 0
            let source = isOdd ? Int.random(in: 0..<trees.count, using: &random) : 0
            guard let entry = files[source][path] ?? nil else { return "" }
            return "M \(String(entry.mode.rawValue, radix: 8)) \(entry.id) \(String(decoding: path, as: UTF8.self))\n"
        }.joined()
    }

    private func ends() throws -> [String: ObjectID] {
        let lines = try test.git("for-each-ref", "--format=%(refname:short) %(objectname)").split(separator: "\n")
        let pairs = lines.map { $0.split(separator: " ") }
        return try Dictionary(
            uniqueKeysWithValues: pairs.map { (String($0[0]), try #require(ObjectID(String($0[1])))) })
    }
}

/// A base with a few files, and two sides of it that edit, move, delete and add some: few names, so that much collides.
private struct RandomSides {
    private typealias Files = [String: (mode: String, text: String)]

    mutating func stream(_ number: Int, _ random: inout SequenceGenerator) -> String {
        let names = ["a", "b", "c", "folder/d", "folder/e"]
        let base = Files(uniqueKeysWithValues: names.map { ($0, ("100644", Self.text(of: "\($0) \(number)"))) })
        let (ours, theirs) = (changed(base, number, &random), changed(base, number, &random))
        return commit("base\(number)", 0, "", base)
            + commit("ours\(number)", 1, "from refs/heads/base\(number)\n", ours)
            + commit("theirs\(number)", 2, "from refs/heads/base\(number)\n", theirs)
    }

    private static func text(of name: String) -> String { (0..<12).map { "\(name) line \($0)\n" }.joined() }

    private func commit(_ branch: String, _ time: Int, _ from: String, _ files: Files) -> String {
        var text = "commit refs/heads/\(branch)\ncommitter A <a@b> \(1_500_000_000 + time) +0000\n"
        text += "data \(branch.utf8.count)\n\(branch)\n\(from)deleteall\n"
        for (path, file) in files.sorted(by: { $0.key < $1.key }) {
            text += "M \(file.mode) inline \(path)\ndata \(file.text.utf8.count)\n\(file.text)\n"
        }
        return text
    }

    private func changed(_ base: Files, _ number: Int, _ random: inout SequenceGenerator) -> Files {
        var files = base
        for _ in 0..<Int.random(in: 1...3, using: &random) {
            guard let path = files.keys.sorted().randomElement(using: &random), let file = files[path] else { continue }
            switch Int.random(in: 0..<12, using: &random) {
            case 0: files[path] = nil
            case 1, 2:
                files[path] = nil
                files[target(&random)] = file
            case 3:
                files[path] = nil
                files[target(&random)] = (file.mode, edited(file.text, &random))
            case 4: files[path] = (file.mode == "100755" ? "100644" : "100755", file.text)
            case 5: files[path] = ("120000", "target\(Int.random(in: 0...1, using: &random))")
            case 6: files[target(&random)] = ("100644", Self.text(of: "new \(Int.random(in: 0...1, using: &random))"))
            case 7:
                for (path, file) in files where path.hasPrefix("folder/") {
                    files[path] = nil
                    files["moved/" + path.dropFirst("folder/".count)] = file
                }
            case 8: files["folder/new"] = ("100644", Self.text(of: "new \(number)"))
            default: files[path] = (file.mode, edited(file.text, &random))
            }
        }
        return files
    }

    private func target(_ random: inout SequenceGenerator) -> String {
        ["x", "y", "folder/x", "moved/x"].randomElement(using: &random) ?? "x"
    }

    private func edited(_ text: String, _ random: inout SequenceGenerator) -> String {
        var lines = text.split(separator: "\n").map(String.init)
        guard !lines.isEmpty else { return text }
        let place = Int.random(in: 0..<lines.count, using: &random)
        lines[place] = "edited \(Int.random(in: 0...2, using: &random))"
        return lines.map { "\($0)\n" }.joined()
    }
}
