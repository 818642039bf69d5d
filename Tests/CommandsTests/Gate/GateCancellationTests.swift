import TestSupport
import Testing

/// R22, R23: changes and reverts that do not cancel each other out, although each pair by itself sums up to nothing.
@Suite struct GateCancellationTests {
    private let repository: TestRepository

    /// 1.0 is tagged through the gate: `a` is 1 in it.
    init() throws {
        repository = try TestRepository.withOpenGate()
        try repository.addItems(["TASK-1"])
        try #require(try repository.sluice("tag", "1.0").status == 0)
    }

    private func gate() throws -> CommandResult {
        try repository.commit("TASK-1: work", files: ["t": "1\n"])
        try repository.approve("1.1", "TASK-1")
        return try repository.sluice("gate", "tag", "1.1")
    }

    /// Whether the gate of 1.1 names one of these commits, besides which it has TASK-1.
    private func refusesOne(of commits: [String]) throws {
        let result = try gate()
        #expect(result.status == 1, "\(result.output)")
        #expect(commits.contains { result.output.contains($0.prefix(10)) }, "\(result.output)")
    }

    private func revert(_ commit: String) throws -> String {
        try repository.git("revert", "--no-edit", commit)
        return try repository.resolve("HEAD")
    }

    private func tune(_ message: String = "tune", _ content: String = "evil\n") throws -> String {
        try repository.commit(message, files: ["a": content])
    }

    @Test("R22: one revert that names two equal changes takes one of them out, not both")
    func refusesOneRevertOfTwoChanges() throws {
        let first = try tune()
        let between = try tune("untune", "1\n")
        let second = try tune("tune again")
        let both = try tune("back\n\nThis reverts commit \(first).\nThis reverts commit \(second).", "1\n")
        let last = try tune("Revert \"untune\"\n\nThis reverts commit \(between).")
        try refusesOne(of: [first, between, second, both, last])
    }

    @Test("R22: equal reverts of two changes that one merge brings together count once")
    func refusesTwoRevertsThatMergeToOne() throws {
        let first = try tune()
        let between = try revert(first)
        let second = try tune("tune again")
        try repository.checkout("side", create: true)
        try repository.commit("Revert \"tune again\"\n\nThis reverts commit \(second).", files: ["a": "1\n"])
        try repository.checkout("main")
        try repository.commit("Revert \"tune\"\n\nThis reverts commit \(first).", files: ["a": "1\n"])
        try repository.merge("side")
        let last = try revert(between)
        #expect(try repository.read("a") == "evil\n")
        try refusesOne(of: [first, second, last])
    }

    @Test("R22: what a reverted merge brought is taken back once, by that revert or by one of its own")
    func refusesARevertInsideOfARevertedMerge() throws {
        try repository.checkout("topic", create: true)
        let first = try tune()
        let second = try revert(first)
        try repository.commit("more", files: ["b": "2\n"])
        try repository.checkout("main")
        try repository.merge("topic", message: "bring the topic")
        try repository.git("revert", "--no-edit", "-m1", "HEAD")
        let back = try revert(second)
        #expect(try repository.read("a") == "evil\n")
        try refusesOne(of: [first, second, back])
    }

    @Test("R22: two merges that cross each other bring back what a revert took away")
    func refusesMergesThatCross() throws {
        try repository.commit("TASK-1: on", files: ["a": "evil\n"])
        try repository.checkout("left", create: true)
        try repository.commit("TASK-1: off", files: ["a": "1\n"])
        try repository.checkout("main")
        try repository.checkout("right", create: true)
        try repository.commit("TASK-1: off here too", files: ["a": "1\n"])
        try repository.checkout("main")
        try repository.merge("left", "right", options: ["--strategy=octopus"])
        try repository.approve("1.1", "TASK-1")
        try #require(try repository.sluice("tag", "1.1").status == 0)
        try repository.addItems(["TASK-2"])
        try repository.checkout("left")
        let change = try tune()
        try repository.checkout("back", create: true)
        _ = try revert(change)
        try repository.merge("right")
        try repository.checkout("left")
        try repository.merge("main")
        try #require(try repository.read("a") == "evil\n")
        try repository.merge("back")
        try #require(try repository.read("a") == "evil\n")
        try repository.git("branch", "-q", "-f", "main", "left")
        try repository.checkout("main")
        try repository.commit("TASK-2: work", files: ["t": "1\n"])
        try repository.approve("1.2", "TASK-2")
        let result = try repository.sluice("gate", "tag", "1.2")
        #expect(result.status == 1 && result.output.contains(change.prefix(10)), "\(result.output)")
    }

    @Test("R23: a change whose folder got a new name in a merge is not taken back by a revert under the old name")
    func refusesARevertUnderTheOldName() throws {
        try repository.commit("TASK-1: folder", files: ["lib/a": "1\n", "lib/b": "2\n", "lib/c": "3\n"])
        try repository.branch("work")
        let change = try repository.commit("tune", files: ["lib/evil": "evil 1\nevil 2\nevil 3\n"])
        try repository.checkout("side", create: true)
        _ = try revert(change)
        try repository.checkout("work")
        try repository.git("mv", "lib", "src")
        try repository.git("commit", "-q", "-m", "TASK-1: new name")
        try repository.checkout("main")
        try repository.git("-c", "merge.directoryRenames=true", "merge", "-q", "--no-edit", "work")
        let work = (1...60).map { "honest line \($0)\n" }.joined()
        try repository.commit("TASK-1: more", files: ["src/evil": repository.read("src/evil") + work])
        try repository.merge("side")
        try refusesOne(of: [change])
    }

    @Test("pairs within each other and pairs after each other cancel out, and so does a reverted merge")
    func cancelsHonestPairs() throws {
        let outer = try tune("one", "2\n")
        let inner = try tune("two", "3\n")
        _ = try revert(inner)
        _ = try revert(outer)
        let again = try revert(try tune("three"))
        _ = try revert(revert(again))
        try repository.checkout("topic", create: true)
        _ = try tune("four", "4\n")
        _ = try tune("five", "5\n")
        try repository.checkout("main")
        try repository.commit("TASK-1: beside", files: ["x": "1\n"])
        try repository.merge("topic", message: "bring the topic")
        try repository.git("revert", "--no-edit", "-m1", "HEAD")
        let result = try gate()
        #expect(result.status == 0, "\(result.output)")
    }

    @Test("a long chain of reverts, and one that names each commit twice, gets its answer in time")
    func answersAboutChains() throws {
        var previous = try repository.resolve("HEAD")
        for number in 1...45 {
            let name = "This reverts commit \(previous).\n"
            previous = try repository.commit("TASK-1: step \(number)\n\n\(name)\(name)", files: ["s": "\(number)\n"])
        }
        #expect(try gate().status == 0)
    }

    @Test("a message that names a damaged object, or a commit after one, names nothing")
    func ignoresDamagedNames() throws {
        try repository.write("damaged", "tree \(repository.resolve("HEAD^{tree}"))\n\nx\n")
        let damaged = try repository.git("hash-object", "-t", "commit", "-w", "--literally", "damaged")
        let lines = [
            "tree \(try repository.resolve("HEAD^{tree}"))", "parent \(damaged)", "committer A <a@b> 1 +0000", "", "x",
        ]
        let child = try repository.writeObject("commit", Array(lines.joined(separator: "\n").utf8))
        for (number, name) in [damaged, child].enumerated() {
            try repository.commit("TASK-1: step\n\nThis reverts commit \(name).", files: ["s": "\(number)\n"])
        }
        let result = try gate()
        #expect(result.status == 0, "\(result.output)\(result.errors)")
    }
}
