import TestSupport
import Testing

/// R9, R10, R11: what is taken back is gone, whoever says so and wherever it was.
@Suite struct RevertTests {
    private let repository: TestRepository

    /// v1.0.0 with KEY-1.
    init() throws {
        repository = try TestRepository()
        try repository.commit("KEY-1: one", files: ["a": "1\n"])
        try repository.tag("v1.0.0")
    }

    private func revert(_ revision: String, options: [String] = []) throws -> String {
        try repository.git("revert", "--no-edit", revision)
        return try repository.resolve("HEAD")
    }

    @Test("R9: a change and its revert in one range are gone")
    func netsOutWithinARange() throws {
        let change = try repository.commit("KEY-2: two", files: ["b": "2\n"])
        try repository.commit("KEY-3: three")
        let revert = try revert(change)
        let log = try repository.log("v1.0.0..main")
        #expect(log.items.map(\.id) == ["KEY-3"])
        #expect(Set(log.gone) == [change, revert] && log.unlinked.isEmpty && log.removed.isEmpty)
        #expect(log[change]?.revertedBy == [revert] && log[revert]?.reverts == [change])
        let text = try repository.run(["log", "v1.0.0..main"] + readingOptions).output
        #expect(text.contains("(reverted by \(revert.prefix(10)))") && text.contains("2 gone"))
    }

    @Test("R9: the revert of an older release's change removes its item, the revert of that brings it back")
    func removesAndRestores() throws {
        let removal = try revert("HEAD")
        try repository.tag("v1.1.0")
        let return_ = try revert("HEAD")
        try repository.tag("v1.2.0")
        let log = try repository.log("1.1.0")
        #expect(log.removed == [.init(id: "KEY-1", commits: [removal])] && log.gone.isEmpty && log.items.isEmpty)
        #expect(log.unlinked == [removal])
        #expect(log.goes.flatMap(\.commits).map { [$0.subject, $0.release] } == [["KEY-1: one", "1.0.0"]])
        let next = try repository.log("1.2.0")
        #expect(next.removed.isEmpty && next.restored == [.init(id: "KEY-1", commits: [return_])])
        let notes = try repository.run(["notes", "1.1.0"] + readingOptions).output
        #expect(notes.contains("## Removed since earlier releases\n\n- **KEY-1** (by \(removal.prefix(10)))"))
    }

    @Test("R21: what only the base took back comes back, with a whole merge too")
    func bringsBackWhatTheBaseTookBack() throws {
        try repository.checkout("topic", create: true)
        let brought = try repository.commit("KEY-2: two", files: ["b": "2\n"])
        try repository.checkout("main")
        try repository.commit("KEY-4: four", files: ["d": "4\n"])
        try repository.merge("topic", message: "bring the topic")
        try repository.checkout("line", create: true)
        try repository.git("revert", "--no-edit", "-m1", "HEAD")
        let removal = try repository.resolve("HEAD")
        try repository.tag("v1.1.0")
        try repository.checkout("main")
        try repository.commit("KEY-3: three", files: ["c": "3\n"])
        try repository.tag("v1.2.0")
        let log = try repository.log("1.2.0")
        #expect(log.items.map(\.id) == ["KEY-2", "KEY-3"] && log.unlinked.isEmpty)
        #expect(log.commits(of: "KEY-2") == [brought])
        #expect(log.returns.map(\.id) == ["KEY-2", nil])
        #expect(log.returns[0].commits.map(\.why) == ["1.1.0 took it back by \(removal.prefix(10))"])
        let text = try repository.run(["log", "1.2.0"] + readingOptions).output
        #expect(text.contains("(comes back: 1.1.0 took it back by \(removal.prefix(10)))"))
        let notes = try repository.run(["notes", "1.2.0"] + readingOptions).output
        #expect(notes.contains("comes back: 1.1.0 took it back by"))
        let which = try repository.run(["which", "KEY-2"] + readingOptions).output
        #expect(which.contains("1.2.0"), "\(which)")
    }

    @Test("R9: the revert of a revert leaves the change alive")
    func leavesAliveWhatCameBack() throws {
        let change = try repository.commit("KEY-2: two", files: ["b": "2\n"])
        let first = try revert(change)
        let second = try revert(first)
        let log = try repository.log("v1.0.0..main")
        #expect(log.commits(of: "KEY-2") == [change] && Set(log.gone) == [first, second])
    }

    @Test("R10: with a merge goes all that it brought", arguments: ["-m1"])
    func takesBackAllThatAMergeBrought(mainline: String) throws {
        try repository.checkout("topic", create: true)
        let brought = try [repository.commit("KEY-2: two"), repository.commit("KEY-3: three")]
        try repository.checkout("main")
        try repository.commit("KEY-4: four")
        let merge = try repository.merge("topic", message: "bring the topic")
        try repository.git("revert", "--no-edit", mainline, "HEAD")
        let log = try repository.log("v1.0.0..main")
        #expect(log.items.map(\.id) == ["KEY-4"])
        #expect(Set(log.gone).isSuperset(of: brought + [merge]))
        try repository.tag("v1.1.0", at: merge)
        try repository.tag("v1.2.0")
        #expect(try repository.log("1.2.0").removed.map(\.id) == ["KEY-2", "KEY-3"])
    }

    @Test("R11: the first key is the item, and another item is taken out only where a commit is named")
    func believesNamedCommitsOnly() throws {
        let change = try repository.commit("KEY-2: two", files: ["b": "2\n"])
        try repository.commit("KEY-5 Revert KEY-2 turn it back on")
        #expect(try repository.log("v1.0.0..main").items.map(\.id) == ["KEY-2", "KEY-5"])
        try repository.git("reset", "-q", "--hard", "HEAD^")
        try repository.git("revert", "-n", change)
        let revert = try repository.commit("KEY-5: without KEY-2\n\nThis reverts commit \(change.prefix(12)).")
        let log = try repository.log("v1.0.0..main")
        #expect(log.items.map(\.id) == ["KEY-5"] && log.gone == [change])
        #expect(log[revert]?.reverts == [change])
    }

    @Test("a quoted subject is enough where the commit that is named is not here, also across lines")
    func followsAcrossLines() throws {
        try repository.git("branch", "line")
        let change = try repository.commit("KEY-2: two (#7)", files: ["b": "2\n"])
        let revert = try revert(change)
        try repository.checkout("line")
        try repository.git("cherry-pick", change, revert)
        let log = try repository.log("v1.0.0..line")
        #expect(log.items.isEmpty && log.gone.count == 2)
        try repository.git("reset", "-q", "--hard", "HEAD^")
        try repository.git("rm", "-q", "b")
        try repository.git(
            "commit", "-q", "-m", "Revert \"KEY-2: two\"", "-m",
            "This reverts commit \(String(repeating: "7", count: 40)).")
        #expect(try repository.log("v1.0.0..line").items.isEmpty)
    }

    @Test("what no history has reverts nothing, and a later commit cannot be reverted by an earlier one")
    func ignoresWhatCannotBe() throws {
        let early = try repository.commit("KEY-2: two\n\nThis reverts commit \(String(repeating: "7", count: 40)).")
        try repository.commit("KEY-3: three")
        let log = try repository.log("v1.0.0..main")
        #expect(log.items.map(\.id) == ["KEY-2", "KEY-3"] && log.gone.isEmpty && log[early]?.reverts == nil)
    }
}
