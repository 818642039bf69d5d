import TestSupport
import Testing

/// R28: what the base has and the candidate lacks goes, and what only the base took out comes back; content decides.
///
/// Each history has a base, on the branch `line`, and a candidate, on `main`; they part at `v0.1.0`.
@Suite("R28: what goes with a release and what comes back, by content") struct GoingTests {
    private let repository: TestRepository

    init() throws {
        repository = try TestRepository()
        try repository.commit("KEY-1: begin", files: ["a": Self.numbers(1), "b": Self.numbers(101), "c": "x\n"])
    }

    private static func numbers(_ first: Int) -> String { (first..<(first + 40)).map { "\($0)\n" }.joined() }

    /// Replaces a line of a file and commits that.
    @discardableResult
    private func edit(_ file: String, _ line: String, _ new: String, _ message: String) throws -> String {
        let text = "\n" + (try repository.read(file))
        return try repository.commit(
            message, files: [file: String(text.replacing("\n\(line)\n", with: "\n\(new)\n").dropFirst())])
    }

    private func onLine(_ body: () throws -> Void) throws {
        if try repository.tryGit("rev-parse", "--verify", "line").status != 0 { try repository.branch("line") }
        try repository.checkout("line")
        try body()
        try repository.checkout("main")
    }

    /// The subjects of what goes and what comes back with 1.1.0, each `KEY-2 …`.
    private func outcome() throws -> (goes: [String], returns: [String]) {
        try repository.tag("v1.0.0", at: "line")
        try repository.tag("v1.1.0", at: "main")
        let text = try repository.run(["log", "1.1.0"] + readingOptions)
        let log = try repository.log("1.1.0")
        // The memo has it by now.
        #expect(try repository.run(["log", "1.1.0"] + readingOptions).output == text.output)
        let subjects = { (moved: [LogAnswer.Returned]) in
            try moved.flatMap(\.commits).map { try repository.git("log", "-1", "--format=%s", $0.id) }.sorted()
        }
        return (try subjects(log.goes), try subjects(log.returns))
    }

    private func expect(goes: [String] = [], returns: [String] = []) throws {
        let outcome = try outcome()
        #expect(outcome.goes == goes)
        #expect(outcome.returns == returns)
    }

    @Test("a hotfix of the line that main never got goes")
    func lostHotfix() throws {
        try onLine { try edit("a", "10", "fix", "KEY-2: fix") }
        try edit("b", "130", "feature", "KEY-3: feature")
        try expect(goes: ["KEY-2: fix"])
    }

    @Test("one whose message alone was carried over goes too")
    func forgedTrailer() throws {
        var fix = ""
        try onLine { fix = try edit("a", "10", "fix", "KEY-2: fix") }
        try edit("b", "130", "feature", "KEY-2: fix\n\n(cherry picked from commit \(fix))")
        try expect(goes: ["KEY-2: fix"])
        #expect(try repository.log("1.1.0").goes[0].commits[0].id == fix)
    }

    @Test("a pick, and one whose conflict was resolved, carry it over", arguments: [true, false])
    func picked(isResolved: Bool) throws {
        try onLine { try edit("a", "10", "fix", "KEY-2: fix") }
        if isResolved { try edit("a", "9", "nine", "KEY-3: nine") }
        try edit("a", "10", "fix", "KEY-2: fix, here")
        try expect()
    }

    @Test("a pick that was written anew later carries it over: that change is approved with its own item")
    func superseded() throws {
        try onLine { try edit("a", "10", "fix", "KEY-2: fix") }
        try edit("a", "10", "fix", "KEY-2: fix, here")
        try edit("a", "fix", "better", "KEY-3: better")
        try expect()
    }

    @Test("a pick that was taken back again, by a revert or by hand, carries nothing", arguments: [true, false])
    func pickedAndTakenBack(byRevert: Bool) throws {
        try onLine { try edit("a", "10", "fix", "KEY-2: fix") }
        try edit("a", "20", "twenty", "KEY-3: before")
        try edit("a", "10", "fix", "KEY-2: fix, here")
        if byRevert {
            try repository.git("revert", "--no-edit", "HEAD")
        } else {
            try edit("a", "fix", "10", "KEY-4: no")
        }
        try expect(goes: ["KEY-2: fix"])
    }

    @Test("the same lines at another place, and at another depth, are another change", arguments: [true, false])
    func elsewhere(isPlace: Bool) throws {
        let block = "begin\n  a\n  b\n  c\n  d\n  e\n  f\nend\n"
        let code = isPlace ? block + block : "def f():\n    if a:\n        b()\n    c()\n\n\n\n"
        try repository.commit("KEY-1: code", files: ["r": code])
        let lines = code.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let with = { (line: String, place: Int) in
            (lines[..<place] + [line] + lines[place...]).joined(separator: "\n")
        }
        try onLine {
            try repository.commit(
                "KEY-2: fix", files: ["r": with(isPlace ? "  guard" : "    deny()", 4 - (isPlace ? 0 : 1))])
        }
        try repository.commit(
            "KEY-2: fix, here", files: ["r": with(isPlace ? "  guard" : "        deny()", isPlace ? 12 : 3)])
        try expect(goes: ["KEY-2: fix"])
    }

    @Test("a file that main renamed has the fix under its new name, or lacks it there", arguments: [true, false])
    func renamed(hasFix: Bool) throws {
        try onLine { try edit("a", "10", "fix", "KEY-2: fix") }
        try repository.git("mv", "a", "z")
        try repository.commit("KEY-3: rename", files: [:])
        if hasFix { try edit("z", "10", "fix", "KEY-2: fix, here") }
        try expect(goes: hasFix ? [] : ["KEY-2: fix"])
    }

    @Test("a new file is not another new one with the same content")
    func newFiles() throws {
        try onLine { try repository.commit("KEY-2: fix", files: ["fix": "1\n"]) }
        try repository.commit("KEY-3: feature", files: ["feature": "1\n"])
        try expect(goes: ["KEY-2: fix"])
    }

    @Test("modes, removed files and submodules count")
    func otherKinds() throws {
        try repository.commit("KEY-1: secret", files: ["s": "secret\n"])
        try onLine {
            try repository.git("update-index", "--chmod=+x", "a")
            try repository.git("commit", "-q", "-m", "KEY-2: mode")
            try repository.git("reset", "-q", "--hard")
            try repository.git("rm", "-q", "s")
            try repository.commit("KEY-3: away", files: [:])
            try repository.git("update-index", "--add", "--cacheinfo", "160000,\(repository.resolve("main")),sub")
            try repository.git("commit", "-q", "-m", "KEY-4: sub")
            try repository.git("reset", "-q", "--hard")
        }
        try edit("b", "130", "feature", "KEY-5: feature")
        try expect(goes: ["KEY-2: mode", "KEY-4: sub"], returns: ["KEY-1: secret"])
    }

    @Test("a removal of lines that the candidate still has goes")
    func removedLines() throws {
        try onLine {
            try edit("a", "10", "fix", "KEY-2: first"); try edit("a", "20\n21", "20", "KEY-2: removal")
        }
        try edit("a", "10", "fix", "KEY-2: first, here")
        try expect(goes: ["KEY-2: removal"])
    }

    @Test("what is gone on the line again has nothing to lose", arguments: [true, false])
    func takenBackOnTheLine(isPicked: Bool) throws {
        if isPicked { try repository.branch("line") }
        let feature = try edit("a", "20", "feature", "KEY-2: feature")
        try onLine {
            if isPicked {
                try edit("b", "101", "first", "KEY-4: line")
                try repository.git("cherry-pick", "-x", feature)
            }
            try repository.git("revert", "--no-edit", "HEAD")
        }
        try edit("b", "130", "other", "KEY-3: other")
        try expect(goes: isPicked ? ["KEY-4: line"] : [], returns: isPicked ? [] : ["KEY-2: feature"])
    }

    @Test("what a plain commit took out on the line comes back")
    func takenOutByHand() throws {
        try edit("a", "20", "20\nnew 1\nnew 2", "KEY-2: feature")
        try onLine { try edit("a", "new 1\nnew 2\n21", "21", "KEY-4: clean") }
        try edit("b", "130", "other", "KEY-3: other")
        try expect(returns: ["KEY-2: feature"])
    }

    @Test("a commit that took back a part goes itself")
    func takenBackInPart() throws {
        try edit("a", "10", "feature", "KEY-1: other")
        try repository.commit("KEY-2: feature", files: ["a": Self.numbers(1) + "end\n", "d": "d\n"])
        try onLine { try repository.commit("KEY-4: part", files: ["a": Self.numbers(1)]) }
        try edit("b", "130", "other", "KEY-3: other")
        try expect(goes: ["KEY-4: part"])
    }

    @Test("merges in both directions carry over what they merge, and no more")
    func crissCross() throws {
        try onLine { try edit("a", "10", "fix", "KEY-2: fix") }
        try edit("b", "110", "feature", "KEY-3: feature")
        let ends = try ["line", "main"].map { try repository.resolve($0) }
        try repository.git("merge", "-q", "--no-ff", "--no-edit", ends[0])
        try onLine {
            try repository.git("merge", "-q", "--no-ff", "--no-edit", ends[1])
            try edit("a", "35", "hot", "KEY-4: hot")
        }
        try edit("b", "135", "more", "KEY-5: more")
        try expect(goes: ["KEY-4: hot"])
    }

    @Test("what a merge of the line changed by itself goes")
    func mergesOfTheLine() throws {
        try onLine {
            try edit("a", "30", "work", "KEY-2: work")
            try repository.checkout("side", create: true)
            try repository.git("reset", "-q", "--hard", "main")
            try edit("b", "110", "topic", "KEY-3: topic")
            try repository.checkout("line")
            try repository.git("merge", "-q", "--no-ff", "--no-commit", "side")
            try repository.commit("KEY-4: merge", files: ["c": "x\nby hand\n"])
        }
        for commit in ["side", "line^1"] { try repository.git("cherry-pick", commit) }
        try edit("b", "135", "more", "KEY-5: more")
        try expect(goes: ["KEY-4: merge"])
    }

    @Test("files that the policy exempts are nobody's loss; a range that is no release is not asked")
    func exemptFiles() throws {
        try onLine { try repository.commit("version 1.0.0", files: ["VERSION": "1.0.0\n"]) }
        try edit("b", "130", "feature", "KEY-3: feature")
        #expect(try outcome().goes == ["version 1.0.0"])
        #expect(try repository.log("v1.0.0..v1.1.0").goes.isEmpty)
    }

    @Test("a line that differs in nothing but the name of the release is nobody's loss")
    func namesOfReleases() throws {
        try onLine {
            try repository.commit("Prepare 1.0.0", files: ["pom": "<v>1.0.0</v>\n", "n": "notes of 1.0.0\n"])
        }
        try repository.commit("Prepare 1.1.0", files: ["pom": "<v>1.1.0</v>\n", "n": "other notes\n"])
        #expect(try outcome().goes == ["Prepare 1.0.0"])
        let why = try repository.log("1.1.0").goes[0].commits[0].why
        #expect(why == "1.0.0 has it, and its change to n is not here")
    }

    @Test("a clone without the files says how to get them")
    func namesWhatIsMissing() throws {
        try onLine { try edit("a", "10", "fix", "KEY-2: fix") }
        try edit("a", "30", "feature", "KEY-3: feature")
        try expect(goes: ["KEY-2: fix"])
        try repository.git("config", "uploadpack.allowFilter", "true")
        let partial = try repository.clone("partial", options: ["--filter=blob:none", "--no-checkout"])
        let answer = try partial.run(["log", "1.1.0"] + readingOptions)
        #expect(answer.status == 3 && answer.errors.contains("git fetch --refetch --no-filter"), "\(answer.errors)")
        try partial.git("fetch", "--quiet", "--refetch", "--no-filter")
        #expect(try partial.run(["log", "1.1.0"] + readingOptions).output.contains("KEY-2: fix"))
    }
}
