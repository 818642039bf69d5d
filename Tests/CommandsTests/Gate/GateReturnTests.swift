import TestSupport
import Testing

/// R24 to R26: what the last release took back comes back with the next one, however the release said so, and wherever
/// the change is now.
@Suite struct GateReturnTests {
    private let repository: TestRepository
    private static let change = "RFC-1: tune (#12)"

    init() throws { repository = try TestRepository.withOpenGate() }

    /// Tags 1.0 here, and goes on with `main` from an earlier commit.
    private func release(leaving commit: String) throws {
        try #require(try repository.sluice("approve", "--all", "--release", "1.0", person: .tester).status == 0)
        let tag = try repository.sluice("tag", "1.0")
        try #require(tag.status == 0, "\(tag.output)\(tag.errors)")
        try repository.git("reset", "-q", "--hard", commit)
    }

    /// Whether 1.1, which has TASK-1 besides, is refused for the sake of a commit.
    private func refuses(_ commit: String) throws {
        try repository.addItems(["TASK-1"])
        try repository.commit("TASK-1: more", files: ["t": "1\n"])
        try repository.approve("1.1", "TASK-1")
        let result = try repository.sluice("gate", "tag", "1.1")
        #expect(result.status == 1 && result.output.contains(commit.prefix(10)), "\(result.output)\(result.errors)")
    }

    private static let messages = [
        "RFC-1: Revert \"tune (#12)\" (#13)\n\nReverts example/shop#12",
        "RFC-1: back\n\nRevert \"RFC-1: tune\"",
        "RFC-1: back\n\n    This reverts commit ID.",
        "RFC-1: back\n\nThis reverts commit\nID.",
        "RFC-1: back\n\nThis reverts commits 7777777777 and ID (RFC-1: tune).",
        "RFC-1: back\n\nReverts:\n- ID tune",
        "RFC-1: back\r\n\r\nThis reverts commit ID.\r\n",
    ]

    @Test("R24: a revert of the base is understood by subject, wrapped, indented, and in a list", arguments: messages)
    func refusesWhatComesBack(message: String) throws {
        let change = try repository.commit(Self.change, files: ["a": "evil\n"])
        let text = message.replacing("ID", with: change)
        try repository.commit(text, files: ["a": "1\n"])
        try release(leaving: change)
        try refuses(change)
    }

    @Test("R24: a commit that only says to be picked from the change does not hide it")
    func refusesBehindADecoy() throws {
        let change = try repository.commit(Self.change, files: ["a": "evil\n"])
        try repository.git(
            "commit", "-q", "--allow-empty", "-m", "RFC-1: note\n\n(cherry picked from commit \(change))")
        try repository.commit("RFC-1: back\n\nThis reverts commit \(change).", files: ["a": "1\n"])
        try release(leaving: change)
        try refuses(change)
    }

    @Test("R24: a revert that names the commit of another line means its shared copy", arguments: [true, false])
    func refusesTheCopyOfWhatIsNamed(isNamed: Bool) throws {
        try repository.checkout("work", create: true)
        let original = try repository.commit(Self.change, files: ["a": "evil\n"])
        try repository.checkout("main")
        try repository.commit("RFC-1: work", files: ["b": "2\n"])
        try repository.git("cherry-pick", isNamed ? "-x" : "--no-edit", original)
        let copy = try repository.resolve("HEAD")
        try repository.commit("RFC-1: back\n\nThis reverts commit \(original).", files: ["a": "1\n"])
        try release(leaving: copy)
        try refuses(copy)
    }

    @Test("T67: a file that the release removed comes back: so does what others had done to it and to nothing else")
    func refusesWhatComesBackWithItsFile() throws {
        try repository.commit("RFC-1: file", files: ["f": "one\ntwo\nthree\n", "g": "1\n"])
        let change = try repository.commit(Self.change, files: ["f": "one\nevil\nthree\n"])
        try repository.git("rm", "-q", "f")
        try repository.git("commit", "-q", "-m", "RFC-1: no f")
        try release(leaving: change)
        try refuses(change)
    }

    @Test("R25: lines that the base put elsewhere in the file are there again: it does not have the change")
    func refusesWhatTheBasePutElsewhere() throws {
        let lines = (1...12).map { "\($0)\n" }
        let checked = lines[..<3].joined() + "check\n" + lines[3...].joined()
        try repository.commit("RFC-1: lines", files: ["f": checked])
        let change = try repository.commit("RFC-1: tidy up", files: ["f": lines.joined()])
        let back = "RFC-1: back\n\nThis reverts commit \(change)."
        try repository.commit(back, files: ["f": lines.joined() + "check\n"])
        try release(leaving: change)
        try refuses(change)
    }

    @Test("R25: a release that put a line elsewhere has not released its removal")
    func refusesARemovalThatNoReleaseHas() throws {
        let lines = (1...12).map { "\($0)\n" }
        try repository.commit("RFC-1: lines", files: ["f": lines[..<3].joined() + "check\n" + lines[3...].joined()])
        let start = try repository.resolve("HEAD")
        let removal = try repository.commit("RFC-1: move, 1", files: ["f": lines.joined()])
        try repository.commit("RFC-1: move, 2", files: ["f": lines.joined() + "check\n"])
        try release(leaving: start)
        try repository.git("cherry-pick", removal)
        try repository.git("commit", "-q", "--amend", "-m", "tidy up")
        try refuses(repository.resolve("HEAD"))
    }

    @Test("R26: a file that has a new name in the candidate comes back under it")
    func refusesWhatHasANewName() throws {
        try repository.commit("RFC-1: folder", files: ["lib/a": "1\n"])
        let change = try repository.commit("RFC-1: tune", files: ["lib/evil": "evil 1\nevil 2\n"])
        try repository.git("revert", "--no-edit", "HEAD")
        try repository.git("commit", "-q", "--amend", "-m", "RFC-1: back\n\nThis reverts commit \(change).")
        try release(leaving: change)
        try repository.git("mv", "lib", "src")
        try repository.addItems(["TASK-1"])
        try repository.commit("TASK-1: new name", files: ["src/evil": "evil 1\nevil 2\nhonest\nwork\n"])
        try refuses(change)
    }

    @Test("R27: a change that a merge left out on purpose is not released already when it is picked again")
    func refusesWhatAMergeLeftOut() throws {
        let start = try repository.resolve("HEAD")
        let change = try repository.commit("RFC-1: tune", files: ["a": "evil\n"])
        try release(leaving: start)
        try repository.checkout("side", create: true)
        try repository.git("cherry-pick", change)
        try repository.checkout("main")
        try repository.addItems(["TASK-1"])
        try repository.commit("TASK-1: two", files: ["two": "2\n"])
        try repository.git("merge", "-q", "--no-ff", "--no-commit", "side")
        try repository.git("checkout", "-q", "HEAD", "--", "a")
        try repository.git("commit", "-q", "-m", "Merge branch 'side'\n\nTask: TASK-1")
        try repository.git("cherry-pick", change)
        try repository.git("commit", "-q", "--amend", "-m", "tune")
        try refuses(repository.resolve("HEAD"))
    }
}
