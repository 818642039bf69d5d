import TestSupport
import Testing

/// R7, R8: one change on several lines of releases.
@Suite struct EquivalenceTests {
    private let repository: TestRepository

    /// v1.0.0; then a fix of KEY-2 on `main`, and a branch `line` at v1.0.0.
    private let fix: String

    init() throws {
        repository = try TestRepository()
        try repository.commit("KEY-1: one", files: ["a": (0..<20).map { "\($0)\n" }.joined(), "b": "1\n"])
        try repository.tag("v1.0.0")
        try repository.branch("line")
        fix = try repository.commit("KEY-2: fix", files: ["b": "2\n"])
    }

    private func pick(_ options: String..., tag: String = "v1.0.1") throws -> String {
        try repository.checkout("line")
        _ = try repository.start(["git", "cherry-pick"] + options + [fix]).wait()
        let picked = try repository.resolve("HEAD")
        try repository.tag(tag)
        try repository.checkout("main")
        try repository.tag("v1.1.0")
        return picked
    }

    private func policy(_ backports: String) throws {
        try repository.makeLedger(policy: TestRepository.hookPolicy + "\n[release]\n\tbackports = \(backports)\n")
    }

    @Test("R7: a fix that was picked to another line is in both, and the rung is told", arguments: [true, false])
    func countsInEachLine(isNamed: Bool) throws {
        let picked = try isNamed ? pick("-x") : pick()
        let log = try repository.log("1.1.0")
        #expect(log.base.revision == "v1.0.1" && log.items.map(\.id) == ["KEY-2"])
        let rung = isNamed ? "cherry-picked" : "patch"
        #expect(log[fix]?.equivalent == .init(commit: picked, rung: rung, release: "1.0.1", counts: true))
        #expect(try repository.log("1.0.1").items.map(\.id) == ["KEY-2"])
        let text = try repository.run(["log", "1.1.0"] + readingOptions).output
        #expect(
            text.contains("also in 1.0.1 as \(picked.prefix(10)): \(isNamed ? "cherry picked from" : "same patch")"))
        let notes = try repository.run(["notes", "1.1.0"] + readingOptions).output
        #expect(notes.contains("also in 1.0.1"))
    }

    @Test("R7: under first-release it counts in the lowest version only")
    func countsOnce() throws {
        let picked = try pick()
        try policy("first-release")
        let log = try repository.log("1.1.0", options: ["--key", "KEY"])
        #expect(log.items.isEmpty && log.gone == [fix])
        #expect(log[fix]?.equivalent == .init(commit: picked, rung: "patch", release: "1.0.1", counts: false))
        #expect(try repository.log("1.0.1", options: ["--key", "KEY"]).items.map(\.id) == ["KEY-2"])
    }

    @Test("R8: a fix that was picked with conflicts is known by author, author date and subject")
    func knowsWhatWasTouchedUp() throws {
        try repository.checkout("line")
        _ = try repository.start(["git", "cherry-pick", fix]).wait()
        try repository.commit("x", files: ["b": "2, and more\n"])
        try repository.git("reset", "-q", "--soft", "HEAD~2")
        try repository.git("commit", "-q", "--reuse-message", fix)
        let picked = try repository.resolve("HEAD")
        try repository.tag("v1.0.1")
        try repository.checkout("main")
        try repository.tag("v1.1.0")
        let equivalent = try repository.log("1.1.0")[fix]?.equivalent
        #expect(equivalent == .init(commit: picked, rung: "authorship", release: "1.0.1", counts: true))
    }

    @Test("Gerrit's Change-Id, and a third commit that is not here, make equivalents")
    func climbsTheLadder() throws {
        let change = "Change-Id: I" + String(repeating: "ab", count: 20)
        let origin = "(cherry picked from commit \(String(repeating: "9", count: 40)))"
        try repository.checkout("line")
        let other = try repository.commit("KEY-3: here\n\n\(change)\n", files: ["c": "1\n"])
        let third = try repository.commit("KEY-4: there\n\n\(origin)\n", files: ["d": "1\n"])
        try repository.tag("v1.0.1")
        try repository.checkout("main")
        let mine = try repository.commit("KEY-3: otherwise\n\n\(change)\n", files: ["c": "2\n"])
        let fourth = try repository.commit("KEY-4: again\n\n\(origin)\n", files: ["d": "2\n"])
        try repository.tag("v1.1.0")
        let log = try repository.log("1.1.0")
        #expect(log[mine]?.equivalent?.commit == other && log[mine]?.equivalent?.rung == "change-id")
        #expect(log[fourth]?.equivalent?.commit == third && log[fourth]?.equivalent?.rung == "cherry-picked")
        #expect(log[fix]?.equivalent == nil)
    }

    @Test("what the base of the same line has already does not count again")
    func leavesOutWhatTheLineHas() throws {
        _ = try pick()
        try repository.checkout("line")
        try repository.git("checkout", "-q", "-b", "line2", "v1.0.0")
        try repository.git("cherry-pick", fix)
        let again = try repository.resolve("HEAD")
        try repository.tag("v1.0.2")
        let log = try repository.log("1.0.2")
        #expect(log.base.revision == "v1.0.1" && log.items.isEmpty && log.gone == [again])
    }

    @Test("an item of which a line has only a part is told as partly backported")
    func tellsPartialBackports() throws {
        try repository.commit("KEY-2: second part", files: ["c": "1\n"])
        try repository.commit("KEY-2: third part", files: ["d": "1\n"])
        try repository.checkout("line")
        try repository.git("cherry-pick", fix, "main")
        try repository.tag("v1.0.1")
        try repository.checkout("main")
        try policy("each-line")
        let log = try repository.log("1.0.1", options: ["--key", "KEY"])
        #expect(log.items.map(\.partly) == [.init(present: 2, total: 3)])
        #expect(
            try repository.sluice("log", "1.0.1", "--key", "KEY").output.contains("partly backported: 2 of 3 commits"))
    }
}
